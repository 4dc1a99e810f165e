import { defineRule } from '../../engine/rule.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { BASIC_INSURANCE, insuranceOf, outsideMaternity, PAYING_INSURANCE } from '../../facts/insurance.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { claimedOf, gradeOfClaimed, inScopeAmount, itemData, limitedCharges } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';

/** 限工伤 and 限生育 drugs paid out of the basic medical insurance. What the funds were not asked to pay is no finding. */
export default defineRule({
	meta: {
		id: 'drug-outside-insurance',
		version: 1,
		title: { zh: '限工伤、限生育药品由基本医保支付', en: 'Drug of another insurance paid by basic medical insurance' },
		explains: {
			zh: '限工伤保险或生育保险支付的药品，以职工或居民基本医保结算且纳入医保范围。生育就医或生育费用不在此列；未给出符合范围金额时不判断。',
			en: 'A drug limited to work-injury or maternity insurance was claimed in scope under basic medical insurance. Births are lawful; without an in-scope amount nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['GZ10000101001000', 'GZ10000101002000', 'GZ10000102003000', 'GZ10000102004000'],
		problems: [7],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['insuranceLimits'],
		clears: { 'birth-or-injury-noted': { zh: '备注说明为生育或工伤费用', en: 'A note says that it is for a birth or a work injury' } },
		messages: {
			outside: {
				zh: '{{item}} 限{{insurance}}支付，险种 {{insutype}}，共 {{lines}} 条纳入医保范围',
				en: '{{item}} is paid by {{insurance}} only, settled under {{insutype}}: {{lines}} lines in scope'
			}
		}
	},
	params: {},
	candidates(shard, context) {
		return visitsWithItem(shard, context, 'insuranceLimits');
	},
	judge(stay, t) {
		t.each(limitedCharges(stay, t.context, 'insuranceLimits', t.day), ({ point, items }) => {
			const paying = PAYING_INSURANCE[point.insurance];
			let insutype = '';
			const claims = claimedOf(t, items, ({ charge }) => {
				const kind = insuranceOf(t, stay, charge);
				insutype = t.known(kind);
				if (paying.includes(insutype as never)) return false;
				if (point.insurance === 'maternity' && !outsideMaternity(t, stay.visit, charge)) return false;
				t.known(inScopeAmount(t, charge));
				// Retirees' and supplementary schemes have scopes of their own, which no pack describes.
				if (!BASIC_INSURANCE.includes(insutype as never)) throw new Undetermined({ kind: 'value', what: 'visit.insutype' });
				return t.in(
					'basic-insurance',
					kind,
					t.constant<readonly string[]>({ zh: '基本医疗保险', en: 'Basic medical insurance' }, 'text', BASIC_INSURANCE)
				);
			});
			if (claims.length === 0) return;
			const notes = claims
				.filter(({ charge }) => /生育|分娩|工伤/.test(charge.row.text('memo')))
				.map(({ charge }) => ({ row: charge.row, field: 'memo' }));
			t.clear('birth-or-injury-noted', notes);
			t.report({
				message: 'outside',
				data: { ...itemData(claims), insurance: point.insurance === 'injury' ? '工伤保险' : '生育保险', insutype },
				grade: notes.length > 0 ? 'suspect' : gradeOfClaimed(claims),
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
	}
});

import { defineRule } from '../../engine/rule.ts';
import { claimedPieces, namedOnly } from '../../facts/herbs-paid.ts';
import { claimedOf, gradeOfClaimed, itemData, limitedCharges, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';

/** Herbs (中药饮片) that the funds pay neither alone nor in a formula (单复方均不予支付), claimed in scope. */
export default defineRule({
	meta: {
		id: 'herb-never-paid',
		version: 1,
		title: { zh: '不予支付饮片纳入医保结算', en: 'Herb that is never paid, claimed' },
		explains: {
			zh: '单方、复方均不予支付的中药饮片纳入了医保范围。同名中成药不在此列；未给出符合范围金额时不判断。',
			en: 'Herbs paid neither alone nor in a formula were claimed in scope. Patent medicines of the same name are another thing; without an in-scope amount nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'line',
		basis: [article38('六')],
		official: ['中药饮片单复方均不予支付'],
		problems: [7],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['herbLimits'],
		clears: { 'name-only': { zh: '仅按名称识别，收费类别未写明饮片', en: 'Recognised by its name alone, the charge category does not say herb' } },
		messages: {
			claimed: {
				zh: '{{item}} 单方、复方均不予支付，共 {{lines}} 条纳入医保范围',
				en: '{{item}} is paid neither alone nor in a formula: {{lines}} lines in scope'
			}
		}
	},
	params: {},
	candidates: itemsThat('herbLimits', ({ kind }) => kind === 'never').visits,
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'herbLimits', t.day), ({ point, items }) => {
			if (point.kind !== 'never') return;
			const claims = claimedOf(t, items, ({ charge }) => claimedPieces(t, charge));
			if (claims.length === 0) return;
			all.push(...claims);
			t.report({
				message: 'claimed',
				data: itemData(claims),
				grade: gradeOfClaimed(claims),
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length > 0) t.clear('name-only', namedOnly(all));
	}
});

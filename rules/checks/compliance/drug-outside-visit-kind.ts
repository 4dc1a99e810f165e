import { defineRule } from '../../engine/rule.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { claimedOf, gradeOfClaimed, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { admissionAfter, permittedKinds, visitKind } from '../../facts/visit-kind.ts';

/** 限住院、限门诊 drugs claimed in another kind of visit. Kinds that are neither (家庭病床) are not judged. */
export default defineRule({
	meta: {
		id: 'drug-outside-visit-kind',
		version: 1,
		title: { zh: '药品不符合限定就医方式', en: 'Drug outside its permitted kind of visit' },
		explains: {
			zh: '限住院或限门诊支付的药品，在其他就医方式下纳入医保结算。日间手术、急诊住院、生育住院按住院；医疗类别不详时不判断。',
			en: 'A drug paid in one kind of visit only was claimed in another. Day surgery, emergency stays and births count as stays; an unknown kind is not judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['药品限就医方式', 'GZ10000102009000'],
		problems: [7],
		pharmacyProblems: [9],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['visitKindLimits'],
		clears: {
			'observation-before-stay': { zh: '急诊留观后转住院', en: 'Emergency observation that became a stay' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			outside: { zh: '{{item}} 限定就医方式不含 {{kind}}，共 {{lines}} 条', en: '{{item}} is not paid in visits of kind {{kind}}: {{lines}} lines' }
		}
	},
	params: {},
	candidates(shard, context) {
		return visitsWithItem(shard, context, 'visitKindLimits');
	},
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'visitKindLimits', t.day), ({ point, items }) => {
			const claims = claimedOf(t, items);
			if (claims.length === 0) return;
			const type = t.text(stay.visit, 'med_type');
			t.known(type);
			const kind = t.derived<string>(type.label, 'text', visitKind(stay.visit), type.sources, { kind: 'value', what: 'visit.med_type' });
			const permitted = t.knowledge(point, { zh: '限定就医方式', en: 'Permitted kinds of visit' }, 'text', permittedKinds(point.kind));
			if (!t.notIn('other-kind', kind, permitted)) return;
			all.push(...claims);
			t.report({
				message: 'outside',
				data: { ...itemData(claims), kind: t.known(kind) },
				grade: admissionAfter(stay).length > 0 ? 'suspect' : gradeOfClaimed(claims),
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length === 0) return;
		t.clear('observation-before-stay', admissionAfter(stay));
		t.clear('self-paid', selfPaidSources(all));
	}
});

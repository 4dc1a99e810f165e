import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Source, Traced } from '../../engine/traced.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { claimedOf, gradeOfClaimed, itemData, limitedCharges } from '../../facts/limited-charges.ts';
import { recordedVisit } from '../../facts/person-items.ts';
import { article38 } from '../../facts/regulation.ts';

/** Outpatient benefits for chronic and special diseases (门诊慢特病): 140104 and 140201 (FIELDS.md E), by their first two digits. */
const BENEFIT_VISIT = '14';

/** Drugs paid under certain outpatient benefits (门慢特病种目录) only, claimed under the benefit of another disease. */
export default defineRule({
	meta: {
		id: 'drug-outside-benefit',
		version: 1,
		title: { zh: '药品超门慢特病种目录范围', en: 'Drug outside the list of its outpatient benefit' },
		explains: {
			zh: '门诊慢特病就诊中，药品不在所用病种的用药目录内却纳入医保范围。病种按费用明细，其次按就诊记录；未给出病种时不判断。',
			en: 'In a visit under an outpatient benefit a drug was claimed that the list of that disease does not hold. The fee line says the disease, else the visit; without one nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['药品超限定病种目录范围使用'],
		problems: [],
		pharmacyProblems: [16],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['benefitDrugs'],
		clears: { 'other-benefit': { zh: '同一参保人另有可用该药的病种', en: 'The person has another benefit that holds the drug' } },
		messages: {
			outside: {
				zh: '{{item}} 限病种 {{benefits}}，按病种 {{benefit}} 结算，共 {{lines}} 条',
				en: '{{item}} is for the benefits {{benefits}}, settled under {{benefit}}: {{lines}} lines'
			}
		}
	},
	params: {},
	candidates: (shard, context) => visitsWithItem(shard, context, 'benefitDrugs'),
	judge(stay, t) {
		const kinds = t.constant<readonly string[]>({ zh: '门诊慢特病', en: 'Outpatient benefits' }, 'text', [BENEFIT_VISIT]);
		t.each(limitedCharges(stay, t.context, 'benefitDrugs', t.day), ({ point, items }) => {
			const type = t.text(stay.visit, 'med_type');
			const kind = t.derived<string>(type.label, 'text', t.known(type).slice(0, 2), type.sources);
			if (!t.in('benefit-visit', kind, kinds)) return;
			const permitted = t.knowledge<readonly string[]>(point, { zh: '可用病种', en: 'Benefits that hold it' }, 'text', point.benefits);
			const claims = claimedOf(t, items, ({ charge }) => t.notIn('other-benefit', benefitOf(t, stay, charge), permitted));
			if (claims.length === 0) return;
			const other = otherBenefit(stay, point.benefits);
			if (!t.lookedForClears) t.clear('other-benefit', other);
			t.report({
				message: 'outside',
				data: { ...itemData(claims), benefits: point.benefits.slice(0, 5).join('、'), benefit: t.known(benefitOf(t, stay, claims[0]!.charge)) },
				grade: other.length > 0 ? 'suspect' : gradeOfClaimed(claims),
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
	}
});

/** Code of the benefit that a line was charged under: its own, else the visit's; 无法判断 without either. */
function benefitOf(t: Trace, stay: Stay<'visit' | 'fee'>, { row }: Charge): Traced<string> {
	const own = t.text(row, 'dise_codg');
	const visit = t.text(stay.visit, 'dise_no');
	return own.value === null && visit.value !== null ? visit : own;
}

/** Visits of the same person under a benefit that holds the drug: it may have been charged under the wrong one. */
function otherBenefit(stay: Stay<'visit' | 'fee'>, benefits: readonly string[]): Source[] {
	return stay.visitsOfPerson
		.filter((other) => other.index !== stay.index)
		.flatMap((other) => recordedVisit(other) ?? [])
		.filter((row) => benefits.includes(row.text('dise_no')))
		.map((row) => ({ row, field: 'dise_no' }));
}

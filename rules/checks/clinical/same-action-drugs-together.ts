import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { daysOfUse, type DaysOfUse } from '../../facts/drug-days.ts';
import { drugsByGroup } from '../../facts/drug-groups.ts';
import { visitsWithTwoOfGroup } from '../../facts/group-visits.ts';
import { systemic } from '../../facts/drug-route.ts';
import { claimedOf, selfPaidSources, type Limited, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import type { PointOf } from '../../knowledge/pack.ts';

interface UsedDrug {
	readonly name: string;
	readonly claims: readonly LimitedCharge[];
	readonly use: DaysOfUse;
	readonly amount: number;
}

/** Drugs of one action (同类药品) used on the same days, beyond the day on which one follows the other. */
export default defineRule({
	meta: {
		id: 'same-action-drugs-together',
		version: 1,
		title: { zh: '同类药品重复使用', en: 'Drugs of one action together' },
		explains: {
			zh: '同一药理作用类别的两种以上药品在同一些日子里同时使用并纳入医保，超过换药交接的天数。按医嘱起止计日，没有医嘱时按计费日；出院带药不计。',
			en: 'Two or more drugs of one action were used on the same days and claimed, for more days than a change from one to the other takes. Days are those of the orders, else of the charges; what is taken home does not count.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301006000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order'],
		knowledge: ['drugGroups'],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: { together: { zh: '{{group}}：{{items}} 同时使用 {{days}} 天', en: '{{group}}: {{items}} together for {{days}} days' } }
	},
	params: {
		minCommonDays: { default: 2, unit: 'day', title: { zh: '同时使用天数下限', en: 'Fewest days together' }, why: '一日的交接是换药（未核实）' }
	},
	candidates: (shard, context) => visitsWithTwoOfGroup(shard, context, 'drugGroups'),
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(drugsByGroup(stay, t.context, t.day), (drugs) => {
			const { group, least } = drugs[0]!.point;
			const used = drugs.map((drug) => usedDrug(t, stay, drug)).filter((one) => one !== null);
			const counts = new Map<number, number>();
			for (const { use } of used) for (const day of use.days) counts.set(day, (counts.get(day) ?? 0) + 1);
			const common = [...counts].filter(([, count]) => count >= least).length;
			const sources = used.flatMap(({ use }) => use.sources);
			const days = t.derived({ zh: '同时使用天数', en: 'Days together' }, 'integer', common, sources);
			if (!t.ge('days-together', days, t.param('minCommonDays'))) return;
			// The one begun first stays; of those begun together the dearer.
			const [, ...further] = [...used].sort((a, b) => a.use.days[0]! - b.use.days[0]! || b.amount - a.amount);
			const charge = (drug: UsedDrug) => drug.claims.map((claim) => claim.charge);
			const wrong = further.slice(least - 2);
			all.push(...used.flatMap(({ claims }) => claims));
			t.report({
				message: 'together',
				data: { group, items: used.map(({ name }) => name).join('、'), days: common },
				// Two of one action are now and then meant, and days of lines are days of charges.
				grade: 'suspect',
				lines: [
					...wrong.flatMap(charge).map((one) => ({ charge: one, role: 'offending' as const })),
					...used
						.filter((drug) => !wrong.includes(drug))
						.flatMap(charge)
						.map((one) => ({ charge: one, role: 'related' as const }))
				]
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});

/** What was claimed of a drug and when it was used; null where nothing was or where its use has no day. */
function usedDrug(t: Trace, stay: Stay<'visit' | 'fee' | 'order'>, { point, items }: Limited<PointOf<'drugGroups'>>): UsedDrug | null {
	const claims = claimedOf(t, items, ({ charge }) => systemic(t, stay, charge));
	const charges = claims.map(({ charge }) => charge);
	const use = daysOfUse(stay, charges);
	if (use.days.length === 0) return null;
	return { name: point.name, claims, use, amount: charges.reduce((sum, { amount }) => sum + amount, 0) };
}

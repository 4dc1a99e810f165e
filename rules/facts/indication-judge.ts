import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { plannedIndication, qualifying, withoutIndication, type INDICATION_PARAMS } from './indication-support.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from './limited-charges.ts';
import { itemsThat } from './table-items.ts';

type Kind = PointOf<'indications'>['kind'];

/** What rules about indications look for to clear a finding, and how they tell it. */
export const INDICATION_WORDS = {
	clears: {
		planned: { zh: '文书仅以拟诊、鉴别或计划提及', en: 'Documents name it as a plan or to be told apart only' },
		'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
	},
	messages: {
		without: {
			zh: '{{item}} 限{{indication}}，诊断与文书均无依据，共 {{lines}} 条',
			en: '{{item}} is for {{indication}}: neither diagnosis nor document supports it, {{lines}} lines'
		}
	}
} as const;

/** Visits with a charge whose point limits it to an indication. */
export const visitsWithIndication = (wanted: Kind): ((shard: Shard, context: RunContext) => number[]) =>
	itemsThat('indications', ({ kind }) => kind === wanted).visits;

/** Judges what was claimed of one kind without anything in the record that supports it. Reports `without`. */
export function judgeIndication(stay: Stay, t: Trace<typeof INDICATION_PARAMS>, wanted: Kind): void {
	const all: LimitedCharge[] = [];
	t.each(limitedCharges(stay, t.context, 'indications', t.day), ({ point, items }) => {
		if (point.kind !== wanted) return;
		const claims = claimedOf(t, items);
		if (claims.length === 0 || !withoutIndication(t, stay, point)) return;
		all.push(...claims);
		if (!t.lookedForClears) t.clear('planned', plannedIndication(stay, point));
		t.report({
			message: 'without',
			data: { ...itemData(claims), indication: qualifying(point) },
			// Wording of limits is read by rules of thumb, and a record may say the same in other words.
			grade: 'suspect',
			lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
		});
	});
	if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
}

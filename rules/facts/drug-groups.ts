import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { limitedCharges, type Limited } from './limited-charges.ts';

type GroupPoint = PointOf<'drugGroups'>;
const pointsOf = perItem((key, { knowledge }): readonly GroupPoint[] => knowledge.match('drugGroups', key).map(({ point }) => point));

/** Visits with lines of two drugs of one group (同类药品), ascending. */
export function visitsWithTwoOfGroup(shard: Shard, context: RunContext): number[] {
	const { fee } = shard.tables;
	if (!fee || !context.knowledge.has('drugGroups')) return [];
	const [items, points] = [feeItems(shard, context), pointsOf(context)];
	const seen: GroupPoint[] = [];
	return visitsThat(shard, (visit) => {
		seen.length = 0;
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			for (const point of points[items[row]!]!) {
				if (seen.some((other) => other !== point && other.group === point.group)) return true;
				if (!seen.includes(point)) seen.push(point);
			}
		}
		return false;
	});
}

/** Drugs of a stay by group, those of which it has enough to be too many. */
export function drugsByGroup(stay: Stay<never>, context: RunContext, day: number | null): (readonly Limited<GroupPoint>[])[] {
	const groups = new Map<string, Limited<GroupPoint>[]>();
	for (const drug of limitedCharges(stay, context, 'drugGroups', day)) {
		const known = groups.get(drug.point.group);
		if (known) known.push(drug);
		else groups.set(drug.point.group, [drug]);
	}
	return [...groups.values()].filter((drugs) => drugs.length >= drugs[0]!.point.least);
}

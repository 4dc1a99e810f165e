import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { limitedCharges, type Limited } from './limited-charges.ts';

type GroupPoint = PointOf<'drugGroups'>;

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

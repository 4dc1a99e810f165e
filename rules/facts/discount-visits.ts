import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { DiscountGroup } from '../knowledge/pack.ts';
import { visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { bitOf, itemMasks } from './item-masks.ts';

const pointsOf = perItem((key, { knowledge }): readonly DiscountGroup[] => knowledge.match('discountGroups', key).map(({ point }) => point));

/** Visits with several operations of one group. */
export function visitsWithSeveralOfGroup(shard: Shard, context: RunContext): number[] {
	const { rows, visits } = itemMasks(shard, context);
	const fee = shard.tables.fee!;
	const [items, points, bit] = [feeItems(shard, context), pointsOf(context), bitOf('discountGroups')];
	return visitsThat(shard, (visit) => {
		if ((visits[visit]! & bit) === 0) return false;
		const first = new Map<string, DiscountGroup>();
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			if ((rows[row]! & bit) === 0) continue;
			for (const point of points[items[row]!]!) {
				if ((first.get(point.group) ?? point) !== point) return true;
				first.set(point.group, point);
			}
		}
		return false;
	});
}

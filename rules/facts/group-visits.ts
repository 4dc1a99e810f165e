import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { feeItems } from './fee-items.ts';
import { itemsOfTable } from './table-items.ts';

/** Visits with lines of two different points of one group (同组手术、同类药品), ascending. */
export function visitsWithTwoOfGroup(shard: Shard, context: RunContext, table: 'discountGroups' | 'drugGroups'): number[] {
	const items = itemsOfTable(table);
	const [ids, points] = [feeItems(shard, context), items.pointsOf(context)];
	const hasTwo = (rows: readonly number[]): boolean => {
		const first = new Map<string, (typeof points)[number][number]>();
		for (const row of rows) {
			for (const point of points[ids[row]!]!) {
				if ((first.get(point.group) ?? point) !== point) return true;
				first.set(point.group, point);
			}
		}
		return false;
	};
	return [...items.byVisit(shard, context)].flatMap(([visit, rows]) => (hasTwo(rows) ? [visit] : [])).sort((a, b) => a - b);
}

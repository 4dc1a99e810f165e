import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemKey, Side } from '../knowledge/lookup.ts';
import type { KnowledgeTableId, PointOf } from '../knowledge/pack.ts';
import { numberAt, numbersOf } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { itemSet, type ItemSet } from './item-rows.ts';
import { doubtfulRows } from './refunds.ts';

/** Items of some points of knowledge, and these points. */
export interface PointItems<P> extends ItemSet {
	/** Points that speak of an item on any day, by the number of the item (`feeItems`). */
	pointsOf(context: RunContext): readonly (readonly P[])[];
}

/** Items of the points of a table that a test says yes to; of all points where there is none. */
export function itemsThat<T extends KnowledgeTableId>(
	table: T,
	which: (point: PointOf<T>) => boolean = () => true,
	side: Side = 'main'
): PointItems<PointOf<T>> {
	const points = (key: ItemKey, { knowledge }: RunContext): PointOf<T>[] =>
		knowledge.match(table, key, side).flatMap(({ point }) => (which(point) ? [point] : []));
	return { ...itemSet((key, context) => points(key, context).length > 0), pointsOf: perItem(points) };
}

const known = new Map<string, PointItems<never>>();

/** Items of all points of a table, kept for all rules that ask. */
export function itemsOfTable<T extends KnowledgeTableId>(table: T, side: Side = 'main'): PointItems<PointOf<T>> {
	const name = `${table} ${side}`;
	const items = (known.get(name) as PointItems<PointOf<T>> | undefined) ?? itemsThat(table, () => true, side);
	known.set(name, items as PointItems<never>);
	return items;
}

/**
 * What the lines of each point come to in each visit that has one, 1/10 000 units before refunds: what net charges of it can be at most.
 */
export function quantitiesByPoint<P>(shard: Shard, context: RunContext, items: PointItems<P>): ReadonlyMap<P, ReadonlyMap<number, number>> {
	const found = new Map<P, Map<number, number>>();
	if (!shard.tables.fee) return found;
	// Points are known of items that are counted: these first.
	feeItems(shard, context);
	const [quantities, points] = [numbersOf(shard.tables.fee, 'cnt'), items.pointsOf(context)];
	items.forEach(shard, context, (row, visit, item) => {
		const quantity = numberAt(quantities, row);
		for (const point of quantity > 0 ? points[item]! : []) {
			const byVisit = found.get(point) ?? found.set(point, new Map()).get(point)!;
			byVisit.set(visit, (byVisit.get(visit) ?? 0) + quantity);
		}
	});
	return found;
}

/** Visits with a line of the items that a refund may belong to: any count over them may answer 无法判断. */
export function markDoubtful(shard: Shard, context: RunContext, items: ItemSet, marks: Uint8Array): void {
	const isOf = items.rowTest(shard, context);
	for (const { visit, row } of doubtfulRows(shard, context)) if (isOf(row)) marks[visit] = 1;
}

const kinds = new Map<string, ItemSet>();

/** Items that knowledge knows as of a kind (床位、护理、按小时计价), kept for all rules that ask. */
export function itemsOfKind(kind: PointOf<'itemKinds'>['kind']): ItemSet {
	let items = kinds.get(kind);
	if (!items) kinds.set(kind, (items = itemsThat('itemKinds', (point) => point.kind === kind)));
	return items;
}

import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemKey, Side } from '../knowledge/lookup.ts';
import type { KnowledgeTableId, PointOf } from '../knowledge/pack.ts';
import { visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';

/** Fee rows and visits with an item that a knowledge table speaks of, whatever the day; asked once a distinct item. */
export interface TableItems {
	/** Whether a fee row's item may match a point. */
	rowTest(shard: Shard, context: RunContext): (row: number) => boolean;
	/** Visits with such a row, ascending. */
	visits(shard: Shard, context: RunContext): number[];
}

/** Items of the points of a table that a test says yes to; of all points where there is none. */
export function itemsThat<T extends KnowledgeTableId>(table: T, which: (point: PointOf<T>) => boolean = () => true, side: Side = 'main'): TableItems {
	const flags = perItem((key: ItemKey, { knowledge }) => knowledge.match(table, key, side).some(({ point }) => which(point)));
	const rowTest: TableItems['rowTest'] = (shard, context) => {
		const items = feeItems(shard, context);
		const spoken = flags(context);
		return (row) => spoken[items[row]!]!;
	};
	return {
		rowTest,
		visits(shard, context) {
			const { fee } = shard.tables;
			const may = rowTest(shard, context);
			if (!fee || !flags(context).includes(true)) return [];
			return visitsThat(shard, (visit) => {
				for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) if (may(row)) return true;
				return false;
			});
		}
	};
}

const known = new Map<string, TableItems>();

/** Items of all points of a table, kept for all rules that ask. */
export function itemsOfTable(table: KnowledgeTableId, side: Side = 'main'): TableItems {
	const name = `${table} ${side}`;
	let items = known.get(name);
	if (!items) known.set(name, (items = itemsThat(table, () => true, side)));
	return items;
}

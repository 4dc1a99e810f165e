import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemKey, Side } from '../knowledge/lookup.ts';
import type { ItemKind, KnowledgeTableId } from '../knowledge/pack.ts';
import { perShard, visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { doubtfulRows } from './refunds.ts';
import { itemsOfTable } from './table-items.ts';

/** One bit a knowledge table and side, in this order; above them one a kind of item. Tables beyond the bits of a number are asked by themselves. */
const SIDES: readonly (readonly [KnowledgeTableId, Side])[] = [
	['sexLimits', 'main'],
	['ageLimits', 'main'],
	['insuranceLimits', 'main'],
	['hospitalLevelLimits', 'main'],
	['visitKindLimits', 'main'],
	['courseLimits', 'main'],
	['exclusions', 'main'],
	['exclusions', 'sub'],
	['frequencyLimits', 'main'],
	['discountGroups', 'main'],
	['priceLimits', 'main'],
	['itemKinds', 'main']
];
const KINDS: readonly ItemKind['kind'][] = ['bed', 'nursing', 'hourly', 'film'];

export interface ItemMasks {
	/** Of a fee row: the tables that its item may match a point of, whatever the day. */
	readonly rows: Uint32Array;
	/** The union of a visit's rows. */
	readonly visits: Uint32Array;
	/** The union of those rows of a visit that a refund may belong to: any count over them may answer 无法判断. */
	readonly doubtful: Uint32Array;
}

const hasBit = (table: KnowledgeTableId, side: Side): boolean => SIDES.some(([t, s]) => t === table && s === side);
export const bitOf = (table: KnowledgeTableId, side: Side = 'main'): number => 1 << SIDES.findIndex(([t, s]) => t === table && s === side);
export const kindBit = (kind: ItemKind['kind']): number => 1 << (SIDES.length + KINDS.indexOf(kind));

const maskOf = perItem((key: ItemKey, { knowledge }) => {
	let mask = 0;
	for (const [table, side] of SIDES) if (knowledge.match(table, key, side).length > 0) mask |= bitOf(table, side);
	for (const { point } of knowledge.match('itemKinds', key)) mask |= kindBit(point.kind);
	return mask;
});

export const itemMasks = perShard((shard: Shard, context: RunContext): ItemMasks => {
	const fee = shard.tables.fee!;
	const items = feeItems(shard, context);
	const masks = Uint32Array.from(maskOf(context));
	const rows = new Uint32Array(fee.rowCount);
	const visits = new Uint32Array(shard.visitCount);
	for (let row = 0; row < rows.length; row++) rows[row] = masks[items[row]!]!;
	for (let visit = 0; visit < visits.length; visit++) {
		let mask = 0;
		for (let row = fee.rowStart[visit]!, end = fee.rowStart[visit + 1]!; row < end; row++) mask |= rows[row]!;
		visits[visit] = mask;
	}
	const doubtful = new Uint32Array(shard.visitCount);
	for (const { visit, row } of doubtfulRows(shard, context)) doubtful[visit]! |= rows[row]!;
	return { rows, visits, doubtful };
});

/** Visits with at least one fee line whose item may match a point of the table, ascending. */
export function visitsWithItem(shard: Shard, context: RunContext, table: KnowledgeTableId, side: Side = 'main'): number[] {
	if (!hasBit(table, side)) return itemsOfTable(table, side).visits(shard, context);
	const { visits } = itemMasks(shard, context);
	const bit = bitOf(table, side);
	return visitsThat(shard, (visit) => (visits[visit]! & bit) !== 0);
}

/** Whether a fee row's item may be of a kind. */
export function kindTest(shard: Shard, context: RunContext, kind: ItemKind['kind']): (row: number) => boolean {
	const [{ rows }, bit] = [itemMasks(shard, context), kindBit(kind)];
	return (row) => (rows[row]! & bit) !== 0;
}

/** Whether a fee row's item may match a point of the table. */
export function rowTest(shard: Shard, context: RunContext, table: KnowledgeTableId, side: Side = 'main'): (row: number) => boolean {
	if (!hasBit(table, side)) return itemsOfTable(table, side).rowTest(shard, context);
	const { rows } = itemMasks(shard, context);
	const bit = bitOf(table, side);
	return (row) => (rows[row]! & bit) !== 0;
}

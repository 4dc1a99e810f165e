import type { CodeColumn } from '../domain/columns.ts';
import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemFlags, Knowledge, Side } from '../knowledge/lookup.ts';
import type { KnowledgeTableId } from '../knowledge/pack.ts';

/** One bit a knowledge table and side, in this order. */
const SIDES: readonly (readonly [KnowledgeTableId, Side])[] = [
	['sexLimits', 'main'], ['ageLimits', 'main'], ['insuranceLimits', 'main'], ['hospitalLevelLimits', 'main'], ['visitKindLimits', 'main'],
	['courseLimits', 'main'], ['exclusions', 'main'], ['exclusions', 'sub'], ['frequencyLimits', 'main'], ['discountGroups', 'main'],
	['priceLimits', 'main'], ['itemKinds', 'main']
];
const FIELDS = [['hilist_code', 'item'], ['med_list_codg', 'item'], ['medins_list_codg', 'localItem'], ['hilist_name', 'itemName'], ['medins_list_name', 'itemName']] as const;

interface ItemMasks {
	/** A fee row's tables, and the union of a visit's rows. */
	readonly rows: Uint16Array;
	readonly visits: Uint16Array;
}

/** Reading five codes of every fee line once a shard, for all rules together, is what makes the prefilters cheap. Pure caches. */
const masksOfShard = new WeakMap<Shard, { readonly knowledge: Knowledge; readonly masks: ItemMasks }>();
const masksOfKnowledge = new WeakMap<Knowledge, Record<keyof ItemFlags, Uint16Array>>();

const bitOf = (table: KnowledgeTableId, side: Side): number => 1 << SIDES.findIndex(([t, s]) => t === table && s === side);

/** Visits with at least one fee line whose item may match a point of the table, ascending. */
export function visitsWithItem(shard: Shard, context: RunContext, table: KnowledgeTableId, side: Side = 'main'): number[] {
	const { visits } = itemMasks(shard, context.knowledge);
	const bit = bitOf(table, side);
	const found: number[] = [];
	for (let visit = 0; visit < visits.length; visit++) if ((visits[visit]! & bit) !== 0) found.push(visit);
	return found;
}

/** Whether a fee row's item may match a point of the table. */
export function rowTest(shard: Shard, context: RunContext, table: KnowledgeTableId, side: Side = 'main'): (row: number) => boolean {
	const { rows } = itemMasks(shard, context.knowledge);
	const bit = bitOf(table, side);
	return (row) => (rows[row]! & bit) !== 0;
}

function itemMasks(shard: Shard, knowledge: Knowledge): ItemMasks {
	const known = masksOfShard.get(shard);
	if (known?.knowledge === knowledge) return known.masks;
	const masks = computeMasks(shard, codeMasks(knowledge));
	masksOfShard.set(shard, { knowledge, masks });
	return masks;
}

function computeMasks(shard: Shard, byCode: Record<keyof ItemFlags, Uint16Array>): ItemMasks {
	const fee = shard.tables.fee!;
	const rows = new Uint16Array(fee.rowCount);
	for (const [field, dictionary] of FIELDS) {
		const codes = (fee.columns[field] as CodeColumn | undefined)?.codes;
		const masks = byCode[dictionary];
		if (codes) for (let row = 0; row < rows.length; row++) rows[row]! |= masks[codes[row]!]!;
	}
	const visits = new Uint16Array(shard.visitCount);
	for (let visit = 0; visit < visits.length; visit++) {
		let mask = 0;
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) mask |= rows[row]!;
		visits[visit] = mask;
	}
	return { rows, visits };
}

function codeMasks(knowledge: Knowledge): Record<keyof ItemFlags, Uint16Array> {
	const known = masksOfKnowledge.get(knowledge);
	if (known) return known;
	const masks = {} as Record<keyof ItemFlags, Uint16Array>;
	for (const dictionary of ['item', 'localItem', 'itemName'] as const) {
		const first = knowledge.flags(...SIDES[0]!)[dictionary];
		const all = (masks[dictionary] = new Uint16Array(first.length));
		for (const [table, side] of SIDES) {
			const flags = knowledge.flags(table, side)[dictionary];
			const bit = bitOf(table, side);
			for (let code = 0; code < all.length; code++) if (flags[code] !== 0) all[code]! |= bit;
		}
	}
	masksOfKnowledge.set(knowledge, masks);
	return masks;
}

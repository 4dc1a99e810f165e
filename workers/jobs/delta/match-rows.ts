import type { ShardTable } from '../../../rules/domain/shard.ts';
import { TABLES, type TableId } from '../../../rules/domain/tables/index.ts';
import type { FieldPair, TablePair } from './table-pair.ts';

/** Rows of one stay and table that are not alike in both versions: by their places in the two tables. */
export interface MatchedRows {
	readonly changed: readonly (readonly [before: number, after: number])[];
	readonly gone: readonly number[];
	readonly fresh: readonly number[];
}
export const UNCHANGED: MatchedRows = { changed: [], gone: [], fresh: [] };

/** What names a row within its stay beside the table's own identifier (`rowId`): the numbers of the national interfaces. A stay has one row of its own. */
const KEYS: Readonly<Partial<Record<TableId, readonly string[]>>> = {
	visit: [],
	earlierVisit: ['mdtrt_id'],
	diagnosis: ['diag_code', 'diag_type'],
	operation: ['oprn_oprt_code'],
	order: ['drord_no'],
	lab: ['rpt_no', 'item_name'],
	exam: ['rpt_no'],
	implant: ['udi']
};
/** Numbers that an export may write anew while the fact stays the same. */
const IDENTIFIERS: Readonly<Partial<Record<TableId, readonly string[]>>> = {
	settlement: ['setl_id', 'init_setl_id'],
	diagnosis: ['setl_id'],
	operation: ['setl_id'],
	fee: ['feedetl_sn', 'init_feedetl_sn', 'rx_drord_no', 'setl_id'],
	order: ['drord_no'],
	document: ['doc_id'],
	lab: ['rpt_no', 'spcm_no'],
	exam: ['rpt_no']
};
/** Of rows that share one key the most alike are paired, up to this many; beyond it in their order. */
const MOST_TRIED = 50;

/**
 * Which rows [from, to) of the two versions are one fact: alike first (as a multiset, whatever their order), then by what names them, then alike but for their
 * numbers. What is left has no counterpart.
 */
export function matchRows(pair: TablePair, before: readonly [number, number], after: readonly [number, number]): MatchedRows {
	let [[a, aEnd], [b, bEnd]] = [before, after];
	for (; a < aEnd && b < bEnd && pair.equal(a, b); b++) a++;
	for (; a < aEnd && b < bEnd && pair.equal(aEnd - 1, bEnd - 1); bEnd--) aEnd--;
	if (a === aEnd && b === bEnd) return UNCHANGED;
	const rest = { before: range(a, aEnd), after: range(b, bEnd) };
	alike(pair.fields, rest);
	const changed = byKey(pair, rest);
	const identifiers = IDENTIFIERS[pair.before.table];
	if (identifiers)
		changed.push(
			...alike(
				pair.fields.filter(({ field }) => !identifiers.includes(field)),
				rest
			)
		);
	return { changed, gone: rest.before, fresh: rest.after };
}

interface Rest {
	before: number[];
	after: number[];
}

/** Takes rows out of the rest that are alike in some fields. */
function alike(fields: readonly FieldPair[], rest: Rest): [number, number][] {
	const found: [number, number][] = [];
	if (fields.length === 0 || rest.before.length === 0 || rest.after.length === 0) return found;
	const byHash = new Map<number, number[]>();
	for (const row of rest.after) upsert(byHash, hash(fields, 'hashAfter', row)).push(row);
	const taken = new Set<number>();
	rest.before = rest.before.filter((row) => {
		const list = byHash.get(hash(fields, 'hashBefore', row));
		const at = list?.findIndex((other) => fields.every((field) => field.equal(row, other))) ?? -1;
		if (at < 0) return true;
		const [other] = list!.splice(at, 1) as [number];
		taken.add(other);
		found.push([row, other]);
		return false;
	});
	rest.after = rest.after.filter((row) => !taken.has(row));
	return found;
}

function byKey(pair: TablePair, rest: Rest): [number, number][] {
	const found: [number, number][] = [];
	const { table } = pair.before;
	const { rowId } = TABLES[table];
	const names = table === 'visit' ? [] : (KEYS[table] ?? (rowId === null ? null : [rowId]));
	if (names === null || names.some((name) => !pair.fields.some(({ field }) => field === name))) return found;
	const fields = pair.fields.filter(({ field }) => names.includes(field));
	const groups = new Map<number, number[]>();
	for (const row of rest.after) if (isNamed(pair.after, names, row)) upsert(groups, hash(fields, 'hashAfter', row)).push(row);
	const taken = new Set<number>();
	rest.before = rest.before.filter((row) => {
		if (!isNamed(pair.before, names, row)) return true;
		const group = groups.get(hash(fields, 'hashBefore', row));
		const others = (group ?? []).filter((other) => fields.every((field) => field.equal(row, other)));
		if (others.length === 0) return true;
		const other = mostAlike(pair, row, others);
		group!.splice(group!.indexOf(other), 1);
		taken.add(other);
		found.push([row, other]);
		return false;
	});
	rest.after = rest.after.filter((row) => !taken.has(row));
	return found;
}

function mostAlike(pair: TablePair, row: number, others: readonly number[]): number {
	let [best, fewest] = [others[0]!, Infinity];
	if (others.length === 1 || others.length > MOST_TRIED) return best;
	for (const other of others) {
		const differing = pair.differing(row, other).length;
		if (differing < fewest) [best, fewest] = [other, differing];
	}
	return best;
}

/** A row without its number is named by nothing. */
function isNamed(table: ShardTable, names: readonly string[], row: number): boolean {
	return names.every((name) => {
		const column = table.columns[name]!;
		if ('codes' in column) return column.codes[row] !== 0;
		return 'bytes' in column && column.offsets[row] !== column.offsets[row + 1];
	});
}

function hash(fields: readonly FieldPair[], side: 'hashBefore' | 'hashAfter', row: number): number {
	let result = 0;
	for (const field of fields) result = Math.imul(result ^ field[side](row), 0x9e37_79b1) ^ (result >>> 15);
	return result;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

function upsert(map: Map<number, number[]>, key: number): number[] {
	let list = map.get(key);
	if (!list) map.set(key, (list = []));
	return list;
}

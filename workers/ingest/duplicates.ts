import { TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import type { Problem } from '../protocol/mapping.ts';
import { LIST_LIMIT } from '../protocol/receipt.ts';
import type { BytesStore } from './column-store.ts';
import { hashWords, sameWords } from './dictionary.ts';
import type { TableOrder } from './gather.ts';
import type { Links } from './link.ts';
import { problem } from './problems.ts';
import { STATE, type Segment } from './segment.ts';

/** Records whose identifier an earlier record has: the first stands. */
export interface Duplicates {
	readonly listed: readonly Problem[];
	readonly count: number;
}

/**
 * Marks duplicates in the segments' states, table by table, in the order of the files.
 * @param orderOf Rows of a table by visit, as far as they are taken.
 */
export function markDuplicates(
	segments: readonly Segment[],
	links: Links,
	textOf: (dictionary: string, code: number) => string,
	orderOf: (table: TableId) => TableOrder | null
): Duplicates {
	const found = new DuplicateList();
	const tables = [...new Set(segments.map((segment) => segment.table))];
	for (const table of tables) {
		const rowId = TABLES[table].rowId;
		const own = segments.filter((segment) => segment.table === table);
		if (table === 'visit') byCode(own, (s) => (row) => links.visitOf.get(s)![row]!, 'visit', textOf, found);
		else if (rowId && own.some((s) => s.bytes(rowId))) {
			const order = orderOf(table);
			if (order) byBytes(order, rowId, found);
		} else if (rowId) {
			const dictionary = (TABLES[table].fields as Record<string, { dictionary: string }>)[rowId]!.dictionary;
			byCode(own, (s) => s.codes(rowId) ?? (() => 0), dictionary, textOf, found);
		}
	}
	return found;
}

class DuplicateList implements Duplicates {
	readonly listed: Problem[] = [];
	count = 0;

	add(segment: Segment, row: number, value: string): void {
		segment.states.bytes[row] = STATE.duplicate;
		this.count++;
		if (this.listed.length >= LIST_LIMIT) return;
		const { file, sheet } = segment.origin;
		this.listed.push(problem('duplicate-id', { file, sheet, table: segment.table, line: segment.lines.line(row), value }));
	}
}

function byCode(
	segments: readonly Segment[],
	codesOf: (segment: Segment) => (row: number) => number,
	dictionary: string,
	textOf: (dictionary: string, code: number) => string,
	found: DuplicateList
): void {
	const seen = new Set<number>();
	for (const segment of segments) {
		const codes = codesOf(segment);
		for (let row = 0; row < segment.rows; row++) {
			if (segment.states.bytes[row] !== STATE.taken) continue;
			const code = codes(row);
			if (code === 0) continue;
			if (seen.has(code)) found.add(segment, row, textOf(dictionary, code));
			else seen.add(code);
		}
	}
}

/**
 * Identifiers as bytes, within a visit (a line number may begin anew with each stay). Rows come visit by visit, so that one small table
 * serves them all and stays in the cache; a stamp tells which of its slots are of the visit at hand.
 */
function byBytes(order: TableOrder, field: string, found: DuplicateList): void {
	const { rows, start } = order;
	const stores = order.segments.map((segment) => segment.bytes(field));
	let most = 1;
	for (let visit = 0; visit + 1 < start.length; visit++) most = Math.max(most, start[visit + 1]! - start[visit]!);
	const slots = new Int32Array(2 ** Math.ceil(Math.log2(most * 2)));
	const stamps = new Int32Array(slots.length);
	const hashes = new Int32Array(slots.length);
	const mask = slots.length - 1;
	for (let visit = 0; visit + 1 < start.length; visit++) {
		const stamp = visit + 1;
		for (let i = start[visit]!; i < start[visit + 1]!; i++) {
			const at = stores.length === 1 ? 0 : placeOf(order, rows[i]!);
			const store = stores[at]!;
			const row = rows[i]! - order.bases[at]!;
			if (!store) continue;
			const from = store.start(row);
			const to = store.end(row);
			if (from === to) continue;
			const hash = hashWords(store.view(row), from, to);
			let slot = hash & mask;
			while (stamps[slot] === stamp && !(hashes[slot] === hash && same(order, stores, slots[slot]!, store, row))) slot = (slot + 1) & mask;
			if (stamps[slot] === stamp) found.add(order.segments[at]!, row, store.text(row));
			stamps[slot] = stamp;
			hashes[slot] = hash;
			slots[slot] = rows[i]!;
		}
	}
}

/** Index of the segment of a concatenated row. */
function placeOf(order: TableOrder, row: number): number {
	let at = order.segments.length - 1;
	while (order.bases[at]! > row) at--;
	return at;
}

function same(order: TableOrder, stores: readonly (BytesStore | null)[], earlier: number, store: BytesStore, row: number): boolean {
	const at = placeOf(order, earlier);
	const other = stores[at]!;
	const otherRow = earlier - order.bases[at]!;
	const length = store.end(row) - store.start(row);
	if (other.end(otherRow) - other.start(otherRow) !== length) return false;
	return sameWords(other.view(otherRow), other.start(otherRow), store.view(row), store.start(row), length);
}

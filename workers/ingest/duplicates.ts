import { TABLES } from '../../rules/domain/tables/index.ts';
import type { Problem } from '../protocol/mapping.ts';
import { LIST_LIMIT } from '../protocol/receipt.ts';
import type { BytesStore } from './column-store.ts';
import { looseText } from './dictionary.ts';
import type { Links } from './link.ts';
import { problem } from './problems.ts';
import { STATE, type Segment } from './segment.ts';

/** Records whose identifier an earlier record has: the first stands. */
export interface Duplicates {
	readonly listed: readonly Problem[];
	readonly count: number;
}

/** Marks duplicates in the segments' states, table by table, in the order of the files. */
export function markDuplicates(segments: readonly Segment[], links: Links, textOf: (dictionary: string, code: number) => string): Duplicates {
	const found = new DuplicateList();
	const tables = [...new Set(segments.map((segment) => segment.table))];
	for (const table of tables) {
		const rowId = TABLES[table].rowId;
		const own = segments.filter((segment) => segment.table === table);
		if (table === 'visit') byCode(own, (s) => (row) => links.visitOf.get(s)![row]!, 'visit', textOf, found);
		else if (rowId && own.some((s) => s.bytes(rowId))) byBytes(own, rowId, links, found);
		else if (rowId) {
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
 * Identifiers as bytes, within a visit (a line number may begin anew with each stay): open addressing over row numbers, no strings.
 */
function byBytes(segments: readonly Segment[], field: string, links: Links, found: DuplicateList): void {
	const total = segments.reduce((sum, segment) => sum + segment.rows, 0);
	const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, total) * 1.7))).fill(-1);
	const mask = slots.length - 1;
	const hashes = new Int32Array(total);
	const bases: number[] = [];
	let base = 0;
	for (const segment of segments) {
		bases.push(base);
		const store = segment.bytes(field);
		const visits = links.visitOf.get(segment)!;
		for (let row = 0; store && row < segment.rows; row++) {
			if (segment.states.bytes[row] !== STATE.taken) continue;
			const from = store.start(row);
			const to = store.end(row);
			if (from === to) continue;
			const bytes = store.chunkOf(row).bytes;
			let hash = Math.imul(visits[row]! ^ 0x9e37_79b9, 0x85eb_ca6b);
			for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
			hash ^= hash >>> 15;
			hashes[base + row] = hash;
			let slot = hash & mask;
			for (; slots[slot]! >= 0; slot = (slot + 1) & mask) {
				const other = slots[slot]!;
				if (hashes[other] !== hash) continue;
				const at = segmentAt(bases, other);
				const otherSegment = segments[at]!;
				const otherRow = other - bases[at]!;
				if (links.visitOf.get(otherSegment)![otherRow] !== visits[row]) continue;
				if (sameBytes(otherSegment.bytes(field)!, otherRow, bytes, from, to)) break;
			}
			if (slots[slot]! >= 0) found.add(segment, row, looseText(bytes, from, Math.min(to, from + 80)));
			else slots[slot] = base + row;
		}
		base += segment.rows;
	}
}

function segmentAt(bases: readonly number[], row: number): number {
	let at = bases.length - 1;
	while (bases[at]! > row) at--;
	return at;
}

function sameBytes(store: BytesStore, row: number, bytes: Uint8Array, from: number, to: number): boolean {
	let at = store.start(row);
	if (store.end(row) - at !== to - from) return false;
	const other = store.chunkOf(row).bytes;
	for (let i = from; i < to; i++) if (bytes[i] !== other[at++]) return false;
	return true;
}

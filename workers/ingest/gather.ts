import { ABSENT, type Column } from '../../rules/domain/columns.ts';
import type { NumberKind } from '../../rules/domain/fields.ts';
import type { ShardTable } from '../../rules/domain/shard.ts';
import { fieldSpec, type TableId } from '../../rules/domain/tables/index.ts';
import { BytesStore, CHUNK_BITS, CHUNK_ROWS, CodeStore, fitsInt32, NumberStore } from './column-store.ts';
import { precisionOf } from './parse-time.ts';
import { STATE, type Segment } from './segment.ts';

/**
 * Rows of one table over all its segments, in the order of the plan's visits; within a visit in the order of the files.
 * `rows` are numbers over the concatenated segments.
 */
export interface TableOrder {
	readonly table: TableId;
	readonly segments: readonly Segment[];
	/** First concatenated row of each segment, and the end. */
	readonly bases: readonly number[];
	readonly rows: Uint32Array;
	/** Rows of visit rank v are `rows[start[v], start[v + 1])`. */
	readonly start: Uint32Array;
	/** Fields that any segment knows. */
	readonly fields: readonly string[];
}

/** Counting sort of a table's taken rows by visit rank, stable. @param rankOf rank of a segment's row, or -1 */
export function orderTable(table: TableId, segments: readonly Segment[], ranks: number, rankOf: (segment: Segment, row: number) => number): TableOrder {
	const start = new Uint32Array(ranks + 1);
	for (const segment of segments) {
		const states = segment.states.bytes;
		for (let row = 0; row < segment.rows; row++) {
			if (states[row] === STATE.taken) start[rankOf(segment, row) + 1]!++;
		}
	}
	for (let rank = 0; rank < ranks; rank++) start[rank + 1]! += start[rank]!;
	const rows = new Uint32Array(start[ranks]!);
	const next = start.slice(0, ranks);
	const bases: number[] = [0];
	for (const segment of segments) {
		const base = bases[bases.length - 1]!;
		const states = segment.states.bytes;
		for (let row = 0; row < segment.rows; row++) {
			if (states[row] === STATE.taken) rows[next[rankOf(segment, row)]!++] = base + row;
		}
		bases.push(base + segment.rows);
	}
	return { table, segments, bases, rows, start, fields: [...new Set(segments.flatMap((segment) => segment.fields))] };
}

/** Runs of a slice of the order that lie in one segment, with their rows in that segment's own numbers. */
interface Picked {
	readonly segment: Segment;
	readonly rows: Uint32Array;
	/** Place of each in the gathered column. */
	readonly places: Uint32Array | null;
}

/** The table of visits `[fromRank, toRank)` as a shard holds it. */
export function gatherTable(order: TableOrder, fromRank: number, toRank: number): ShardTable {
	const from = order.start[fromRank]!;
	const to = order.start[toRank]!;
	const rowCount = to - from;
	const picked = pick(order, from, to);
	const file = new Uint16Array(rowCount);
	const record = new Uint32Array(rowCount);
	for (const { segment, rows, places } of picked) {
		for (let i = 0; i < rows.length; i++) {
			const at = places ? places[i]! : i;
			file[at] = segment.origin.fileIndex;
			record[at] = rows[i]! + 1;
		}
	}
	const columns: [string, Column][] = order.fields.map((field) => [field, gatherColumn(order.table, field, picked, rowCount)]);
	const rowStart = order.start.slice(fromRank, toRank + 1);
	for (let v = 0; v < rowStart.length; v++) rowStart[v]! -= from;
	return { table: order.table, rowCount, columns: Object.fromEntries(columns), rowStart, file, record };
}

function pick(order: TableOrder, from: number, to: number): Picked[] {
	if (order.segments.length === 1) return [{ segment: order.segments[0]!, rows: order.rows.subarray(from, to), places: null }];
	const rows: number[][] = order.segments.map(() => []);
	const places: number[][] = order.segments.map(() => []);
	for (let i = from; i < to; i++) {
		const row = order.rows[i]!;
		let at = 0;
		while (row >= order.bases[at + 1]!) at++;
		rows[at]!.push(row - order.bases[at]!);
		places[at]!.push(i - from);
	}
	return order.segments.map((segment, at) => ({ segment, rows: Uint32Array.from(rows[at]!), places: Uint32Array.from(places[at]!) }));
}

function gatherColumn(table: TableId, field: string, picked: readonly Picked[], rowCount: number): Column {
	const kind = fieldSpec(table, field)!.kind;
	if (kind === 'code') return { kind, codes: gatherCodes(field, picked, rowCount) };
	if (kind === 'id' || kind === 'text') return { kind, ...gatherBytes(field, picked, rowCount) };
	const values = gatherNumbers(field, picked, rowCount);
	const narrow = fitsInt32(values, 0, rowCount) ? new Int32Array(values.subarray(0, rowCount)) : values.slice(0, rowCount);
	if (kind !== 'time') return { kind: kind satisfies NumberKind, values: narrow };
	const precision = new Uint8Array(rowCount);
	for (let i = 0; i < rowCount; i++) precision[i] = values[i] === ABSENT ? 0 : precisionOf(values[i]!);
	return { kind, seconds: narrow, precision };
}

let numbers = new Float64Array(1024);
let codes = new Uint32Array(1024);

/** The shared scratch array, filled: valid until the next call. */
function gatherNumbers(field: string, picked: readonly Picked[], rowCount: number): Float64Array {
	if (numbers.length < rowCount) numbers = new Float64Array(rowCount * 2);
	const out = numbers;
	for (const { segment, rows, places } of picked) {
		const store = segment.columns.get(field);
		if (!(store instanceof NumberStore)) {
			for (let i = 0; i < rows.length; i++) out[places ? places[i]! : i] = ABSENT;
			continue;
		}
		const chunks = store.chunks;
		if (!places) store.gather(rows, 0, rows.length, out, 0);
		else for (let i = 0; i < rows.length; i++) out[places[i]!] = chunks[rows[i]! >> CHUNK_BITS]![rows[i]! & (CHUNK_ROWS - 1)]!;
	}
	return out;
}

function gatherCodes(field: string, picked: readonly Picked[], rowCount: number): Uint8Array | Uint16Array | Uint32Array {
	if (codes.length < rowCount) codes = new Uint32Array(rowCount * 2);
	const out = codes;
	for (const { segment, rows, places } of picked) {
		const store = segment.columns.get(field);
		if (store instanceof CodeStore && !places) store.gather(rows, 0, rows.length, out, 0);
		else if (store instanceof CodeStore) for (let i = 0; i < rows.length; i++) out[places![i]!] = store.at(rows[i]!);
		else {
			const constant = segment.constants.get(field) ?? 0;
			for (let i = 0; i < rows.length; i++) out[places ? places[i]! : i] = constant;
		}
	}
	let largest = 0;
	for (let i = 0; i < rowCount; i++) if (out[i]! > largest) largest = out[i]!;
	const values = out.subarray(0, rowCount);
	return largest <= 0xff ? new Uint8Array(values) : largest <= 0xffff ? new Uint16Array(values) : values.slice();
}

function gatherBytes(field: string, picked: readonly Picked[], rowCount: number): { bytes: Uint8Array; offsets: Uint32Array } {
	const offsets = new Uint32Array(rowCount + 1);
	for (const { segment, rows, places } of picked) {
		const store = segment.columns.get(field);
		if (!(store instanceof BytesStore)) continue;
		for (let i = 0; i < rows.length; i++) offsets[(places ? places[i]! : i) + 1] = store.end(rows[i]!) - store.start(rows[i]!);
	}
	for (let i = 0; i < rowCount; i++) offsets[i + 1]! += offsets[i]!;
	const bytes = new Uint8Array(offsets[rowCount]!);
	for (const { segment, rows, places } of picked) {
		const store = segment.columns.get(field);
		if (!(store instanceof BytesStore)) continue;
		for (let i = 0; i < rows.length; i++) {
			const row = rows[i]!;
			const source = store.chunkOf(row).bytes;
			const end = store.end(row);
			let at = offsets[places ? places[i]! : i]!;
			if (end - store.start(row) > 64) bytes.set(source.subarray(store.start(row), end), at);
			else for (let from = store.start(row); from < end; from++) bytes[at++] = source[from]!;
		}
	}
	return { bytes, offsets };
}

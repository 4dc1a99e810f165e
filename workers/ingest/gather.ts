import { ABSENT, precisionsOf, type CodeArray, type Column, type NumberArray } from '../../rules/domain/columns.ts';
import type { NumberKind } from '../../rules/domain/fields.ts';
import type { ShardTable } from '../../rules/domain/shard.ts';
import { fieldSpec, type TableId } from '../../rules/domain/tables/index.ts';
import { BytesStore, CHUNK_BITS, CHUNK_MASK, CHUNK_ROWS, CodeStore, fitsInt32, NumberStore } from './column-store.ts';
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

/**
 * Counting sort of a table's taken rows by visit rank, stable.
 * @param visitsOf visit codes of a segment's rows
 * @param rankOf rank of each visit code
 */
export function orderTable(
	table: TableId,
	segments: readonly Segment[],
	ranks: number,
	visitsOf: (segment: Segment) => Uint32Array,
	rankOf: Int32Array
): TableOrder {
	const start = new Uint32Array(ranks + 1);
	for (const segment of segments) {
		const states = segment.states.bytes;
		const visits = visitsOf(segment);
		for (let row = 0; row < segment.rows; row++) {
			if (states[row] === STATE.taken) start[rankOf[visits[row]!]! + 1]!++;
		}
	}
	for (let rank = 0; rank < ranks; rank++) start[rank + 1]! += start[rank]!;
	const rows = new Uint32Array(start[ranks]!);
	const next = start.slice(0, ranks);
	const bases: number[] = [0];
	for (const segment of segments) {
		const base = bases[bases.length - 1]!;
		const states = segment.states.bytes;
		const visits = visitsOf(segment);
		for (let row = 0; row < segment.rows; row++) {
			if (states[row] === STATE.taken) rows[next[rankOf[visits[row]!]!]!++] = base + row;
		}
		bases.push(base + segment.rows);
	}
	return { table, segments, bases, rows, start, fields: [...new Set(segments.flatMap((segment) => segment.fields))] };
}

/** Consecutive rows of one segment that stay consecutive in the shard: files sorted by visit are copied in blocks. */
interface Run {
	readonly segment: Segment;
	readonly row: number;
	/** Place of its first row in the gathered column. */
	readonly at: number;
	readonly length: number;
}

/** The table of visits `[fromRank, toRank)` as a shard holds it. */
export function gatherTable(order: TableOrder, fromRank: number, toRank: number): ShardTable {
	const from = order.start[fromRank]!;
	const to = order.start[toRank]!;
	const rowCount = to - from;
	const runs = runsOf(order, from, to);
	const file = new Uint16Array(rowCount);
	const record = new Uint32Array(rowCount);
	for (const { segment, row, at, length } of runs) {
		file.fill(segment.origin.fileIndex, at, at + length);
		if (segment.records) record.set(segment.records.subarray(row, row + length), at);
		else for (let i = 0; i < length; i++) record[at + i] = row + i + 1;
	}
	const columns: [string, Column][] = order.fields.map((field) => [field, gatherColumn(order.table, field, runs, rowCount)]);
	const rowStart = order.start.slice(fromRank, toRank + 1);
	for (let v = 0; v < rowStart.length; v++) rowStart[v]! -= from;
	return { table: order.table, rowCount, columns: Object.fromEntries(columns), rowStart, file, record };
}

/** The slice of the order as runs; no run crosses a segment or a chunk. */
function runsOf(order: TableOrder, from: number, to: number): Run[] {
	const runs: Run[] = [];
	let segment = 0;
	for (let i = from; i < to;) {
		const first = order.rows[i]!;
		while (first < order.bases[segment]!) segment--;
		while (first >= order.bases[segment + 1]!) segment++;
		const row = first - order.bases[segment]!;
		const most = Math.min(to - i, order.bases[segment + 1]! - first, CHUNK_ROWS - (row & CHUNK_MASK));
		let length = 1;
		while (length < most && order.rows[i + length] === first + length) length++;
		runs.push({ segment: order.segments[segment]!, row, at: i - from, length });
		i += length;
	}
	return runs;
}

function gatherColumn(table: TableId, field: string, runs: readonly Run[], rowCount: number): Column {
	const kind = fieldSpec(table, field)!.kind;
	if (kind === 'code') return { kind, codes: gatherCodes(field, runs, rowCount) };
	if (kind === 'id' || kind === 'text') return { kind, ...gatherBytes(field, runs, rowCount) };
	const values = gatherNumbers(field, runs, rowCount);
	if (kind !== 'time') return { kind: kind satisfies NumberKind, values };
	return { kind, seconds: values, precision: precisionsOf(values) };
}

/** Runs shorter than this are copied value by value: a block copy has its price. */
const BLOCK = 12;

/** Copies a run of a chunk; whole numbers change their width on the way. */
function copyRun(chunk: NumberArray | CodeArray, row: number, out: NumberArray | CodeArray, at: number, length: number): void {
	const from = row & CHUNK_MASK;
	if (length >= BLOCK) out.set(chunk.subarray(from, from + length), at);
	else for (let i = 0; i < length; i++) out[at + i] = chunk[from + i]!;
}

function gatherNumbers(field: string, runs: readonly Run[], rowCount: number): NumberArray {
	const wide = runs.some(({ segment }) => {
		const store = segment.columns.get(field);
		return store instanceof NumberStore && store.wide;
	});
	const out = wide ? new Float64Array(rowCount) : new Int32Array(rowCount);
	for (const { segment, row, at, length } of runs) {
		const store = segment.columns.get(field);
		if (store instanceof NumberStore) copyRun(store.chunks[row >> CHUNK_BITS]!, row, out, at, length);
		else out.fill(ABSENT, at, at + length);
	}
	return wide && fitsInt32(out as Float64Array, 0, rowCount) ? new Int32Array(out) : out;
}

function gatherCodes(field: string, runs: readonly Run[], rowCount: number): CodeArray {
	const segments = [...new Set(runs.map((run) => run.segment))];
	const most = segments.reduce((largest, segment) => {
		const store = segment.columns.get(field);
		return Math.max(largest, store instanceof CodeStore ? store.largest : (segment.constants.get(field) ?? 0));
	}, 0);
	const out = most <= 0xff ? new Uint8Array(rowCount) : most <= 0xffff ? new Uint16Array(rowCount) : new Uint32Array(rowCount);
	for (const { segment, row, at, length } of runs) {
		const store = segment.columns.get(field);
		if (store instanceof CodeStore) copyRun(store.chunks[row >> CHUNK_BITS]!, row, out, at, length);
		else out.fill(segment.constants.get(field) ?? 0, at, at + length);
	}
	return out;
}

function gatherBytes(field: string, runs: readonly Run[], rowCount: number): { bytes: Uint8Array; offsets: Uint32Array } {
	const offsets = new Uint32Array(rowCount + 1);
	let total = 0;
	for (const { segment, row, at, length } of runs) {
		const store = segment.columns.get(field);
		if (!(store instanceof BytesStore)) offsets.fill(total, at + 1, at + length + 1);
		else {
			const source = store.chunkOf(row).offsets;
			const from = row & CHUNK_MASK;
			const shift = total - source[from]!;
			for (let i = 1; i <= length; i++) offsets[at + i] = source[from + i]! + shift;
			total = offsets[at + length]!;
		}
	}
	const bytes = new Uint8Array(total);
	for (const { segment, row, at, length } of runs) {
		const store = segment.columns.get(field);
		if (!(store instanceof BytesStore)) continue;
		const from = store.start(row);
		const to = store.end(row + length - 1);
		if (to > from) bytes.set(store.chunkOf(row).bytes.subarray(from, to), offsets[at]);
	}
	return { bytes, offsets };
}

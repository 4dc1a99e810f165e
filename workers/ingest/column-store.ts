import { ABSENT, type CodeArray, type NumberArray } from '../../rules/domain/columns.ts';
import { looseText, viewOf } from './dictionary.ts';
import { GrowingBytes } from './growing.ts';

/**
 * Columns while files are being read: chunks of 65,536 rows, each as narrow as its own values allow. Only the first chunk is ever copied to
 * grow (most tables are small, and have many columns), so that reading two million lines has no second copy at its peak.
 */
export const CHUNK_BITS = 16;
export const CHUNK_ROWS = 1 << CHUNK_BITS;
export const CHUNK_MASK = CHUNK_ROWS - 1;

const INT32_MAX = 0x7fff_ffff;
/** Rows of a column's first chunk to begin with. */
const FIRST_ROWS = 2_048;
/** Rows of a new chunk. */
const rowsOfChunk = (chunksBefore: number): number => (chunksBefore === 0 ? FIRST_ROWS : CHUNK_ROWS);
/** A longer array with the same values, for `rows` rows at least. */
function grown<A extends NumberArray | CodeArray>(array: A, rows: number): A {
	const larger = new (array.constructor as new (length: number) => A)(Math.max(array.length * 2, rows));
	larger.set(array);
	return larger;
}

/** Numbers and times; `ABSENT` where the record has none. */
export class NumberStore {
	readonly chunks: NumberArray[] = [];
	length = 0;
	/** Some chunk needs more than 32 bits. */
	wide = false;

	/** Appends `values[from, count)`, whole numbers that are safe integers. */
	append(values: Float64Array, count: number): void {
		for (let from = 0; from < count;) {
			const inChunk = this.length & CHUNK_MASK;
			if (inChunk === 0) this.chunks.push(new Int32Array(rowsOfChunk(this.chunks.length)));
			const take = Math.min(count - from, CHUNK_ROWS - inChunk);
			const last = this.chunks.length - 1;
			let chunk = this.chunks[last]!;
			if (inChunk + take > chunk.length) this.chunks[last] = chunk = grown(chunk, inChunk + take);
			if (chunk instanceof Int32Array && !fitsInt32(values, from, from + take)) {
				this.chunks[last] = chunk = new Float64Array(chunk);
				this.wide = true;
			}
			chunk.set(values.subarray(from, from + take), inChunk);
			this.length += take;
			from += take;
		}
	}

	at(row: number): number {
		return this.chunks[row >> CHUNK_BITS]![row & CHUNK_MASK]!;
	}
}

export function fitsInt32(values: Float64Array, from: number, to: number): boolean {
	for (let i = from; i < to; i++) {
		const value = values[i]!;
		if (value > INT32_MAX || value < ABSENT) return false;
	}
	return true;
}

/** Codes of a dictionary; 0 where the record has none. */
export class CodeStore {
	readonly chunks: CodeArray[] = [];
	length = 0;
	/** Largest code so far. */
	largest = 0;

	append(codes: Int32Array, count: number, largest: number): void {
		this.largest = largest;
		for (let from = 0; from < count;) {
			const inChunk = this.length & CHUNK_MASK;
			if (inChunk === 0) this.chunks.push(new Uint8Array(rowsOfChunk(this.chunks.length)));
			const take = Math.min(count - from, CHUNK_ROWS - inChunk);
			const last = this.chunks.length - 1;
			let chunk = this.chunks[last]!;
			if (inChunk + take > chunk.length) this.chunks[last] = chunk = grown(chunk, inChunk + take);
			if (largest > 0xff && chunk.BYTES_PER_ELEMENT === 1) this.chunks[last] = chunk = new Uint16Array(chunk);
			if (largest > 0xffff && chunk.BYTES_PER_ELEMENT < 4) this.chunks[last] = chunk = new Uint32Array(chunk);
			chunk.set(codes.subarray(from, from + take), inChunk);
			this.length += take;
			from += take;
		}
	}

	at(row: number): number {
		return this.chunks[row >> CHUNK_BITS]![row & CHUNK_MASK]!;
	}
}

interface BytesChunk {
	bytes: Uint8Array;
	offsets: Uint32Array;
}

/** Identifiers and texts as UTF-8 bytes. The last chunk grows, the ones before are cut to size. */
export class BytesStore {
	readonly chunks: BytesChunk[] = [];
	length = 0;
	private open = new GrowingBytes(0);
	/** Made when first asked for, after the last row. */
	private readonly views: DataView[] = [];

	/**
	 * Appends a batch of values, `bytes[starts[i], ends[i])` for `i` from `first` on. The bytes of a value are copied four at a time; the last
	 * four may overlap the ones before.
	 */
	append(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, first: number, count: number): void {
		const source = viewOf(bytes);
		for (let done = 0; done < count;) {
			const inChunk = this.length & CHUNK_MASK;
			if (inChunk === 0) this.begin();
			const take = Math.min(count - done, CHUNK_ROWS - inChunk);
			const cell = first + done;
			let total = 0;
			for (let i = cell; i < cell + take; i++) total += ends[i]! - starts[i]!;
			const open = this.open;
			open.reserve(total);
			const chunk = this.chunks[this.chunks.length - 1]!;
			if (inChunk + take >= chunk.offsets.length) chunk.offsets = grown(chunk.offsets, inChunk + take + 1);
			chunk.bytes = open.bytes;
			open.length = copyValues(source, open.bytes, open.length, starts, ends, cell, take, chunk.offsets, inChunk + 1);
			this.length += take;
			done += take;
		}
	}

	private begin(): void {
		const previous = this.chunks[this.chunks.length - 1];
		if (previous) previous.bytes = this.open.taken();
		// A text column may hold megabytes a chunk or nothing at all: begin with what the last chunk needed.
		this.open = new GrowingBytes(previous ? previous.bytes.length + 1024 : 4096);
		this.chunks.push({ bytes: this.open.bytes, offsets: new Uint32Array(rowsOfChunk(this.chunks.length) + 1) });
	}

	/** The bytes of a row's chunk, for reading four at a time. */
	view(row: number): DataView {
		const chunk = row >> CHUNK_BITS;
		return (this.views[chunk] ??= viewOf(this.chunks[chunk]!.bytes));
	}

	/** Text of a row, for messages. */
	text(row: number): string {
		return looseText(this.chunkOf(row).bytes, this.start(row), this.end(row));
	}

	chunkOf(row: number): BytesChunk {
		return this.chunks[row >> CHUNK_BITS]!;
	}

	start(row: number): number {
		return this.chunks[row >> CHUNK_BITS]!.offsets[row & CHUNK_MASK]!;
	}

	end(row: number): number {
		return this.chunks[row >> CHUNK_BITS]!.offsets[(row & CHUNK_MASK) + 1]!;
	}
}

/** Copies values one after another and notes the end of each. @returns where the last one ends */
function copyValues(
	source: DataView,
	bytes: Uint8Array,
	begin: number,
	starts: Int32Array,
	ends: Int32Array,
	first: number,
	count: number,
	offsets: Uint32Array,
	firstOffset: number
): number {
	const target = viewOf(bytes);
	let at = begin;
	for (let i = 0; i < count; i++) {
		const from = starts[first + i]!;
		const length = ends[first + i]! - from;
		if (length >= 4) {
			const last = length - 4;
			for (let k = 0; k < last; k += 4) target.setInt32(at + k, source.getInt32(from + k, true), true);
			target.setInt32(at + last, source.getInt32(from + last, true), true);
		} else for (let k = 0; k < length; k++) target.setUint8(at + k, source.getUint8(from + k));
		at += length;
		offsets[firstOffset + i] = at;
	}
	return at;
}

/** One small number a row, in one array that doubles. */
export class ByteFlags {
	bytes: Uint8Array = new Uint8Array(1024);
	length = 0;

	append(flags: Uint8Array, count: number): void {
		if (this.length + count > this.bytes.length) {
			const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
			larger.set(this.bytes.subarray(0, this.length));
			this.bytes = larger;
		}
		this.bytes.set(flags.subarray(0, count), this.length);
		this.length += count;
	}
}

/** Physical line of each record: only the places where the distance between record and line changes are kept. */
export class LineMap {
	private readonly rows: number[] = [];
	private readonly distances: number[] = [];
	private length = 0;

	append(lines: Float64Array, count: number): void {
		for (let i = 0; i < count; i++) {
			const distance = lines[i]! - this.length;
			if (this.distances.length === 0 || this.distances[this.distances.length - 1] !== distance) {
				this.rows.push(this.length);
				this.distances.push(distance);
			}
			this.length++;
		}
	}

	/** 1-based line of a row. */
	line(row: number): number {
		let low = 0;
		let high = this.rows.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.rows[middle]! <= row) low = middle + 1;
			else high = middle;
		}
		return row + (this.distances[low - 1] ?? 0);
	}
}

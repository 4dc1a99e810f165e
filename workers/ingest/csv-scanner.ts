import { doubled } from './growing.ts';
import { FAULT, type FieldBatch } from './field-batch.ts';
import { looseText } from './dictionary.ts';
import { PlainRecords } from './plain-records.ts';
import { CELL_LIMIT, COLUMN_LIMIT } from './limits.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const SPARE = 64 << 10;
const CR = 0x0d;

/** What one record's scan came to. */
const DONE = 0;
const MORE = 1;
const TOO_LARGE = 2;
const BROKEN = 3;

/**
 * Splits delimited text (CSV, TSV) on bytes. The scanner keeps the incomplete record at the end of its bytes and takes up again when more
 * come, so that slices of any size give the same records.
 *
 * A quote opens a field only as its first byte. Where quotes do not balance, or a cell exceeds `CELL_LIMIT`, the physical line is refused and
 * the scan takes up at the next line: one stray quote must not swallow the file.
 */
export class CsvScanner {
	readonly delimiter: number;
	/** 1-based physical line of the next byte to scan. */
	line = 1;
	private bytes = new Uint8Array(0);
	/** Place of the first byte that `push` writes. */
	private readonly origin: number;
	private at: number;
	private end: number;
	private last = false;
	private readonly plain: PlainRecords | null;
	/** 1 for bytes that end the fast walk through a field. */
	private readonly special = new Uint8Array(256);
	/** For rows whose width is not known yet. */
	private starts = new Int32Array(256);
	private ends = new Int32Array(256);
	/** Fields of the record at hand, and where the last of them begins. */
	private fields = 0;
	private fieldStart = 0;
	/** A field beyond the width has something in it. */
	private extra = false;
	private next = 0;
	private linesInRecord = 0;
	/** Where the fault of the record at hand was seen. */
	private seenAt = 0;
	/** The line at hand has been refused: its bytes are passed over up to its end. */
	private passing = false;

	/** @param batch What `fill` is going to fill; without it only `nextRow` may be called. */
	constructor(delimiter: number, batch: FieldBatch | null = null) {
		this.delimiter = delimiter;
		this.plain = batch && PlainRecords.of(batch);
		this.at = this.end = this.origin = this.plain?.origin ?? 0;
		this.special[delimiter] = this.special[LF] = this.special[CR] = 1;
	}

	/** Adds bytes (UTF-8); they are copied. `last` tells that none follow. */
	push(chunk: Uint8Array, last: boolean): void {
		const rest = this.end - this.at;
		// Some room to spare, since what is left over differs from slice to slice.
		if (this.origin + rest + chunk.length + 1 > this.bytes.length)
			this.bytes = this.room(Math.max(this.end - this.origin, rest + chunk.length) + SPARE);
		this.bytes.copyWithin(this.origin, this.at, this.end);
		this.bytes.set(chunk, this.origin + rest);
		this.at = this.origin;
		this.end = this.origin + rest + chunk.length;
		// A line end behind the last byte stops every walk without a bounds check.
		this.bytes[this.end] = LF;
		this.last = last;
	}

	/** A larger store with the same bytes. */
	private room(length: number): Uint8Array<ArrayBuffer> {
		if (this.plain) return this.plain.room(length);
		const larger = new Uint8Array(length);
		larger.set(this.bytes.subarray(0, this.end));
		return larger;
	}

	/** Takes the records that need no care, as many as stand here in a row. */
	private takePlain(batch: FieldBatch): void {
		const first = batch.rows;
		if (!this.plain || this.at >= this.end) return;
		this.at = this.plain.take(this.at, this.end, this.delimiter);
		for (let row = first; row < batch.rows; row++) batch.lines[row] = this.line++;
		batch.faults.fill(FAULT.none, first, batch.rows);
	}

	/** Records into `batch` until it is full or no complete record is left; true where more records may follow without more bytes. */
	fill(batch: FieldBatch): boolean {
		batch.bytes = this.bytes;
		const width = batch.width;
		const capacity = batch.capacity;
		while (batch.rows < capacity) {
			if (this.passing && !this.passLine()) return false;
			this.takePlain(batch);
			if (batch.rows === capacity) break;
			if (this.at >= this.end) return false;
			const row = batch.rows;
			const outcome = this.scan(batch.starts, batch.ends, row, capacity, width);
			if (outcome === MORE) return false;
			batch.lines[row] = this.line;
			if (outcome !== DONE) {
				this.refuseLine(batch, row, outcome);
				continue;
			}
			const blank = this.fields === 1 && batch.starts[row] === batch.ends[row];
			this.at = this.next;
			this.line += this.linesInRecord;
			if (blank) continue; // a blank line is no record
			batch.faults[row] = FAULT.none;
			// Further empty fields are harmless; missing ones, or more with something in them, tell of a broken record.
			if (this.fields < width || this.extra) batch.fault(row, FAULT.ragged, -1, String(this.fields));
			batch.rows++;
		}
		return true;
	}

	/** The next record as text, or null where none is complete: for the first rows, before the width is known. */
	nextRow(): { line: number; cells: string[] } | null {
		for (;;) {
			if ((this.passing && !this.passLine()) || this.at >= this.end) return null;
			while (this.starts.length < COLUMN_LIMIT + 1 && this.end - this.at > this.starts.length) this.widen();
			const outcome = this.scan(this.starts, this.ends, 0, 1, this.starts.length);
			if (outcome === MORE) return null;
			if (outcome !== DONE) {
				this.passing = true;
				continue;
			}
			const line = this.line;
			this.at = this.next;
			this.line += this.linesInRecord;
			const cells = Array.from({ length: this.fields }, (_, c) => looseText(this.bytes, this.starts[c]!, this.ends[c]!));
			if (cells.some((cell) => cell !== '')) return { line, cells };
		}
	}

	/** Refuses the physical line that the faulty record begins on. */
	private refuseLine(batch: FieldBatch, row: number, outcome: number): void {
		const from = this.fieldStart;
		const value = looseText(this.bytes, from, Math.min(from + 80, this.seenAt));
		batch.fault(row, outcome === TOO_LARGE ? FAULT.cellTooLarge : FAULT.brokenQuote, Math.min(this.fields, batch.width - 1), value);
		batch.rows++;
		this.passing = true;
	}

	/** Moves on to the next physical line; false where its begin has not been read yet. */
	private passLine(): boolean {
		const bytes = this.bytes;
		let at = this.at;
		while (bytes[at] !== LF && bytes[at] !== CR) at++;
		this.at = at;
		if (at >= this.end) return this.last;
		if (bytes[at] === CR && at + 1 >= this.end && !this.last) return false;
		if (bytes[at] === CR && at + 1 < this.end && bytes[at + 1] === LF) at++;
		this.at = at + 1;
		this.line++;
		this.passing = false;
		return true;
	}

	/**
	 * Finds the fields of the record at `at`: field f goes to `starts[f * stride + offset]`, fields beyond `width` are but counted.
	 * Escaped quotes are folded in place, once the record is known to be whole.
	 */
	private scan(starts: Int32Array, ends: Int32Array, offset: number, stride: number, width: number): number {
		const bytes = this.bytes;
		const special = this.special;
		const end = this.end;
		const delimiter = this.delimiter;
		const last = this.last;
		let at = this.at;
		let fields = 0;
		let cell = offset;
		let lines = 0;
		let escaped = false;
		this.extra = false;
		for (;;) {
			let from = at;
			let to: number;
			if (bytes[at] === QUOTE && at < end) {
				from = ++at;
				for (;;) {
					let byte = bytes[at]!;
					while (byte !== QUOTE && byte !== LF && byte !== CR) byte = bytes[++at]!;
					if (at >= end) break;
					if (byte === QUOTE) {
						if (bytes[at + 1] !== QUOTE || at + 1 >= end) break;
						at += 2;
						escaped = true;
					} else {
						if (byte === LF || bytes[at + 1] !== LF || at + 1 >= end) lines++;
						at++;
					}
				}
				to = at;
				if (at - from > CELL_LIMIT) return this.stop(TOO_LARGE, fields, from, at);
				if (at >= end) return last ? this.stop(BROKEN, fields, from, at) : MORE;
				at++;
				if (at >= end && !last) return MORE;
				if (at < end && special[bytes[at]!] === 0) return this.stop(BROKEN, fields, from, to);
			} else {
				while (special[bytes[at]!] === 0) at++;
				to = at;
				if (at - from > CELL_LIMIT) return this.stop(TOO_LARGE, fields, from, at);
				if (at >= end && !last) return MORE;
			}
			if (fields < width) {
				starts[cell] = from;
				ends[cell] = to;
				cell += stride;
			} else if (to > from) this.extra = true;
			fields++;
			if (bytes[at] === delimiter && at < end) {
				at++;
				continue;
			}
			if (bytes[at] === CR && at < end) {
				if (at + 1 >= end && !last) return MORE;
				if (bytes[at + 1] === LF && at + 1 < end) at++;
			}
			break;
		}
		this.fields = fields;
		this.next = at + 1;
		this.linesInRecord = lines + 1;
		if (escaped) this.unescape(starts, ends, offset, stride, Math.min(fields, width));
		return DONE;
	}

	/** The record at hand is faulty in its field `fields`, which begins at `from`. */
	private stop(outcome: number, fields: number, from: number, seenAt: number): number {
		this.fields = fields;
		this.fieldStart = from;
		this.seenAt = seenAt;
		return outcome;
	}

	/** Folds `""` to `"` within the fields. */
	private unescape(starts: Int32Array, ends: Int32Array, offset: number, stride: number, fields: number): void {
		const bytes = this.bytes;
		for (let c = 0, cell = offset; c < fields; c++, cell += stride) {
			const from = starts[cell]!;
			if (from === 0 || bytes[from - 1] !== QUOTE) continue;
			let to = from;
			for (let at = from; at < ends[cell]!; at++) {
				const byte = bytes[at]!;
				bytes[to++] = byte;
				if (byte === QUOTE) at++;
			}
			ends[cell] = to;
		}
	}

	private widen(): void {
		this.starts = doubled(this.starts);
		this.ends = doubled(this.ends);
	}
}

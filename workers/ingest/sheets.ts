import type { Encoding, FilePreview } from '../protocol/mapping.ts';
import type { ByteStream } from './byte-stream.ts';
import { CsvScanner } from './csv-scanner.ts';
import { encodingOf, utf8Slices, type EncodingFound } from './encoding.ts';
import { FAULT, FieldBatch } from './field-batch.ts';
import { GrowingBytes } from './growing.ts';
import { COLUMN_LIMIT, HEAD_BYTES, HEADING_ROWS, PREVIEW_ROWS, SLICE_BYTES } from './limits.ts';
import { IngestError } from './problems.ts';
import type { HeadRow } from './recognise.ts';

/** One table-like part of a file: the file itself, a sheet of a workbook, a list in a JSON object. */
export interface Sheet {
	readonly file: string;
	/** '' where the file has but one part and no name for it. */
	readonly sheet: string;
	readonly kind: FilePreview['kind'];
	readonly encoding: Encoding;
	readonly size: number;
	/** Numbers in date fields are Excel's serial dates. */
	readonly serials: boolean;
	/** The first rows as text, blank ones left out: enough to find the heading and to show records below it. */
	head(): Promise<HeadRow[]>;
	/** Records that begin after a physical line. A batch is overwritten by the next one. */
	batches(width: number, afterLine: number, onBytes?: (done: number) => void): AsyncGenerator<FieldBatch, void, undefined>;
}

/** Rows that `head` gives: heading rows, a second heading, records of the preview. */
export const HEAD_ROWS = HEADING_ROWS + PREVIEW_ROWS + 2;
const DELIMITERS = [0x2c, 0x09, 0x7c, 0x3b];

/** A delimited text file (CSV, TSV). @throws IngestError 'too-many-columns' */
export async function textSheet(stream: ByteStream, sliceBytes = SLICE_BYTES): Promise<Sheet> {
	const found = await encodingOf(stream);
	const { delimiter, rows } = await sniff(stream, found);
	for (const row of rows) if (row.cells.length > COLUMN_LIMIT) throw new IngestError('too-many-columns', { line: row.line });
	return {
		file: stream.name,
		sheet: '',
		kind: delimiter === 0x09 ? 'tsv' : 'csv',
		encoding: found.encoding,
		size: stream.size,
		serials: false,
		head: () => Promise.resolve(rows),
		async *batches(width, afterLine, onBytes) {
			const batch = new FieldBatch(width);
			const scanner = new CsvScanner(delimiter, batch);
			let held: Uint8Array | null = null;
			let done = 0;
			for await (const slice of utf8Slices(
				counted(stream, (bytes) => (done += bytes)),
				found,
				sliceBytes
			)) {
				// The last slice must be told to the scanner as such: each waits until its successor is there.
				if (held) {
					scanner.push(held, false);
					yield* drain(scanner, batch, afterLine);
					onBytes?.(Math.min(done, stream.size));
				}
				held = slice;
			}
			scanner.push(held ?? new Uint8Array(0), true);
			yield* drain(scanner, batch, afterLine);
			onBytes?.(stream.size);
		}
	};
}

/** The same stream, whose bytes are counted as they come. */
const counted = (stream: ByteStream, onBytes: (bytes: number) => void): ByteStream => ({
	...stream,
	async *slices(sliceBytes) {
		for await (const slice of stream.slices(sliceBytes)) {
			onBytes(slice.length);
			yield slice;
		}
	}
});

function* drain(scanner: CsvScanner, batch: FieldBatch, afterLine: number): Generator<FieldBatch, void, undefined> {
	for (let more = true; more;) {
		batch.clear();
		more = scanner.fill(batch);
		if (batch.rows > 0 && batch.lines[0]! <= afterLine) dropUpTo(batch, afterLine);
		if (batch.rows > 0) yield batch;
	}
}

/** Takes the rows of the heading and of the notes above it out of a batch. */
function dropUpTo(batch: FieldBatch, line: number): void {
	let drop = 0;
	while (drop < batch.rows && batch.lines[drop]! <= line) drop++;
	const { width, rows, capacity } = batch;
	for (let c = 0, first = 0; c < width; c++, first += capacity) {
		batch.starts.copyWithin(first, first + drop, first + rows);
		batch.ends.copyWithin(first, first + drop, first + rows);
	}
	batch.lines.copyWithin(0, drop, rows);
	batch.faults.copyWithin(0, drop, rows);
	const notes = [...batch.faultNotes].filter(([row]) => row >= drop);
	batch.faultNotes.clear();
	for (const [row, note] of notes) batch.faultNotes.set(row - drop, note);
	batch.rows -= drop;
}

function firstRows(delimiter: number, bytes: Uint8Array, whole: boolean): HeadRow[] {
	const scanner = new CsvScanner(delimiter);
	scanner.push(bytes, whole);
	const rows: HeadRow[] = [];
	for (let row = scanner.nextRow(); row && rows.length < HEAD_ROWS; row = scanner.nextRow()) rows.push(row);
	return rows;
}

/** The delimiter that splits the first rows most, and those rows. */
async function sniff(stream: ByteStream, found: EncodingFound): Promise<{ delimiter: number; rows: HeadRow[] }> {
	const head = new GrowingBytes(HEAD_BYTES);
	let whole = true;
	for await (const slice of utf8Slices(stream, found, HEAD_BYTES)) {
		head.append(slice, 0, slice.length);
		if (head.length >= HEAD_BYTES) {
			whole = false;
			break;
		}
	}
	let best: { delimiter: number; rows: HeadRow[]; cells: number } | null = null;
	for (const delimiter of DELIMITERS) {
		// A small part of the head mostly has all the rows that are wanted.
		const part = Math.min(head.length, 1 << 16);
		let rows = firstRows(delimiter, head.bytes.subarray(0, part), whole && part === head.length);
		if (rows.length < HEAD_ROWS && part < head.length) rows = firstRows(delimiter, head.bytes.subarray(0, head.length), whole);
		const cells = rows.reduce((sum, row) => sum + row.cells.length - 1, 0);
		if (!best || cells > best.cells) best = { delimiter, rows, cells };
	}
	return best!;
}

/** Rows of text cells (sheets, JSON) as batches of bytes, so that one set of readers serves every kind of file. */
export class CellBatches {
	readonly batch: FieldBatch;
	private readonly heap = new GrowingBytes(1 << 16);
	private static readonly encoder = new TextEncoder();

	constructor(width: number) {
		this.batch = new FieldBatch(width);
	}

	/** Adds a record; true where the batch is full and must be handed on. */
	add(line: number, cells: readonly string[] | null): boolean {
		const { batch, heap } = this;
		const row = batch.rows++;
		batch.lines[row] = line;
		batch.faults[row] = FAULT.none;
		if (cells === null) batch.fault(row, FAULT.notAnObject, -1, '');
		for (let c = 0; cells && c < batch.width; c++) {
			const text = cells[c] ?? '';
			batch.starts[c * batch.capacity + row] = heap.length;
			if (text !== '') {
				heap.reserve(text.length * 3);
				heap.length += CellBatches.encoder.encodeInto(text, heap.bytes.subarray(heap.length)).written;
			}
			batch.ends[c * batch.capacity + row] = heap.length;
		}
		batch.bytes = heap.bytes;
		return batch.rows === batch.capacity || heap.length > 4 << 20;
	}

	clear(): void {
		this.batch.clear();
		this.heap.length = 0;
	}
}

/** Beyond these digits a spreadsheet or JSON has rounded a whole number: it is written with an exponent, which identifier columns refuse. */
const EXACT_WHOLE = 1e15;

/** Text of a number as a person would see it: 15 digits, so that 0.1 + 0.2 is 0.3. */
export function numberText(value: number): string {
	if (!Number.isFinite(value)) return '';
	if (Math.abs(value) >= EXACT_WHOLE) return value.toExponential();
	return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}

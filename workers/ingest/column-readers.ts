import { ABSENT } from '../../rules/domain/columns.ts';
import { PRICE_SCALE, QUANTITY_SCALE, RATIO_SCALE } from '../../rules/domain/units.ts';
import type { FieldKind, NumberKind } from '../../rules/domain/fields.ts';
import { BytesStore, CodeStore, NumberStore } from './column-store.ts';
import { BAD_TEXT, isUtf8, looseText, ROUNDED, sameWords, viewOf, type ByteDictionary } from './dictionary.ts';
import { BATCH_ROWS, type FieldBatch } from './field-batch.ts';
import { NOT_A_NUMBER, NUMBER_EMPTY, NUMBER_FAULT, parseAge, parseScaled, TOO_LARGE, TOO_MANY_DECIMALS } from './parse-number.ts';
import { excelSerial, IMPOSSIBLE_TIME, NOT_A_TIME, parseTime, TIME_EMPTY, TIME_FAULT } from './parse-time.ts';
import type { ProblemId } from './problems.ts';

/** Told of a value that cannot be kept; the record is refused, the column holds "absent" there. */
export type OnFault = (row: number, problem: ProblemId, value: string) => void;

/** Reads one column of batch after batch into a store. One class a kind, so that each inner loop sees one shape. */
export interface ColumnReader {
	readonly store: NumberStore | CodeStore | BytesStore;
	read(batch: FieldBatch, position: number, onFault: OnFault): void;
}

/** Decimal places of a kind's scale. */
const PLACES: Readonly<Record<NumberKind, number>> = {
	amount: 2,
	price: Math.log10(PRICE_SCALE),
	quantity: Math.log10(QUANTITY_SCALE),
	ratio: Math.log10(RATIO_SCALE),
	integer: 0
};

const scratch = new Float64Array(BATCH_ROWS);
const codeScratch = new Int32Array(BATCH_ROWS);
const startScratch = new Int32Array(BATCH_ROWS);
const endScratch = new Int32Array(BATCH_ROWS);

const cut = (batch: FieldBatch, from: number, to: number): string => looseText(batch.bytes, from, Math.min(to, from + 240)).slice(0, 80);

class NumberReader implements ColumnReader {
	readonly store = new NumberStore();
	private readonly places: number;
	private readonly age: boolean;

	constructor(kind: NumberKind, age: boolean) {
		this.places = PLACES[kind];
		this.age = age;
	}

	read(batch: FieldBatch, position: number, onFault: OnFault): void {
		const { bytes, starts, ends, rows } = batch;
		const places = this.places;
		const age = this.age;
		for (let row = 0, cell = position * batch.capacity; row < rows; row++, cell++) {
			let from = starts[cell]!;
			let to = ends[cell]!;
			while (from < to && bytes[from]! <= 0x20) from++;
			while (to > from && bytes[to - 1]! <= 0x20) to--;
			let value = age ? parseAge(bytes, from, to) : parseScaled(bytes, from, to, places);
			if (value <= NUMBER_FAULT) {
				if (value !== NUMBER_EMPTY) onFault(row, NUMBER_PROBLEM.get(value)!, cut(batch, from, to));
				value = ABSENT;
			}
			scratch[row] = value;
		}
		this.store.append(scratch, rows);
	}
}
const NUMBER_PROBLEM: ReadonlyMap<number, ProblemId> = new Map([
	[NOT_A_NUMBER, 'not-a-number'],
	[TOO_MANY_DECIMALS, 'too-many-decimals'],
	[TOO_LARGE, 'number-too-large']
]);

class TimeReader implements ColumnReader {
	readonly store = new NumberStore();
	private readonly serials: boolean;

	/** @param serials Excel serial dates are dates here; in text files they would be any number. */
	constructor(serials: boolean) {
		this.serials = serials;
	}

	read(batch: FieldBatch, position: number, onFault: OnFault): void {
		const { bytes, starts, ends, rows } = batch;
		for (let row = 0, cell = position * batch.capacity; row < rows; row++, cell++) {
			let from = starts[cell]!;
			let to = ends[cell]!;
			while (from < to && bytes[from]! <= 0x20) from++;
			while (to > from && bytes[to - 1]! <= 0x20) to--;
			let value = parseTime(bytes, from, to);
			if (value === NOT_A_TIME && this.serials) value = excelSerial(cut(batch, from, to));
			if (value <= TIME_FAULT) {
				if (value !== TIME_EMPTY) onFault(row, value === IMPOSSIBLE_TIME ? 'impossible-date' : 'not-a-date', cut(batch, from, to));
				value = ABSENT;
			}
			scratch[row] = value;
		}
		this.store.append(scratch, rows);
	}
}

class CodeReader implements ColumnReader {
	readonly store = new CodeStore();
	private readonly dictionary: ByteDictionary;
	private largest = 0;

	constructor(dictionary: ByteDictionary) {
		this.dictionary = dictionary;
	}

	read(batch: FieldBatch, position: number, onFault: OnFault): void {
		const { bytes, starts, ends, rows } = batch;
		const dictionary = this.dictionary;
		const view = viewOf(bytes);
		let lastFrom = 0;
		let lastLength = 0;
		let lastCode = 0;
		let largest = this.largest;
		for (let row = 0, cell = position * batch.capacity; row < rows; row++, cell++) {
			const from = starts[cell]!;
			const length = ends[cell]! - from;
			if (length === 0) {
				codeScratch[row] = 0;
				continue;
			}
			// Lines of one stay stand together in most files: the value above is the likeliest.
			if (length === lastLength && sameWords(view, lastFrom, view, from, length)) {
				codeScratch[row] = lastCode;
				continue;
			}
			let code = dictionary.intern(bytes, view, from, from + length);
			if (code < 0) {
				onFault(row, code === BAD_TEXT ? 'bad-encoding' : 'excel-identifier', cut(batch, from, from + length));
				code = 0;
				lastLength = 0;
			} else {
				lastFrom = from;
				lastLength = length;
				lastCode = code;
				if (code > largest) largest = code;
			}
			codeScratch[row] = code;
		}
		this.largest = largest;
		this.store.append(codeScratch, rows, largest);
	}
}

class BytesReader implements ColumnReader {
	readonly store = new BytesStore();
	private readonly identifiers: boolean;

	constructor(identifiers: boolean) {
		this.identifiers = identifiers;
	}

	read(batch: FieldBatch, position: number, onFault: OnFault): void {
		const { bytes, starts, ends, rows } = batch;
		const view = viewOf(bytes);
		const identifiers = this.identifiers;
		for (let row = 0, cell = position * batch.capacity; row < rows; row++, cell++) {
			let from = starts[cell]!;
			let to = ends[cell]!;
			while (from < to && bytes[from]! <= 0x20) from++;
			while (to > from && bytes[to - 1]! <= 0x20) to--;
			if (identifiers && to - from > 1) {
				if (bytes[from] === 0x27) from++;
				else if (bytes[from] === 0x3d && bytes[from + 1] === 0x22 && bytes[to - 1] === 0x22 && to - from > 3) {
					from += 2;
					to--;
				}
			}
			if (from < to) {
				if (!isAsciiWords(view, from, to) && !isUtf8(bytes, from, to)) {
					onFault(row, 'bad-encoding', cut(batch, from, to));
					to = from;
				} else if (identifiers && to - from > 5 && to - from < 24 && bytes[to - 3] === 0x2b && ROUNDED.test(cut(batch, from, to))) {
					onFault(row, 'excel-identifier', cut(batch, from, to));
					to = from;
				} else if (to - from <= 4 && isNoneBytes(bytes, from, to)) to = from;
			}
			startScratch[row] = from;
			endScratch[row] = to;
		}
		this.store.append(bytes, startScratch, endScratch, 0, rows);
	}
}

/** Whether no byte of `[from, to)` has its high bit set; four at a step, the last step may overlap the one before. */
function isAsciiWords(view: DataView, from: number, to: number): boolean {
	let any = 0;
	if (to - from < 4) {
		for (let i = from; i < to; i++) any |= view.getUint8(i);
		return any < 0x80;
	}
	for (let i = from; i < to - 4; i += 4) any |= view.getInt32(i, true);
	return ((any | view.getInt32(to - 4, true)) & 0x8080_8080) === 0;
}

/** NULL, null, \N. */
function isNoneBytes(bytes: Uint8Array, from: number, to: number): boolean {
	const first = bytes[from]!;
	if (first !== 0x4e && first !== 0x6e && first !== 0x5c) return false;
	const text = looseText(bytes, from, to);
	return text === 'NULL' || text === 'null' || text === '\\N';
}

/** The reader of a field. */
export function readerOf(kind: FieldKind, field: string, dictionary: ByteDictionary | null, serials: boolean): ColumnReader {
	if (kind === 'code') return new CodeReader(dictionary!);
	if (kind === 'time') return new TimeReader(serials);
	if (kind === 'id' || kind === 'text') return new BytesReader(kind === 'id');
	return new NumberReader(kind, field === 'age');
}

import type { FieldKind } from './fields.ts';
import { PRECISION, SECONDS_PER_DAY, type CivilTime, type Precision } from './units.ts';

/** Numbers that are absent: the smallest 32-bit integer, in narrow and in wide columns alike. */
export const ABSENT = -0x8000_0000;

/** A number or time column is narrow until a value does not fit. */
export type NumberArray = Int32Array | Float64Array;
export type CodeArray = Uint8Array | Uint16Array | Uint32Array;

/** Codes of a batch-wide dictionary; 0 is "absent". */
export interface CodeColumn {
	readonly kind: 'code';
	readonly codes: CodeArray;
}
/** Whole numbers in the field's unit (see `FieldKind`); `ABSENT` where the record has none. */
export interface NumberColumn {
	readonly kind: 'amount' | 'price' | 'quantity' | 'ratio' | 'integer';
	readonly values: NumberArray;
}
/** Civil seconds with their precision; precision 0 is "absent". */
export interface TimeColumn {
	readonly kind: 'time';
	readonly seconds: NumberArray;
	readonly precision: Uint8Array;
}
/** UTF-8 of all rows in one buffer; row r is `bytes[offsets[r], offsets[r + 1])`, empty where absent. */
export interface BytesColumn {
	readonly kind: 'id' | 'text';
	readonly bytes: Uint8Array;
	readonly offsets: Uint32Array;
}
/** A column as it is stored and transferred. */
export type Column = CodeColumn | NumberColumn | TimeColumn | BytesColumn;

export type ColumnOfKind<K extends FieldKind> = K extends 'code'
	? CodeColumn
	: K extends 'time'
		? TimeColumn
		: K extends 'id' | 'text'
			? BytesColumn
			: NumberColumn;

/** Batch-wide, append-only list of distinct texts. Code 0 is the empty text. */
export interface Dictionary {
	readonly size: number;
	/** Text of a code; the empty text for 0. */
	text(code: number): string;
	/** Code of a text, or 0 where the batch has none such. */
	code(text: string): number;
}

/** Dictionaries of a batch by name (`FieldSpec.dictionary`). A name without values has an empty dictionary. */
export interface Dictionaries {
	get(name: string): Dictionary;
}

export const timeAt = (column: TimeColumn, row: number): CivilTime | null => {
	const precision = column.precision[row]! as Precision;
	return precision === 0 ? null : { seconds: column.seconds[row]! as CivilTime['seconds'], precision };
};

/** Precision of each time of a column: exports write dates as midnight, so midnight to the second is "day". */
export function precisionsOf(seconds: NumberArray): Uint8Array {
	const precision = new Uint8Array(seconds.length);
	for (let i = 0; i < seconds.length; i++)
		precision[i] = seconds[i] === ABSENT ? 0 : seconds[i]! % SECONDS_PER_DAY === 0 ? PRECISION.day : PRECISION.minute;
	return precision;
}

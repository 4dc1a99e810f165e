import { ABSENT, type CodeArray, type NumberArray } from '../../rules/domain/columns.ts';

/** Numbers at rest: the narrowest array that holds them. In 8 and 16 bits the smallest value stands for `ABSENT`. */
export type NarrowNumbers = Int8Array | Int16Array | Int32Array | Float64Array;
export type NarrowCodes = Uint8Array | Uint16Array | Uint32Array;

const ABSENT8 = -0x80;
const ABSENT16 = -0x8000;

/** Largest of these that divides every value of a column; 1 where none does. */
export function commonUnit(values: NumberArray): number {
	for (const unit of UNITS) if (isDivisible(values, unit)) return unit;
	return 1;
}
const UNITS = [1_000_000, 10_000, 100];

function isDivisible(values: NumberArray, unit: number): boolean {
	for (let i = 0; i < values.length; i++) {
		const value = values[i]!;
		const units = value / unit;
		// Rounding takes a fifth of the time of a remainder. What could not be told from "absent" any more is left as it is.
		if ((units !== Math.floor(units) && value !== ABSENT) || units === ABSENT) return false;
	}
	return true;
}

/** @param unit divides every value (see `commonUnit`) */
export function narrowNumbers(values: NumberArray, unit: number): NarrowNumbers {
	const units = unit === 1 ? values : values.map((value) => (value === ABSENT ? ABSENT : value / unit));
	const range = units instanceof Int32Array ? rangeOfInt32(units) : rangeOfFloat64(units);
	if (!range) return owned(units);
	const { least, most } = range;
	if (least > ABSENT8 && most <= 0x7f) return replaced(new Int8Array(units), units, ABSENT8);
	if (least > ABSENT16 && most <= 0x7fff) return replaced(new Int16Array(units), units, ABSENT16);
	if (least > ABSENT && most <= 0x7fff_ffff) return units instanceof Int32Array ? owned(units) : new Int32Array(units);
	return owned(units);
}

/** Least and greatest value beside `ABSENT`. Two functions of one text: each sees one kind of array and is compiled for it. */
function rangeOfInt32(values: Int32Array): { least: number; most: number } {
	let least = 0;
	let most = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i]!;
		if (value > most) most = value;
		else if (value < least && value !== ABSENT) least = value;
	}
	return { least, most };
}

/** @returns null where a value is no whole number */
function rangeOfFloat64(values: Float64Array): { least: number; most: number } | null {
	let least = 0;
	let most = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i]!;
		if (!Number.isInteger(value)) return null;
		if (value > most) most = value;
		else if (value < least && value !== ABSENT) least = value;
	}
	return { least, most };
}

function replaced<A extends Int8Array | Int16Array>(narrow: A, values: NumberArray, sentinel: number): A {
	for (let i = 0; i < values.length; i++) if (values[i] === ABSENT) narrow[i] = sentinel;
	return narrow;
}

/** @returns as narrow as the values allow, for a reader never sees `unit` */
export function widenNumbers(narrow: NarrowNumbers, unit: number): NumberArray {
	if (unit === 1 && (narrow instanceof Int32Array || narrow instanceof Float64Array)) return narrow;
	const sentinel = narrow instanceof Int8Array ? ABSENT8 : narrow instanceof Int16Array ? ABSENT16 : ABSENT;
	const most = narrow instanceof Int8Array ? 0x80 : narrow instanceof Int16Array ? 0x8000 : Infinity;
	const wide = most * unit <= 0x7fff_ffff ? new Int32Array(narrow.length) : new Float64Array(narrow.length);
	for (let i = 0; i < wide.length; i++) wide[i] = narrow[i] === sentinel ? ABSENT : narrow[i]! * unit;
	return wide;
}

/** Codes and other counts from 0. */
export function narrowCodes(codes: CodeArray): NarrowCodes {
	if (codes instanceof Uint8Array) return owned(codes);
	const most = codes instanceof Uint16Array ? mostOfUint16(codes) : mostOfUint32(codes);
	if (most <= 0xff) return new Uint8Array(codes);
	if (most <= 0xffff) return codes instanceof Uint16Array ? owned(codes) : new Uint16Array(codes);
	return owned(codes);
}

function mostOfUint16(codes: Uint16Array): number {
	let most = 0;
	for (let i = 0; i < codes.length; i++) if (codes[i]! > most) most = codes[i]!;
	return most;
}

function mostOfUint32(codes: Uint32Array): number {
	let most = 0;
	for (let i = 0; i < codes.length; i++) if (codes[i]! > most) most = codes[i]!;
	return most;
}

/** Offsets as lengths: short texts need one byte each. */
export function narrowOffsets(offsets: Uint32Array): NarrowCodes {
	const lengths = new Uint32Array(Math.max(0, offsets.length - 1));
	for (let i = 0; i < lengths.length; i++) lengths[i] = offsets[i + 1]! - offsets[i]!;
	return narrowCodes(lengths);
}

export function widenOffsets(lengths: NarrowCodes): Uint32Array {
	const offsets = new Uint32Array(lengths.length + 1);
	for (let i = 0; i < lengths.length; i++) offsets[i + 1] = offsets[i]! + lengths[i]!;
	return offsets;
}

/** An array with a buffer of its own: cloning a view writes the whole buffer behind it to disk. */
export function owned<A extends { readonly buffer: ArrayBufferLike; readonly byteLength: number; slice(): A }>(array: A): A {
	return array.byteLength === array.buffer.byteLength ? array : array.slice();
}

import { ABSENT, type CodeArray, type NumberArray } from '../../rules/domain/columns.ts';

/** Numbers at rest: the narrowest array that holds them. In 8 and 16 bits the smallest value stands for `ABSENT`. */
export type NarrowNumbers = Int8Array | Int16Array | Int32Array | Float64Array;
export type NarrowCodes = Uint8Array | Uint16Array | Uint32Array;

const ABSENT8 = -0x80;
const ABSENT16 = -0x8000;

export function narrowNumbers(values: NumberArray): NarrowNumbers {
	let least = 0;
	let most = 0;
	for (const value of values) {
		if (value === ABSENT) continue;
		if (value < least) least = value;
		if (value > most) most = value;
		if (!Number.isInteger(value)) return owned(values);
	}
	if (least > ABSENT8 && most <= 0x7f) return replaced(Int8Array.from(values), values, ABSENT8);
	if (least > ABSENT16 && most <= 0x7fff) return replaced(Int16Array.from(values), values, ABSENT16);
	if (least > ABSENT && most <= 0x7fff_ffff) return values instanceof Int32Array ? owned(values) : Int32Array.from(values);
	return owned(values);
}

function replaced<A extends Int8Array | Int16Array>(narrow: A, values: NumberArray, sentinel: number): A {
	for (let i = 0; i < values.length; i++) if (values[i] === ABSENT) narrow[i] = sentinel;
	return narrow;
}

export function widenNumbers(narrow: NarrowNumbers): NumberArray {
	if (narrow instanceof Int32Array || narrow instanceof Float64Array) return narrow;
	const sentinel = narrow instanceof Int8Array ? ABSENT8 : ABSENT16;
	const wide = Int32Array.from(narrow);
	for (let i = 0; i < wide.length; i++) if (wide[i] === sentinel) wide[i] = ABSENT;
	return wide;
}

/** Codes and other counts from 0. */
export function narrowCodes(codes: CodeArray): NarrowCodes {
	let most = 0;
	for (const code of codes) if (code > most) most = code;
	if (most <= 0xff) return codes instanceof Uint8Array ? owned(codes) : Uint8Array.from(codes);
	if (most <= 0xffff) return codes instanceof Uint16Array ? owned(codes) : Uint16Array.from(codes);
	return owned(codes);
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

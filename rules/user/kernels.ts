import { ABSENT, type CodeArray, type NumberArray } from '../domain/columns.ts';
import type { Comparison } from './tree.ts';

/**
 * Loops over columns (选择向量). A selection is an ascending list of row numbers in `sel[0, n)`; a kernel keeps in place those rows of which its condition is
 * not false, and gives their new count. What is absent cannot be called false and stays.
 */

/** Whole numbers that a comparison with a constant says yes to: those in [low, high], or with `outside` all others. */
export interface Range {
	readonly low: number;
	readonly high: number;
	readonly outside: boolean;
}
export function rangeOf(op: Comparison, value: number): Range {
	switch (op) {
		case 'gt':
			return { low: value + 1, high: Infinity, outside: false };
		case 'ge':
			return { low: value, high: Infinity, outside: false };
		case 'lt':
			return { low: -Infinity, high: value - 1, outside: false };
		case 'le':
			return { low: -Infinity, high: value, outside: false };
		case 'eq':
			return { low: value, high: value, outside: false };
		case 'ne':
			return { low: value, high: value, outside: true };
	}
}

/** First kernel of a selection: all rows are looked at. `always`: rows that stay whatever they say. */
export function numbersDense(values: NumberArray, { low, high, outside }: Range, always: Uint8Array | null, sel: Uint32Array): number {
	let n = 0;
	if (always === null) {
		for (let row = 0; row < values.length; row++) {
			const value = values[row]!;
			if ((value >= low && value <= high) !== outside || value === ABSENT) sel[n++] = row;
		}
		return n;
	}
	for (let row = 0; row < values.length; row++) {
		const value = values[row]!;
		if ((value >= low && value <= high) !== outside || value === ABSENT || always[row] === 1) sel[n++] = row;
	}
	return n;
}
export function numbersOf(values: NumberArray, { low, high, outside }: Range, always: Uint8Array | null, sel: Uint32Array, count: number): number {
	let n = 0;
	for (let i = 0; i < count; i++) {
		const row = sel[i]!;
		const value = values[row]!;
		if ((value >= low && value <= high) !== outside || value === ABSENT || (always !== null && always[row] === 1)) sel[n++] = row;
	}
	return n;
}

/** Rows with this code or the other one: a text equal to a word, or absent (0). */
export function codeDense(codes: CodeArray, code: number, other: number, sel: Uint32Array): number {
	let n = 0;
	for (let row = 0; row < codes.length; row++) {
		const own = codes[row]!;
		if (own === code || own === other) sel[n++] = row;
	}
	return n;
}
/** Rows whose code is marked; `marks[0]` says what becomes of an absent one. */
export function marksDense(codes: CodeArray, marks: Uint8Array, sel: Uint32Array): number {
	let n = 0;
	for (let row = 0; row < codes.length; row++) if (marks[codes[row]!] === 1) sel[n++] = row;
	return n;
}
export function marksOf(codes: CodeArray, marks: Uint8Array, sel: Uint32Array, count: number): number {
	let n = 0;
	for (let i = 0; i < count; i++) {
		const row = sel[i]!;
		if (marks[codes[row]!] === 1) sel[n++] = row;
	}
	return n;
}

/** Rows that a test says yes to: what is too rare or too slow to have a loop of its own. */
export function testOf(test: (row: number) => boolean, sel: Uint32Array, count: number): number {
	let n = 0;
	for (let i = 0; i < count; i++) {
		const row = sel[i]!;
		if (test(row)) sel[n++] = row;
	}
	return n;
}

/** Keeps row i where `left[i] op right[i]` is not false: NaN, the value of what is not known, makes every comparison unknown. */
export function compared(op: Comparison, left: Float64Array, right: Float64Array, sel: Uint32Array, count: number): number {
	let n = 0;
	for (let i = 0; i < count; i++) {
		const [a, b] = [left[i]!, right[i]!];
		if (a !== a || b !== b || holds(op, a, b)) sel[n++] = sel[i]!;
	}
	return n;
}

export function holds(op: Comparison, a: number, b: number): boolean {
	switch (op) {
		case 'gt':
			return a > b;
		case 'ge':
			return a >= b;
		case 'lt':
			return a < b;
		case 'le':
			return a <= b;
		case 'eq':
			return a === b;
		case 'ne':
			return a !== b;
	}
}

/** Ascending union of two selections without repeats. @returns its length, in `out` */
export function union(a: Uint32Array, aCount: number, b: Uint32Array, bCount: number, out: Uint32Array): number {
	let [i, j, n] = [0, 0, 0];
	while (i < aCount && j < bCount) {
		const [x, y] = [a[i]!, b[j]!];
		out[n++] = x < y ? x : y;
		if (x <= y) i++;
		if (y <= x) j++;
	}
	while (i < aCount) out[n++] = a[i++]!;
	while (j < bCount) out[n++] = b[j++]!;
	return n;
}

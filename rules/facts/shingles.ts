import { hashOf } from './byte-set.ts';
import { mix32, numberOf } from './number-of.ts';

/** Buckets of a signature: likeness is told in steps of 1/64. */
export const BUCKETS = 64;
/** Letters of a shingle: shorter ones are in every note, longer ones break at each changed word. */
const LENGTH = 6;
const EMPTY = 0xffff_ffff;

/** What a text looks like: its letters, its measured numbers, and a signature of what is left of it without headings and marks. */
export interface Looks {
	/** Letters without blanks and marks. */
	readonly letters: number;
	/** Number of its measured numbers in their order (temperatures, pressures, doses); dates and times are left out. */
	readonly numbers: number;
	readonly numberCount: number;
	readonly signature: Uint32Array;
}

/** Dates and times of day: they differ in copies, and agree in lawful notes of one round. */
const WHEN = /\d{4}[-/年.]\d{1,2}([-/月.]\d{1,2}日?)?|\d{1,2}[:：时]\d{1,2}(分|[:：]\d{1,2})?|\d{1,2}月\d{1,2}日/g;
const NUMBER = /\d+(\.\d+)?/g;
const MARKS = /[\s\p{P}\p{S}]+/gu;

/**
 * Looks of a note. The signature is a one-permutation MinHash over shingles of 6 letters: each shingle falls into one of 64 buckets, which keeps its least
 * hash, so equal shares of buckets estimate the share of common shingles (Jaccard).
 */
export function looksOf(text: string): Looks {
	const timeless = text.replace(WHEN, ' ');
	const numbers = timeless.match(NUMBER) ?? [];
	const plain = timeless.replace(MARKS, '');
	const signature = new Uint32Array(BUCKETS).fill(EMPTY);
	const units = Uint16Array.from({ length: plain.length }, (_, i) => plain.charCodeAt(i));
	const bytes = new Uint8Array(units.buffer);
	for (let i = 0; i + LENGTH <= units.length; i++) {
		const hash = mix32(hashOf(bytes, i * 2, (i + LENGTH) * 2));
		const bucket = hash & (BUCKETS - 1);
		if (hash < signature[bucket]!) signature[bucket] = hash;
	}
	return { letters: plain.length, numbers: numberOf(numbers.join(' ')), numberCount: numbers.length, signature };
}

/** Estimated likeness of two signatures in percent: equal buckets of those that either has filled. */
export function likeness(a: ArrayLike<number>, b: ArrayLike<number>, from = 0): number {
	let [filled, equal] = [0, 0];
	for (let i = 0; i < BUCKETS; i++) {
		const [left, right] = [a[i]!, b[from + i]!];
		if (left === EMPTY && right === EMPTY) continue;
		filled++;
		if (left === right) equal++;
	}
	return filled === 0 ? 0 : Math.floor((equal * 100) / filled);
}

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

/** Base of the rolling hash over the letters of a shingle, and its power for the letter that leaves. */
const BASE = 0x0100_0193;
const LEAVES = Array.from({ length: LENGTH - 1 }).reduce<number>((power) => Math.imul(power, BASE), 1);

/** Letters and figures; blanks, marks and signs are none. */
const isLetter = (unit: number): boolean =>
	(unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);

/**
 * Looks of a note. The signature is a one-permutation MinHash over shingles of 6 letters: each shingle falls into one of 64 buckets, which keeps its least
 * hash, so equal shares of buckets estimate the share of common shingles (Jaccard).
 */
export function looksOf(text: string): Looks {
	const timeless = text.replace(WHEN, ' ');
	const numbers = timeless.match(NUMBER) ?? [];
	const signature = new Uint32Array(BUCKETS).fill(EMPTY);
	const last = new Uint16Array(LENGTH);
	let [letters, rolling] = [0, 0];
	for (let i = 0; i < timeless.length; i++) {
		const unit = timeless.charCodeAt(i);
		if (!isLetter(unit)) continue;
		const place = letters % LENGTH;
		rolling = (Math.imul(rolling - Math.imul(last[place]!, LEAVES), BASE) + unit) | 0;
		last[place] = unit;
		if (++letters < LENGTH) continue;
		const hash = mix32(rolling);
		const bucket = hash & (BUCKETS - 1);
		if (hash < signature[bucket]!) signature[bucket] = hash;
	}
	return { letters, numbers: numberOf(numbers.join(' ')), numberCount: numbers.length, signature };
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

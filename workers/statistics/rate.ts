import { betaQuantile } from './distributions.ts';

export interface RateInterval {
	readonly lower: number;
	readonly upper: number;
}

/**
 * Exact interval of a rate (Clopper–Pearson 1934): never covers less than it says. Drawn without replacement the true cover is higher still, so that
 * no finite population correction is made.
 */
export function exactRate(found: number, of: number, confidence: number): RateInterval {
	const tail = (1 - confidence) / 2;
	return {
		lower: found === 0 ? 0 : betaQuantile(tail, found, of - found + 1),
		upper: found === of ? 1 : betaQuantile(1 - tail, found + 1, of - found)
	};
}

/** Units of which none may be found so that a rate above `most` is excluded: (1 − most)ⁿ ≤ 1 − confidence (discovery sampling, 发现抽样). */
export function sizeForNoneFound(most: number, confidence: number): number {
	return Math.ceil(Math.log(1 - confidence) / Math.log1p(-most));
}

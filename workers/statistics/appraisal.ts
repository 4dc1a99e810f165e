import { studentQuantile } from './distributions.ts';

/** A reviewed unit: what the books say of it and what of it is wrong, in the same unit of money. */
export interface Reviewed {
	readonly book: number;
	readonly error: number;
}
/** A stratum (层) with its reviewed units, drawn with equal chances without replacement. A simple draw is one stratum. */
export interface Stratum {
	/** Units in the frame. */
	readonly size: number;
	readonly reviewed: readonly Reviewed[];
}

export interface Appraisal {
	/** Estimated error of the whole frame. */
	readonly total: number;
	readonly standardError: number;
	readonly df: number;
	/** Two-sided interval; `lower` is at the same time the one-sided lower bound at (1 + confidence) / 2. */
	readonly lower: number;
	readonly upper: number;
}
export type AppraisalRefusal = 'too-few' | 'no-book-total';

/** Whether two units of every stratum were reviewed, or all of it: else its variance cannot be known. */
const isEstimable = (strata: readonly Stratum[]): boolean =>
	strata.length > 0 && strata.every(({ size, reviewed }) => reviewed.length >= Math.min(2, size));

/**
 * Mean per unit (均值估计): each stratum's mean error times its size. With a known book total this is the difference estimator too, since the error is
 * the difference of book and audited value. Variance with finite population correction: Cochran, Sampling Techniques (3rd ed.), 2.20 and 5.10.
 * @param confidence of the two-sided interval, such as 0.9
 */
export function meanPerUnit(strata: readonly Stratum[], confidence: number): Appraisal | AppraisalRefusal {
	if (!isEstimable(strata)) return 'too-few';
	const total = sum(strata.map(({ size, reviewed }) => size * mean(reviewed.map(({ error }) => error))));
	return interval(
		total,
		strata.map(({ size, reviewed }) => ({ size, values: reviewed.map(({ error }) => error) })),
		confidence
	);
}

/**
 * Ratio estimator (比率估计): the sample's error per yuan of book amount times the book amount of the frame; combined over strata. Variance of the
 * residuals: Cochran 6.13 and 6.48 (biased in small samples, as every ratio).
 * @param book amount of the whole frame
 */
export function ratio(strata: readonly Stratum[], book: number, confidence: number): Appraisal | AppraisalRefusal {
	if (!isEstimable(strata)) return 'too-few';
	const expanded = (pick: (one: Reviewed) => number): number => sum(strata.map(({ size, reviewed }) => size * mean(reviewed.map(pick))));
	const [error, books] = [expanded((one) => one.error), expanded((one) => one.book)];
	if (!(books > 0)) return 'no-book-total';
	const rate = error / books;
	return interval(
		rate * book,
		strata.map(({ size, reviewed }) => ({ size, values: reviewed.map((one) => one.error - rate * one.book) })),
		confidence
	);
}

/** Interval about a total. Degrees of freedom after Satterthwaite (Cochran 5.16), which for one stratum are n − 1. */
function interval(total: number, strata: readonly { readonly size: number; readonly values: readonly number[] }[], confidence: number): Appraisal {
	const parts = strata.map(({ size, values: { length: n }, values }) => ({ n, part: size === n ? 0 : ((size * (size - n)) / n) * variance(values) }));
	const squared = sum(parts.map(({ part }) => part));
	const shares = sum(parts.map(({ n, part }) => (part === 0 ? 0 : (part * part) / (n - 1))));
	const df = squared === 0 ? Math.max(1, sum(parts.map(({ n }) => n - 1))) : (squared * squared) / shares;
	const standardError = Math.sqrt(squared);
	const margin = studentQuantile((1 + confidence) / 2, df) * standardError;
	return { total, standardError, df, lower: total - margin, upper: total + margin };
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
/** Sample variance with n − 1. */
export function variance(values: readonly number[]): number {
	const middle = mean(values);
	return values.length < 2 ? 0 : sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1);
}

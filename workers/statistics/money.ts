import { mean, sum, variance, type Appraisal, type AppraisalRefusal, type Reviewed } from './appraisal.ts';
import { poissonUpper, studentQuantile } from './distributions.ts';

/** A unit drawn by money (按金额), and how many of the drawn money points fell on it. */
export interface Hit extends Reviewed {
	readonly hits: number;
}

/**
 * Estimate of a draw with chances in proportion to amounts (Hansen–Hurwitz): mean of error ÷ chance over the draws, with Student's t. A systematic draw
 * has no exact estimate of its variance; the formula of a draw with replacement is the usual one and errs on the wide side (Cochran 9A.3, Lohr 6.2).
 * @param book amount of the whole frame
 */
export function probabilityProportional(drawn: readonly Hit[], book: number, confidence: number): Appraisal | AppraisalRefusal {
	const values = drawn.flatMap(({ hits, error, book: own }) => new Array<number>(hits).fill((error * book) / own));
	if (values.length < 2) return 'too-few';
	const standardError = Math.sqrt(variance(values) / values.length);
	const [total, df] = [mean(values), values.length - 1];
	const margin = studentQuantile((1 + confidence) / 2, df) * standardError;
	return { total, standardError, df, lower: total - margin, upper: total + margin };
}

export interface MonetaryUnit {
	/** 抽样间隔: money between two drawn points. */
	readonly interval: number;
	/** Projected error (推算差错): taint × interval, and known errors of units that no interval can miss. */
	readonly projected: number;
	readonly basicPrecision: number;
	readonly incremental: number;
	/** One-sided upper limit (差错上限). */
	readonly upper: number;
}

/**
 * Monetary unit sampling as auditors evaluate it (货币单位抽样, Stringer's bound with Poisson factors: AICPA, Audit Sampling). Only errors of at most the
 * book amount fit it.
 * @param confidence of the one-sided upper limit
 * @returns null where an error is larger than its unit
 */
export function monetaryUnit(drawn: readonly Hit[], book: number, confidence: number): MonetaryUnit | null {
	const points = sum(drawn.map(({ hits }) => hits));
	if (points === 0 || drawn.some(({ error, book: own }) => error > own)) return null;
	const interval = book / points;
	const certain = sum(drawn.filter((one) => one.book >= interval).map(({ error }) => error));
	const taints = drawn
		.filter((one) => one.book < interval && one.error > 0)
		.flatMap(({ hits, error, book: own }) => new Array<number>(hits).fill(error / own))
		.sort((a, b) => b - a);
	const factor = taints.reduce<number[]>((all, _, i) => [...all, poissonUpper(i + 1, 1 - confidence)], [poissonUpper(0, 1 - confidence)]);
	const basicPrecision = interval * factor[0]!;
	const incremental = sum(taints.map((taint, i) => interval * taint * (factor[i + 1]! - factor[i]! - 1)));
	const projected = certain + sum(taints.map((taint) => taint * interval));
	return { interval, projected, basicPrecision, incremental, upper: projected + basicPrecision + incremental };
}

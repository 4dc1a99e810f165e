/**
 * Agreement of two reviewers (一致率) over a square table of counts: row k, column l holds how many findings the first put into category k and the
 * second into category l. The scale is given whole, categories that nobody used too: AC1 depends on how many there were to choose from.
 *
 * - Percent agreement pₐ = Σ pₖₖ.
 * - κ = (pₐ − pₑ)/(1 − pₑ), pₑ = Σ pₖ₊·p₊ₖ. J. Cohen, A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20 (1960) 37–46.
 *   Standard error: J. L. Fleiss, J. Cohen, B. S. Everitt, Large sample standard errors of kappa and weighted kappa, Psychol. Bull. 72 (1969) 323–327.
 * - AC1 = (pₐ − pₑ)/(1 − pₑ), pₑ = Σ πₖ(1 − πₖ)/(q − 1), πₖ = (pₖ₊ + p₊ₖ)/2. K. L. Gwet, Computing inter-rater reliability and its variance in the
 *   presence of high agreement, Br. J. Math. Stat. Psychol. 61 (2008) 29–48; the standard error is that paper's for two raters.
 *
 * Standard errors are those of an unlimited population (no finite correction): the interval says how far another sample might lie.
 */
export interface Coefficient {
	/** Null where it is not defined; `undefined` says why, and where a defined one says nothing. */
	readonly value: number | null;
	/** Agreement expected by chance, pₑ. */
	readonly chance: number | null;
	/** Standard error; null where it cannot be had: no value, or a single finding. */
	readonly error: number | null;
	readonly undefined: Undefined | null;
}
/**
 * `no-pairs`: nothing was said by both. `one-category`: both put everything into the same one, so that κ divides 0 by 0. `one-sided`: one of them put
 * everything into one category, so that κ is 0 whatever the other said, and its standard error 0 would look like certainty.
 */
export type Undefined = 'no-pairs' | 'one-category' | 'one-sided';

export interface Agreement {
	/** Findings about which both spoke, and those of them about which they said the same. */
	readonly pairs: number;
	readonly agreed: number;
	/** 0…1; null without pairs. */
	readonly percent: number | null;
	readonly kappa: Coefficient;
	readonly ac1: Coefficient;
}

const NOTHING: Coefficient = { value: null, chance: null, error: null, undefined: 'no-pairs' };

/**
 * @param table counts, q × q with q ≥ 2
 * @throws RangeError where the table is not square, has fewer than two categories, or holds what is no count
 */
export function agreement(table: readonly (readonly number[])[]): Agreement {
	const q = table.length;
	if (q < 2 || table.some((row) => row.length !== q)) throw new RangeError('agreement needs a square table of two categories or more');
	if (table.flat().some((count) => !Number.isSafeInteger(count) || count < 0))
		throw new RangeError('a table of counts holds whole numbers from 0 on');
	const pairs = sum(table.flat());
	const agreed = sum(table.map((row, k) => row[k]!));
	if (pairs === 0) return { pairs, agreed, percent: null, kappa: NOTHING, ac1: NOTHING };
	const p = table.map((row) => row.map((count) => count / pairs));
	const rows = p.map(sum);
	const columns = p.map((_, l) => sum(p.map((row) => row[l]!)));
	return { pairs, agreed, percent: agreed / pairs, kappa: kappaOf(table, p, rows, columns), ac1: ac1Of(pairs, p, rows, columns) };
}

type Shares = readonly (readonly number[])[];

function kappaOf(table: readonly (readonly number[])[], p: Shares, rows: readonly number[], columns: readonly number[]): Coefficient {
	const pairs = sum(table.flat());
	// Told by whole numbers: in fractions a chance of 1 might come out a hair beside it.
	const single = table.some((row, k) => row[k] === pairs);
	if (single) return { value: null, chance: 1, error: null, undefined: 'one-category' };
	const chance = sum(rows.map((share, k) => share * columns[k]!));
	const oneSided = [rows, columns].some((shares) => shares.filter((share) => share > 0).length === 1);
	if (oneSided) return { value: 0, chance, error: null, undefined: 'one-sided' };
	return coefficient(pairs, p, chance, (k, l) => columns[k]! + rows[l]!);
}

/** The chance is at most 1/q of the scale: with two categories or more AC1 is defined for every table that holds a pair. */
function ac1Of(pairs: number, p: Shares, rows: readonly number[], columns: readonly number[]): Coefficient {
	const pi = rows.map((share, k) => (share + columns[k]!) / 2);
	const scale = p.length - 1;
	const chance = sum(pi.map((share) => share * (1 - share))) / scale;
	return coefficient(pairs, p, chance, (k, l) => (2 - pi[k]! - pi[l]!) / scale);
}

/**
 * Both coefficients and both variances have one shape: v = {Σ pₖₗ (δₖₗ − (1 − c)·mₖₗ)² − (pₐ − 2(1 − c)·pₑ)²} / {n (1 − pₑ)²}.
 * @param marginal mₖₗ: what a cell adds to the chance
 */
function coefficient(n: number, p: Shares, chance: number, marginal: (k: number, l: number) => number): Coefficient {
	const observed = sum(p.map((row, k) => row[k]!));
	const value = (observed - chance) / (1 - chance);
	const spread = sum(p.map((row, k) => sum(row.map((share, l) => share * ((k === l ? 1 : 0) - (1 - value) * marginal(k, l)) ** 2))));
	const variance = (spread - (observed - 2 * (1 - value) * chance) ** 2) / (n * (1 - chance) ** 2);
	// A table without spread may come out a rounding error below 0.
	return { value, chance, error: n < 2 ? null : Math.sqrt(Math.max(0, variance)), undefined: null };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Normal quantile of a two-sided interval of 95 %. */
const Z95 = 1.959963984540054;

/** Interval of 95 % by the normal approximation, cut to what the coefficient can be; null without a standard error. */
export function interval({ value, error }: Coefficient): readonly [from: number, to: number] | null {
	return value === null || error === null ? null : [Math.max(-1, value - Z95 * error), Math.min(1, value + Z95 * error)];
}

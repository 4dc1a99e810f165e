// Estimates held against figures that others published (named at each). Figures of books were taken from their data, given whole here, and recomputed.
import { expect, test } from 'vitest';
import { meanPerUnit, ratio, type Appraisal, type Stratum } from '../../../workers/statistics/appraisal.ts';
import { betaProbability, poissonUpper, studentQuantile } from '../../../workers/statistics/distributions.ts';
import { monetaryUnit, probabilityProportional } from '../../../workers/statistics/money.ts';
import { exactRate, sizeForNoneFound } from '../../../workers/statistics/rate.ts';
import { sizeForMargin, sizeNeeded } from '../../../workers/statistics/size.ts';

const of = (value: Appraisal | string): Appraisal => {
	if (typeof value === 'string') throw new Error(value);
	return value;
};
const units = (errors: readonly number[], books: readonly number[] = errors.map(() => 0)) => errors.map((error, i) => ({ error, book: books[i]! }));
const repeated = (pairs: readonly (readonly [value: number, times: number])[]): number[] =>
	pairs.flatMap(([value, times]) => new Array<number>(times).fill(value));

test.each([
	[0.9, 1, 3.078],
	[0.95, 5, 2.015],
	[0.95, 29, 1.699],
	[0.975, 4, 2.776],
	[0.975, 10, 2.228],
	[0.975, 120, 1.98],
	[0.995, 60, 2.66],
	[0.9, 1_000_000, 1.282],
	[0.025, 10, -2.228]
])('Student t, %d at %d degrees of freedom is %d (printed tables)', (p, df, t) => {
	expect(studentQuantile(p, df)).toBeCloseTo(t, 3);
});

test.each([
	[0, 3.0],
	[1, 4.75],
	[2, 6.3],
	[3, 7.76],
	[4, 9.16],
	[5, 10.52]
])('confidence factor of %d errors at 5% risk is %d (AICPA, Audit Sampling, factors of monetary units)', (errors, factor) => {
	// The guide rounds up in the third place.
	expect(Math.abs(poissonUpper(errors, 0.05) - factor)).toBeLessThan(0.011);
});

test('the beta distribution is its own mirror', () => {
	for (const [x, a, b] of [
		[0.3, 2, 5],
		[0.01, 0.5, 300],
		[0.7, 40, 12.5]
	] as const)
		expect(betaProbability(x, a, b) + betaProbability(1 - x, b, a)).toBeCloseTo(1, 12);
});

test('mean per unit, simple: petition sheets, 19,888 signatures, 80% limits 18,107 and 21,669 (Cochran, Sampling Techniques, 3rd ed., 2.8)', () => {
	const sheets = repeated([
		[42, 23], [41, 4], [36, 1], [32, 1], [29, 1], [27, 2], [23, 1], [19, 1], [16, 2], [15, 2], [14, 1], [11, 1], [10, 1], [9, 1], [7, 1], [6, 3], [5, 2], [4, 1], [3, 1]
	]); // prettier-ignore
	expect([sheets.length, sheets.reduce((a, b) => a + b), sheets.reduce((a, b) => a + b * b, 0)]).toEqual([50, 1471, 54497]);
	const found = of(meanPerUnit([{ size: 676, reviewed: units(sheets) }], 0.8));
	expect(Math.round(found.total)).toBe(19888);
	expect(found.df).toBe(49);
	// The book takes the normal 1.28.
	expect(Math.round(found.total - 1.28 * found.standardError)).toBeCloseTo(18107, -1);
	expect(Math.round(found.total + 1.28 * found.standardError)).toBeCloseTo(21669, -1);
	expect(found.lower).toBeCloseTo(found.total - 1.299 * found.standardError, -1);
});

test('mean per unit, stratified with finite population correction: mean 5.4481, standard error 0.616 (R survey, help page of `fpc`)', () => {
	const strata: Stratum[] = [
		{ size: 15, reviewed: units([2.8, 4.1, 6.8, 6.8, 9.2]) },
		{ size: 12, reviewed: units([3.7, 6.6, 4.2]) }
	];
	const { total, standardError } = of(meanPerUnit(strata, 0.9));
	expect(total / 27).toBeCloseTo(5.4481, 4);
	expect(standardError / 27).toBeCloseTo(0.616, 4);
	const endless = of(
		meanPerUnit(
			strata.map((one) => ({ ...one, size: one.size * 1e6 })),
			0.9
		)
	);
	expect(endless.standardError / 27e6).toBeCloseTo(0.7413, 4);
});

const CITIES =
	`138,143 93,104 61,69 179,260 48,75 37,63 29,50 23,48 30,111 2,50 38,52 46,53 71,79 25,57 298,317 74,93 50,58 76,80 381,464 387,459 78,106 60,57
507,634 50,64 77,89 64,77 40,60 136,139 243,291 256,288 94,85 36,46 45,53 67,67 120,115 172,183 66,86 46,65 121,113 44,58 64,63 56,142 40,64 116,130 87,105
43,61 43,50 161,232 36,54`
		.split(/\s+/)
		.map((pair) => pair.split(',').map(Number) as [number, number]);

test('ratio: 49 cities in 1920 and 1930, 28,397 thousand people against 25,048 by the mean (Cochran 6.3; data: R boot, `bigcity`)', () => {
	const [books, errors] = [CITIES.map(([then]) => then), CITIES.map(([, now]) => now)];
	expect([books.length, books.reduce((a, b) => a + b), errors.reduce((a, b) => a + b)]).toEqual([49, 5054, 6262]);
	const sample = [{ size: 196, reviewed: units(errors, books) }];
	const found = of(ratio(sample, 22919, 0.95));
	expect(Math.round(found.total)).toBe(28397);
	expect(Math.round(found.standardError)).toBe(604);
	expect(Math.round(of(meanPerUnit(sample, 0.95)).total)).toBe(25048);
	expect(of(meanPerUnit(sample, 0.95)).standardError).toBeGreaterThan(3 * found.standardError);
});

test('a combined ratio of one stratum is the simple one; a stratum reviewed whole adds no variance', () => {
	const [books, errors] = [CITIES.map(([then]) => then), CITIES.map(([, now]) => now)];
	const whole = { size: 3, reviewed: units([1, 5, 9], [2, 6, 10]) };
	const sample = { size: 196, reviewed: units(errors, books) };
	expect(of(meanPerUnit([sample, whole], 0.9)).standardError).toBeCloseTo(of(meanPerUnit([sample], 0.9)).standardError, 9);
	expect(of(meanPerUnit([whole], 0.9))).toMatchObject({ total: 15, standardError: 0, lower: 15, upper: 15 });
});

test('one unit of a larger stratum has no variance: no estimate', () => {
	expect(meanPerUnit([{ size: 10, reviewed: units([1]) }], 0.9)).toBe('too-few');
	expect(ratio([{ size: 10, reviewed: units([1, 2]) }], 100, 0.9)).toBe('no-book-total');
});

test('by money: five draws of classes in proportion to 647 students, 1749.014 hours with standard error 222.42 (Lohr, Sampling: Design and Analysis, 6.2)', () => {
	const classes = [
		{ error: 75, book: 24, hits: 1 },
		{ error: 203, book: 100, hits: 2 },
		{ error: 191, book: 76, hits: 1 },
		{ error: 168, book: 44, hits: 1 }
	];
	const { total, standardError, df } = of(probabilityProportional(classes, 647, 0.9));
	expect(total).toBeCloseTo(1749.014, 3);
	expect(standardError).toBeCloseTo(222.42, 2);
	expect(df).toBe(4);
});

test('monetary units: projected 567 + 1,133 + 212 = 1,912 of 1,000,000 in 88 draws (course notes after the AICPA guide); the limit adds its factors', () => {
	const clean = { error: 0, book: 100, hits: 1 };
	const drawn = [
		...new Array(85).fill(clean),
		{ error: 5, book: 100, hits: 1 },
		{ error: 212, book: 11_700, hits: 1 },
		{ error: 6.5, book: 65, hits: 1 }
	];
	// The notes round the interval to 11,333.33, the factor 3 a draw.
	const found = monetaryUnit(drawn, 11_333.33 * 88, 0.95)!;
	expect(Math.round(found.projected)).toBe(1912);
	expect(found.basicPrecision).toBeCloseTo(11_333.33 * 2.9957, 0);
	expect(found.incremental).toBeCloseTo(11_333.33 * (0.1 * 0.748 + 0.05 * 0.552), -1);
	expect(found.upper).toBeCloseTo(found.projected + found.basicPrecision + found.incremental, 6);
	expect(monetaryUnit([{ error: 9, book: 5, hits: 1 }], 100, 0.95)).toBeNull();
});

test('exact interval: 4 of 20 at 90% is 0.071354 to 0.401029 (NIST/SEMATECH e-Handbook 7.2.4.2)', () => {
	const { lower, upper } = exactRate(4, 20, 0.9);
	expect(lower).toBeCloseTo(0.071354, 6);
	// The handbook's sixth place is that of a spreadsheet's solver.
	expect(upper).toBeCloseTo(0.401029, 5);
	expect(exactRate(0, 60, 0.9)).toEqual({ lower: 0, upper: expect.closeTo(1 - 0.05 ** (1 / 60), 10) });
	expect(exactRate(5, 5, 0.9)).toEqual({ lower: expect.closeTo(0.05 ** (1 / 5), 10), upper: 1 });
});

test('none of 59 found excludes 5% at 95% (discovery sampling, printed everywhere as 59)', () => {
	expect(sizeForNoneFound(0.05, 0.95)).toBe(59);
	expect(sizeForNoneFound(0.01, 0.95)).toBe(299);
});

test('size: nursery bed of 430, variance 85.6, mean 19 to 10% with t = 2 needs 78 (Cochran 4.6)', () => {
	expect(Math.round(sizeForMargin(Math.sqrt(85.6), 1.9, 430, 2))).toBe(78);
	const needed = sizeNeeded(Math.sqrt(85.6), 1.9, 430, 0.95);
	const margin = (n: number) => (studentQuantile(0.975, n - 1) * Math.sqrt(85.6) * Math.sqrt(1 - n / 430)) / Math.sqrt(n);
	expect(margin(needed)).toBeLessThanOrEqual(1.9);
	expect(margin(needed - 2)).toBeGreaterThan(1.9);
	expect(sizeNeeded(5, 1e-9, 40, 0.9)).toBe(40);
	expect(sizeNeeded(0, 1, 40, 0.9)).toBe(2);
});

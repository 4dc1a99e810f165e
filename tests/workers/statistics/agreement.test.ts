import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement, interval } from '../../../workers/statistics/agreement.ts';

describe('published worked examples', () => {
	// K. L. Gwet, R package irrCAC 1.0, vignette "overview", data cont3x3abstractors (two abstractors, 100 pregnancies): what it prints.
	const abstractors = [
		[13, 0, 0],
		[0, 20, 7],
		[0, 4, 56]
	];
	it('irrCAC, cont3x3abstractors: κ and AC1 with standard errors to seven digits', () => {
		const { pairs, agreed, percent, kappa, ac1 } = agreement(abstractors);
		expect([pairs, agreed, percent]).toEqual([100, 89, 0.89]);
		expect(kappa.value).toBeCloseTo(0.7964094, 7);
		expect(kappa.error).toBeCloseTo(0.05891072, 8);
		expect(ac1.value).toBeCloseTo(0.8493305, 7);
		expect(ac1.error).toBeCloseTo(0.04321747, 8);
	});
	// The article "Cohen's kappa" of Wikipedia: "same percentage, different numbers", and its simple example of 50 applications.
	it.each([
		[[20, 5, 10, 15], 0.7, 0.4],
		[[45, 15, 25, 15], 0.6, 0.1304],
		[[25, 35, 5, 35], 0.6, 0.2593]
	])('Wikipedia, %j: percent %d, κ %d', ([a, b, c, d], percent, kappa) => {
		const found = agreement([
			[a!, b!],
			[c!, d!]
		]);
		expect(found.percent).toBeCloseTo(percent, 10);
		expect(found.kappa.value).toBeCloseTo(kappa, 4);
	});
});

describe('what is not defined is said', () => {
	it('nothing said by both', () => {
		const found = agreement([
			[0, 0],
			[0, 0]
		]);
		expect(found).toMatchObject({
			pairs: 0,
			percent: null,
			kappa: { value: null, undefined: 'no-pairs' },
			ac1: { value: null, undefined: 'no-pairs' }
		});
	});
	it('both confirmed everything: κ is 0/0, AC1 is 1', () => {
		const { kappa, ac1, percent } = agreement([
			[37, 0, 0],
			[0, 0, 0],
			[0, 0, 0]
		]);
		expect(percent).toBe(1);
		expect(kappa).toEqual({ value: null, chance: 1, error: null, undefined: 'one-category' });
		expect(ac1.value).toBe(1);
		expect(ac1.error).toBe(0);
	});
	it('one used one category, the other two: κ is 0 by construction, and has no interval that would look like certainty', () => {
		const { kappa } = agreement([
			[90, 10],
			[0, 0]
		]);
		expect(kappa).toEqual({ value: 0, chance: 0.9, error: null, undefined: 'one-sided' });
		expect(interval(kappa)).toBeNull();
	});
	it('a single pair has no standard error', () => {
		expect(
			agreement([
				[0, 1],
				[0, 0]
			]).ac1
		).toMatchObject({ error: null });
	});
	it.each([
		[[[1]]],
		[[[1, 2]]],
		[
			[
				[1, -1],
				[0, 0]
			]
		],
		[
			[
				[1.5, 0],
				[0, 0]
			]
		]
	])('%j is no table of counts', (table) => {
		expect(() => agreement(table)).toThrow(RangeError);
	});
});

const tables = fc
	.integer({ min: 2, max: 4 })
	.chain((q) => fc.array(fc.array(fc.nat(60), { minLength: q, maxLength: q }), { minLength: q, maxLength: q }));

describe('properties', () => {
	it('neither order of reviewers nor of categories matters, and nothing is above 1', () => {
		fc.assert(
			fc.property(tables, (table) => {
				const swapped = table.map((_, k) => table.map((row) => row[k]!));
				const turned = [...table].reverse().map((row) => [...row].reverse());
				const [a, b, c] = [table, swapped, turned].map((one) => agreement(one)) as [ReturnType<typeof agreement>, never, never];
				for (const other of [b, c] as ReturnType<typeof agreement>[]) {
					for (const name of ['kappa', 'ac1'] as const) {
						expect(other[name].undefined).toBe(a[name].undefined);
						if (a[name].value === null) continue;
						expect(other[name].value).toBeCloseTo(a[name].value!, 9);
						expect(other[name].error ?? 0).toBeCloseTo(a[name].error ?? 0, 9);
						expect(a[name].value).toBeLessThanOrEqual(1 + 1e-12);
					}
				}
			})
		);
	});
	it('the interval holds the value and stays within what can be', () => {
		fc.assert(
			fc.property(tables, (table) => {
				const { kappa } = agreement(table);
				const range = interval(kappa);
				expect(range === null).toBe(kappa.error === null);
				if (!range) return;
				expect(range[0]).toBeLessThanOrEqual(kappa.value! + 1e-12);
				expect(range[1]).toBeGreaterThanOrEqual(kappa.value! - 1e-12);
				expect(range[0]).toBeGreaterThanOrEqual(-1);
				expect(range[1]).toBeLessThanOrEqual(1);
			})
		);
	});
});

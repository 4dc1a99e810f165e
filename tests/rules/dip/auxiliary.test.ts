import { describe, expect, it } from 'vitest';
import { bandIn, DEFAULT_CUTOFFS, longStayStep, lowCostStep, returnScore, severityOf, unexpectedDeath } from '../../../rules/dip/auxiliary.ts';
import { charlsonIndex } from '../../../rules/dip/charlson.ts';

/** secondary diagnoses | days | died | severity */
const SEVERITY = `
	I10.x00          | 8 |   | I
	j96.000          | 3 |   | III
	J96.000          | 2 |   | I
	J18.900          | 5 |   | II
	J18.900 A41.900  | 5 |   | III
	                 | 2 | † | IV-A
	J96.000          | 3 | † | IV-B`;

describe('auxiliary scores', () => {
	for (const [codes, days, died, expected] of SEVERITY.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()))) {
		it(`severity of “${codes}”, ${days} days ${died}`, () => {
			expect(severityOf(codes ? codes.split(' ') : [], Number(days), died === '†')).toBe(expected);
		});
	}
	it('a city’s own cut-offs come instead', () => {
		expect(severityOf(['I10'], 8, false, { ...DEFAULT_CUTOFFS, severe: ['I10'] })).toBe('III');
	});
	it.each([
		[28, 0],
		[29, 1],
		[365, 2],
		[2_557, 3],
		[24_107, 5]
	])('age of %i days is in band %i', (days, band) => expect(bandIn(days, DEFAULT_CUTOFFS.ages)).toBe(band));
	it.each([
		[31, true, 10_000],
		[31, false, 5_000],
		[32, true, 0],
		[-1, true, 0]
	])('return after %i days, same diagnosis %s: %i', (gap, same, score) => expect(returnScore(gap, same)).toBe(score));
	it.each([
		[29_999, 3],
		[30_000, 2],
		[50_000, 1],
		[70_000, 0]
	])('cost %i of 100,000 is step %i of a low-standard stay', (cost, step) => expect(lowCostStep(cost, 100_000)).toBe(step));
	it.each([
		[15, 0],
		[16, 1],
		[20, 1],
		[21, 2],
		[31, 3]
	])('%i days of a mean of 10 is step %i of an overlong stay', (days, step) => expect(longStayStep(days, 100_000)).toBe(step));
	it.each([
		[4, 100, true],
		[5, 100, false],
		[0, 0, false]
	])('a death among %i of %i is unexpected: %s', (deaths, stays, expected) => expect(unexpectedDeath(deaths, stays)).toBe(expected));
});

describe('the Charlson index', () => {
	it.each([
		['I10.x00', 0],
		['I50.900', 1],
		['E11.900', 1],
		['E11.900 e11.200', 2],
		['C34.900 C34.100', 2],
		['C34.900 C78.000', 6],
		['K74.100 K76.600', 3],
		['I21.900 I50.900 N18.500', 4]
	])('%s is %i', (codes, score) => expect(charlsonIndex(codes.split(' ')).score).toBe(score));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, casePoints, deviationOf, edgeOf } from '../../../rules/dip/bands.ts';
import { POINT_SCALE } from '../../../rules/dip/catalogue.ts';
import { createGrouper } from '../../../rules/dip/grouper.ts';
import { meanCostOf, moneyOf } from '../../../rules/dip/points.ts';
import { simulate, whatIf, type Tariff } from '../../../rules/dip/simulate.ts';
import { catalogue, dipCase } from './build.ts';

const LIMITS = { lower: 5_000, upper: 20_000 };
const EDGES = { lower: [4_500, 5_500], upper: [19_000, 21_000] } as const;
const M = 5_718_153_489;

describe('points and mean cost', () => {
	it('mean = points / 1000 × M', () => {
		// 385.35787 points at M = 5,718.153489 元 are 2,203.54 元.
		expect(meanCostOf({ points: 385_357_870, meanCost: null }, M)).toBe(220_354);
	});
	it('the catalogue’s own mean comes first; without both there is none', () => {
		expect(meanCostOf({ points: 385_357_870, meanCost: 200_000 }, M)).toBe(200_000);
		expect(meanCostOf({ points: 385_357_870, meanCost: null }, null)).toBeNull();
	});
	it('money of points', () => expect(moneyOf(1_000 * POINT_SCALE, 5_500_000)).toBe(550_000));
});

/** cost | band | edge, of a mean of 1,000.00 元 */
const BANDS = `
	449.99  | low    |
	450.00  | low    | lower
	499.99  | low    | lower
	500.00  | normal | lower
	550.00  | normal | lower
	550.01  | normal |
	1899.99 | normal |
	1900.00 | normal | upper
	2000.00 | normal | upper
	2000.01 | high   | upper
	2100.00 | high   | upper
	2100.01 | high   |`;
describe('bands of deviation', () => {
	for (const [cost, band, edge] of BANDS.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()))) {
		it(`${cost} of 1000 is ${band} ${edge}`, () => {
			const fen = Math.round(Number(cost) * 100);
			expect(bandOf(fen, 100_000, LIMITS)).toBe(band);
			expect(edgeOf(fen, 100_000, EDGES)).toBe(edge || null);
		});
	}
	it('points of the case', () => {
		const points = 1_000 * POINT_SCALE;
		expect(casePoints(points, 40_000, 100_000, LIMITS)).toBe(400 * POINT_SCALE);
		expect(casePoints(points, 50_000, 100_000, LIMITS)).toBe(points);
		expect(casePoints(points, 200_000, 100_000, LIMITS)).toBe(points);
		expect(casePoints(points, 300_000, 100_000, LIMITS)).toBe(2_000 * POINT_SCALE);
		expect(deviationOf(300_000, 100_000)).toBe(30_000);
	});
	it('points never fall as the cost rises', () => {
		const cost = fc.integer({ min: 1, max: 10_000_000 });
		fc.assert(
			fc.property(cost, cost, fc.integer({ min: 100, max: 1_000_000 }), (a, b, mean) => {
				const [less, more] = [Math.min(a, b), Math.max(a, b)];
				expect(casePoints(POINT_SCALE, less, mean, LIMITS)).toBeLessThanOrEqual(casePoints(POINT_SCALE, more, mean, LIMITS));
			})
		);
	});
});

describe('the simulated payment', () => {
	const grouper = createGrouper(catalogue('K80.1 600\nK80.1:51.2300 2000\nK80.2 500'), { regionMean: 5_000_000_000, notForGrouping: () => false });
	const tariff: Tariff = { pointValue: 6_000_000, hospitalFactor: 10_000, auxiliaryFactor: 10_000, limits: LIMITS };
	it('of a stay in the normal band', () => {
		expect(simulate(grouper, dipCase('K80.1 51.2300', 9_000), tariff)).toMatchObject({
			mean: 1_000_000,
			deviation: 9_000,
			band: 'normal',
			points: 2_000 * POINT_SCALE,
			payment: 1_200_000
		});
	});
	it('factors of hospital and auxiliary catalogue multiply', () => {
		const made = simulate(grouper, dipCase('K80.1 51.2300', 9_000), { ...tariff, hospitalFactor: 9_000, auxiliaryFactor: 11_000 });
		expect(made.points).toBe(1_980 * POINT_SCALE);
	});
	it.each(['hospitalFactor', 'auxiliaryFactor'] as const)('ends at the points of the band without %s', (name) => {
		const made = simulate(grouper, dipCase('K80.1 51.2300', 9_000), { ...tariff, [name]: null });
		expect(made).toMatchObject({ bandPoints: 2_000 * POINT_SCALE, points: null, payment: null });
		expect(whatIf(grouper, dipCase('K80.1 51.2300', 9_000), { strike: ['51.2300'] }, { ...tariff, [name]: null })).toMatchObject({
			// 9,000 of 3,000 is above the band: (3 − 2 + 1) × 600 points.
			bandPoints: -800 * POINT_SCALE,
			points: null,
			payment: null
		});
	});
	it('gives no money without the value of a point, no points without the cost', () => {
		expect(simulate(grouper, dipCase('K80.1', 3_000), { ...tariff, pointValue: null })).toMatchObject({ points: 600 * POINT_SCALE, payment: null });
		expect(simulate(grouper, dipCase('K80.1'), tariff)).toMatchObject({ groupPoints: 600 * POINT_SCALE, points: null, payment: null });
	});
	it('what if the operation had not been coded', () => {
		const made = whatIf(grouper, dipCase('K80.1 51.2300', 3_000), { strike: ['51.2300'] }, tariff);
		expect([made.before.grouping.group!.code, made.after.grouping.group!.code]).toEqual(['K80.1:51.2300', 'K80.1']);
		// Before: 3,000 of 10,000 is low, 600 points; after: 3,000 of 3,000, the group's own 600 points.
		expect([made.before.band, made.after.band, made.points, made.payment]).toEqual(['low', 'normal', 0, 0]);
	});
	it('what if the main diagnosis were another', () => {
		const made = whatIf(grouper, dipCase('K80.1', 3_000), { mainDiagnosis: 'K80.200' }, tariff);
		expect([made.after.grouping.group!.code, made.points, made.payment]).toEqual(['K80.2', -100 * POINT_SCALE, -60_000]);
	});
	it('a change into no group has no difference', () => {
		expect(whatIf(grouper, dipCase('K80.1', 3_000), { mainDiagnosis: 'Z99.9' }, tariff)).toMatchObject({ points: null, payment: null });
	});
	it('no change changes nothing', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.boolean(), (cost, operated) => {
				const made = whatIf(grouper, { mainDiagnosis: 'K80.1', procedures: operated ? ['51.2300'] : [], cost }, {}, tariff);
				expect([made.points, made.payment]).toEqual([0, 0]);
			})
		);
	});
});

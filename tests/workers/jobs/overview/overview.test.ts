import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../../../workers/jobs/overview/lost.ts';
import type { QueueQuery } from '../../../../workers/protocol/review.ts';
import { Machine } from '../workbench.ts';
import { RECORDS } from './records.ts';

const ALL: QueueQuery = { filter: { facets: {} }, sort: 'amount', descending: true, from: 0, count: 100 };

async function reviewed() {
	const machine = await Machine.start();
	const batch = await machine.import('一季度', RECORDS);
	await machine.review(batch);
	const tab = await machine.tab();
	const { rows } = await tab.queue(batch, ALL);
	const targets = new Map((await tab.findingsUnder(batch, ALL)).map(({ key, evidenceDigest, visit }) => [visit, { key, evidenceDigest }]));
	const decide = (decision: 'confirm' | 'reject', visit: string) =>
		tab.decide({ kind: 'decide', batch, decision, targets: [targets.get(visit)!], reason: '', note: '' });
	return { machine, batch, tab, rows, decide };
}

describe('the overview of a batch', () => {
	it('leads from stays to what was confirmed, for all and for one institution', async () => {
		const { tab, batch, decide } = await reviewed();
		await decide('confirm', 'M1');
		await decide('reject', 'M3');
		const all = await tab.overview(batch, '');
		expect(all.funnel.map(({ step, stays, findings, amount }) => [step, stays, findings, amount])).toEqual([
			['stays', 4, null, null],
			['flagged', 3, 3, 200_00],
			['decided', 2, 2, 150_00],
			['confirmed', 1, 1, 100_00]
		]);
		expect(all.accepted).toEqual({ amount: { fen: 100_00, unknown: 0 }, inScope: { fen: 100_00, unknown: 0 }, fund: { fen: 50_00, unknown: 0 } });
		expect(all.institutions.map(({ value, count }) => [value, count])).toEqual([
			['市一院', 2],
			['市二院', 1]
		]);
		expect(all.months.map(({ value, count }) => [value, count])).toEqual([
			['2026-04', 2],
			['2026-05', 1]
		]);
		expect(all.rules).toMatchObject([{ rule: 'bed-days-over-stay', fired: 3, confirmed: 1, rejected: 1, precision: { share: 0.5 } }]);
		const second = await tab.overview(batch, '市二院');
		expect(second.funnel.map(({ stays, findings }) => [stays, findings])).toEqual([
			[2, null],
			[1, 1],
			[1, 1],
			[0, 0]
		]);
		expect(second.institutions).toHaveLength(2);
	});

	it('tells funds apart: void settlements out, refunds against what they take back, the rest by its own name', async () => {
		const { tab, batch, decide } = await reviewed();
		await decide('confirm', 'M1');
		const { funds, spend, contradicting, lostUnplaced } = await tab.overview(batch, '');
		expect(funds.map(({ fund, paid, flagged, confirmed, lost, empty }) => [fund, paid, flagged, confirmed, lost, empty])).toEqual([
			['total', 375_00, 375_00, 200_00, null, 0],
			['pooled', 305_00, 305_00, 150_00, 37_50, 0],
			['large', null, null, null, 0, 5],
			['critical', 40_00, 40_00, 40_00, 10_00, 4],
			['aid', 10_00, 10_00, 10_00, 2_50, 4],
			['rest', 20_00, 20_00, 0, 0, 0]
		]);
		expect([contradicting, lostUnplaced]).toEqual([0, 0]);
		expect(spend.map(({ month, settlements, paid }) => [month, settlements, paid.total])).toEqual([
			['2026-04', 2, 300_00],
			['2026-05', 1, 75_00],
			['2026-06', 2, 0]
		]);
	});

	it('warns of a budget that the user entered, whatever institution is looked at', async () => {
		const { tab, batch } = await reviewed();
		await tab.enter(batch, 'budgets', 'total:2026-04', { period: '2026-04', fund: 'total', amount: 290_00, warnAt: 90, source: '' });
		const [view] = (await tab.overview(batch, '市二院')).budgets;
		expect(view!.warnings).toEqual([{ id: 'month-over', month: '2026-04', spent: 300_00, budget: 290_00, share: 103.4 }]);
	});
});

it('divides a sum so that its parts add up to it, each within a 分 of its share', () => {
	fc.assert(
		fc.property(fc.nat({ max: 10 ** 10 }), fc.array(fc.nat({ max: 10 ** 9 }), { minLength: 1, maxLength: 6 }), (amount, weights) => {
			const whole = weights.reduce((sum, weight) => sum + weight, 0);
			const parts = apportion(amount, weights);
			if (whole === 0) return expect(parts).toBeNull();
			expect(parts!.reduce((sum, part) => sum + part, 0)).toBe(amount);
			parts!.forEach((part, i) => expect(Math.abs(part - (amount * weights[i]!) / whole)).toBeLessThanOrEqual(1));
		})
	);
	expect(apportion(100, [3, -1])).toBeNull();
	expect(apportion(100, [])).toBeNull();
});

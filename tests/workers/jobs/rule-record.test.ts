import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RuleRecords, wilson } from '../../../workers/jobs/rule-record.ts';
import { Machine } from './workbench.ts';

describe('the Wilson interval', () => {
	/** Values of the published formula, 95 %, to three places. */
	it.each([
		[1, 1, 0.207, 1],
		[0, 10, 0, 0.278],
		[8, 10, 0.49, 0.943],
		[81, 263, 0.255, 0.366],
		[15, 148, 0.062, 0.16]
	])('of %i among %i', (k, n, low, high) => {
		const [from, to] = wilson(k, n);
		expect(from).toBeCloseTo(low, 3);
		expect(to).toBeCloseTo(high, 3);
	});
	it('holds the share, stays in [0, 1] and turns with the question', () => {
		const kn = fc.integer({ min: 1, max: 100_000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
		fc.assert(
			fc.property(kn, ([k, n]) => {
				const [low, high] = wilson(k, n);
				const [from, to] = wilson(n - k, n);
				expect(low).toBeGreaterThanOrEqual(0);
				expect(high).toBeLessThanOrEqual(1);
				expect(low).toBeLessThanOrEqual(k / n);
				expect(high).toBeGreaterThanOrEqual(k / n);
				expect(low + to).toBeCloseTo(1, 9);
				expect(high + from).toBeCloseTo(1, 9);
			})
		);
	});
});

describe('the record of a rule', () => {
	it('counts findings and the decisions that stand, over all batches', async () => {
		const machine = await Machine.start();
		const [first, second] = [await machine.import(), await machine.import('二季度', undefined, 'b'.repeat(64))];
		await machine.review(first);
		await machine.review(second);
		const tab = await machine.tab();
		const all = { filter: { facets: {} }, sort: 'weight', descending: true, from: 0, count: 9 } as const;
		const targets = async (batch: string) => (await tab.findingsUnder(batch, all)).map(({ key, evidenceDigest }) => ({ key, evidenceDigest }));
		const say = async (batch: string, decision: 'confirm' | 'reject', at: number) =>
			tab.decide({ kind: 'decide', batch, decision, targets: [(await targets(batch))[at]!], reason: '', note: '' });
		await say(first, 'confirm', 0);
		await say(first, 'reject', 1);
		const { event } = await say(second, 'confirm', 0);
		await say(second, 'confirm', 1);
		await tab.decide({ kind: 'undo', batch: second, event });

		const [record] = await tab.ruleRecords();
		expect(record).toMatchObject({ rule: 'bed-days-over-stay', fired: 4, confirmed: 2, rejected: 1, asked: 0, open: 1, excepted: 0 });
		expect(record).toMatchObject({ amount: 300_00, amountConfirmed: 150_00 });
		expect(record!.precision!.share).toBeCloseTo(2 / 3);
		expect(record!.precision!.interval).toEqual(wilson(2, 3));
		expect(record!.batches.map(({ name, fired, confirmed, rejected }) => [name, fired, confirmed, rejected]).sort()).toEqual([
			['一季度', 2, 1, 1],
			['二季度', 2, 1, 0]
		]);
	});
	it('stands with nothing where the rule ran and found nothing, and has no precision before a decision', () => {
		const records = new RuleRecords();
		const index = { count: 0, coded: { rule: { texts: [], codes: new Uint32Array() } } };
		records.add({ batch: 'b', name: 'n', index: index as never, rules: [{ id: 'r' }], undetermined: [{ rule: 'r', stays: 7 }] });
		expect(records.list()).toMatchObject([{ rule: 'r', fired: 0, precision: null, undetermined: 7, batches: [{ batch: 'b', fired: 0 }] }]);
	});
});

import { describe, expect, it } from 'vitest';
import { tables } from '../../../rules/harness/record.ts';
import type { DecidedLine, DecisionKind, DecisionPayload } from '../../../../workers/protocol/decision.ts';
import type { QueueQuery } from '../../../../workers/protocol/review.ts';
import type { WorkspaceJob } from '../../../../workers/jobs/workspace-job.ts';
import bedDays from '../../../../rules/checks/compliance/bed-days-over-stay.ts';
import type { AnyRule } from '../../../../rules/engine/rule.ts';
import { Machine, rulesWith } from '../workbench.ts';

const ALL: QueueQuery = { filter: { facets: {} }, sort: 'visit', descending: false, from: 0, count: 100 };
const FILE = 'a'.repeat(64);

/** Eight days of bed over a stay of six, of which one day was given back; the fund paid 720 of 900 in scope. */
const RECORDS = tables({
	visit: `
		mdtrt_id | psn_no | med_type | begntime         | endtime          | fixmedins_name
		M1       | P1     | 21       | 2026-04-10 09:00 | 2026-04-16 10:00 | 市一院
		M2       | P2     | 21       | 2026-04-10 09:00 | 2026-04-12 10:00 | 市一院`,
	fee: `
		feedetl_sn | init_feedetl_sn | mdtrt_id | fee_ocur_time | hilist_code     | medins_list_name | cnt | pric | det_item_fee_sumamt | inscp_amt | setl_id
		F1         |                 | M1       | 2026-04-10    | 001109000010000 | 床位费           | 9   | 50   | 450.00              | 405.00    | S1
		F9         | F1              | M1       | 2026-04-10    | 001109000010000 | 床位费           | -1  | 50   | -50.00              | -45.00    | S1
		F2         |                 | M2       | 2026-04-10    | 001109000010000 | 床位费           | 4   | 33.33 | 133.32             | 133.32    | S2`,
	settlement: `
		mdtrt_id | setl_id | medfee_sumamt | inscp_amt | fund_pay_sumamt
		M1       | S1      | 1000.00       | 900.00    | 720.00
		M2       | S2      | 300.00        | 299.99    | 200.01`
});

async function reviewed(base = rulesWith()) {
	const machine = await Machine.start();
	const batch = await machine.import('一季度', RECORDS);
	await machine.review(batch, base);
	const tab = await machine.tab(base);
	const [first, second] = (await tab.findingsUnder(batch, ALL)).map(({ key, evidenceDigest }) => ({ key, evidenceDigest }));
	return { machine, batch, tab, first: first!, second: second! };
}
const bed = (record: number, accepted: boolean, amount: number | null): DecidedLine => ({ table: 'fee', file: FILE, record, accepted, amount });
const said = (
	batch: string,
	target: { key: string; evidenceDigest: string },
	decision: DecisionKind,
	lines?: readonly DecidedLine[]
): DecisionPayload => ({ kind: 'decide', batch, decision, targets: [target], reason: '', note: '', ...(lines ? { lines } : {}) });
const lineOf = async (tab: WorkspaceJob, batch: string, key: string) => (await tab.decisionOf(batch, key)).decision!.lines;

describe('lines of a decision', () => {
	it('are reckoned from the charge net of its refund and its settlement, as the rule reckons', async () => {
		const { tab, batch, first, second } = await reviewed();
		expect(await tab.deciding('bases', batch, first.key)).toEqual([
			{ amount: 400_00, inScope: 360_00, funds: { fund: 720_00, total: 1000_00, inScope: 900_00 } }
		]);
		await tab.decide(said(batch, first, 'confirm', [bed(1, true, 123_45)]));
		// 123.45 × 360 ÷ 400 = 111.105 → 111.11; × 720 ÷ 900 = 88.888 → 88.89.
		const counted = { amount: 123_45, inScope: 111_11, fund: 88_89, method: 'billed-share', reasons: [] };
		expect(await lineOf(tab, batch, first.key)).toEqual([{ ...bed(1, true, 123_45), counted }]);
		await tab.decide(said(batch, second, 'confirm', [bed(3, true, null)]));
		const { row, finding } = (await tab.caseOf(batch, 'M2')).findings[0]!;
		const { method: _, ...whole } = (await lineOf(tab, batch, row.key))[0]!.counted!;
		expect(whole).toEqual({ amount: finding.amounts.amount, inScope: finding.amounts.inScope, fund: finding.amounts.fund, reasons: [] });
	});
	it('count in what the confirmed findings add', async () => {
		const { tab, batch, first } = await reviewed();
		expect(await tab.deciding('counted', batch, first.key)).toEqual({
			adds: { amount: 100_00, inScope: 90_00, fund: 72_00 },
			elsewhere: [],
			rivals: []
		});
		await tab.decide(said(batch, first, 'confirm', [bed(1, false, null)]));
		expect((await tab.deciding('counted', batch, first.key)).adds).toEqual({ amount: 0, inScope: 0, fund: 0 });
	});
	it('count under the finding that was confirmed first where both claim as much, and say which', async () => {
		const twin = { ...bedDays, meta: { ...bedDays.meta, id: 'bed-days-twice' } } as AnyRule;
		const { tab, batch } = await reviewed(rulesWith(twin));
		const own = (await tab.findingsUnder(batch, ALL))
			.filter(({ visit }) => visit === 'M1')
			.map(({ key, evidenceDigest }) => ({ key, evidenceDigest }));
		const [one, other] = own.toSorted((a, b) => (a.key < b.key ? -1 : 1));
		const claim = (key: string, state: string) => ({ key, rule: key.split(':')[0], visit: 'M1', state });
		expect(await tab.deciding('counted', batch, other!.key)).toMatchObject({
			adds: { amount: 100_00 },
			elsewhere: [],
			rivals: [claim(one!.key, 'open')]
		});
		await tab.decide(said(batch, one!, 'confirm'));
		const confirmed = claim(one!.key, 'confirm');
		expect(await tab.deciding('counted', batch, other!.key)).toEqual({
			adds: { amount: 0, inScope: 0, fund: 0 },
			elsewhere: [{ line: 0, amount: 100_00, in: confirmed }],
			rivals: [confirmed]
		});
		await tab.decide(said(batch, other!, 'confirm', [bed(1, true, 150_00)]));
		expect((await tab.deciding('counted', batch, other!.key)).adds).toEqual({ amount: 150_00, inScope: 135_00, fund: 108_00 });
		expect((await tab.deciding('counted', batch, one!.key)).elsewhere).toMatchObject([{ in: claim(other!.key, 'confirm') }]);
	});
	it.each([
		['more than the charge is worth', bed(1, true, 400_01), 'amount-above: #1 ≤ ¥400.00'],
		['below zero', bed(1, true, -1), 'amount-wrong: #1'],
		['no number', bed(1, true, NaN), 'amount-wrong: #1'],
		['no whole 分', bed(1, true, 0.5), 'amount-wrong: #1'],
		['a line of another finding', bed(3, true, 1), 'line-unknown: #3']
	])('are refused with a sentence, and nothing is written: %s', async (_, line, message) => {
		const { tab, batch, first } = await reviewed();
		await expect(tab.decide(said(batch, first, 'confirm', [line]))).rejects.toMatchObject({ name: 'Fault', message });
		expect(await tab.history(batch, 10)).toEqual([]);
		expect((await tab.decisionOf(batch, first.key)).state).toBe('open');
	});
	it('of a rejection are left out, and no page writes what was reckoned', async () => {
		const { tab, batch, first } = await reviewed();
		await tab.decide(said(batch, first, 'reject', [bed(1, true, 1_00)]));
		expect(await lineOf(tab, batch, first.key)).toEqual([]);
		const forged = { ...bed(1, true, 1_00), counted: { amount: 9, inScope: 9, fund: 9, method: 'billed-share', reasons: [] } } as const;
		await tab.decide(said(batch, first, 'confirm', [forged]));
		expect((await lineOf(tab, batch, first.key))[0]!.counted).toMatchObject({ amount: 1_00, inScope: 90, fund: 72 });
	});
});

describe('a decision made elsewhere', () => {
	it('since the case was opened is not written over; undo gives each back', async () => {
		const { tab, batch, first } = await reviewed();
		const { event } = await tab.decide(said(batch, first, 'reject'), null);
		await expect(tab.decide(said(batch, first, 'confirm'), null)).rejects.toMatchObject({ id: 'decided-elsewhere' });
		expect((await tab.decisionOf(batch, first.key)).decision).toMatchObject({ decision: 'reject', event });
		await tab.decide(said(batch, first, 'confirm'), event);
		await expect(tab.decide(said(batch, first, 'ask'), event)).rejects.toMatchObject({ id: 'decided-elsewhere' });
		await tab.decide({ kind: 'undo', batch, event: (await tab.history(batch, 1))[0]!.event });
		expect((await tab.decisionOf(batch, first.key)).decision).toMatchObject({ decision: 'reject', event });
		await tab.decide({ kind: 'undo', batch, event });
		expect((await tab.decisionOf(batch, first.key)).decision).toBeNull();
	});
});

describe('a decision that waits', () => {
	it('is listed with its words and why, and comes back with its evidence', async () => {
		const { tab, batch, machine, first, second } = await reviewed();
		await tab.decide({ ...said(batch, first, 'reject'), reason: '反证成立', note: '见护理记录' } as DecisionPayload);
		await tab.decide(said(batch, { key: 'gone-rule:M7', evidenceDigest: 'x' }, 'confirm', [bed(9, true, 5_00)]));
		await tab.decide(said(batch, { ...second, evidenceDigest: 'other' }, 'ask'));
		const why = async () =>
			(await tab.deciding('waiting', '', 10)).rows.map((row) => [row.key, row.why, row.visit, row.batchName, row.decision.note]);
		expect(await why()).toEqual([
			[second.key, 'changed', 'M2', '一季度', ''],
			['gone-rule:M7', 'gone', '', '一季度', '']
		]);
		await expect(tab.decide(said(batch, { key: 'gone-rule:M7', evidenceDigest: 'x' }, 'confirm', [bed(9, true, -5)]))).rejects.toMatchObject({
			id: 'amount-wrong'
		});
		await tab.deleteBatch(batch);
		expect((await why()).map(([key, reason]) => [key, reason])).toEqual([
			[second.key, 'no-batch'],
			['gone-rule:M7', 'no-batch'],
			[first.key, 'no-batch']
		]);
		expect(await machine.import('一季度', RECORDS)).toBe(batch);
		expect((await tab.deciding('waiting', batch, 2)).total).toBe(3);
		expect((await why()).at(-1)).toEqual([first.key, 'no-run', '', '一季度', '见护理记录']);
		await machine.review(batch);
		expect((await tab.decisionOf(batch, first.key)).state).toBe('reject');
		expect((await why()).map(([key]) => key)).toEqual([second.key, 'gone-rule:M7']);
		const gone = (await tab.deciding('waiting', batch, 10)).rows.find(({ key }) => key === 'gone-rule:M7')!;
		await tab.decide({ kind: 'undo', batch, event: gone.decision.event });
		expect((await tab.deciding('waiting', batch, 10)).total).toBe(1);
	});
});

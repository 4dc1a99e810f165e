import { describe, expect, it } from 'vitest';
import bedDays from '../../../../rules/checks/compliance/bed-days-over-stay.ts';
import type { AnyRule } from '../../../../rules/engine/rule.ts';
import { SELF_HEADINGS } from '../../../../workers/jobs/problems/self-sheet.ts';
import { rowsOfFile } from '../../../../workers/jobs/problems/self-read.ts';
import type { QueueQuery } from '../../../../workers/protocol/review.ts';
import { RECORDS } from '../overview/records.ts';
import { Machine, rulesWith } from '../workbench.ts';

const ALL: QueueQuery = { filter: { facets: {} }, sort: 'amount', descending: true, from: 0, count: 100 };
const TODAY = '2026-09-30';
const GIVEN = { person: '王主任', deadline: '2026-10-31', found: '2026-09-01' };

async function confirmed() {
	const machine = await Machine.start();
	const batch = await machine.import('一季度', RECORDS);
	await machine.review(batch);
	const tab = await machine.tab();
	const targets = (await tab.findingsUnder(batch, ALL)).map(({ key, evidenceDigest }) => ({ key, evidenceDigest }));
	await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets, reason: '', note: '' });
	const makeAll = async (given = GIVEN) => tab.problems('make', { batch, ...given, groups: await tab.problems('proposals', batch) }, TODAY);
	return { machine, batch, tab, makeAll };
}

describe('problems', () => {
	it('are made of confirmed findings by institution and violation, once, and freeze their money', async () => {
		const { tab, batch, makeAll } = await confirmed();
		const proposals = await tab.problems('proposals', batch);
		expect(
			proposals.map((one) => [one.institution.name, one.institution.code, one.violation, one.findings, one.visits, one.amount, one.fund])
		).toEqual([
			['市一院', 'H1', '重复收费', 2, 2, 150_00, 75_00],
			['市二院', 'H2', '重复收费', 1, 1, 50_00, 33_33]
		]);
		expect(await makeAll({ ...GIVEN, person: '', deadline: '2026-08-31' })).toEqual({
			faults: [{ id: 'no-person' }, { id: 'before-found', day: '2026-08-31', found: '2026-09-01' }]
		});
		expect((await makeAll()).faults).toBeNull();
		expect(await tab.problems('proposals', batch)).toEqual([]);
		const { rows } = await tab.problems('list', TODAY);
		expect(rows.map(({ problem, state, rest }) => [problem.number, problem.due, state, rest])).toEqual([
			[1, 75_00, 'open', 75_00],
			[2, 33_33, 'open', 33_33]
		]);
		const [first] = await tab.findingsUnder(batch, ALL);
		await tab.decide({ kind: 'decide', batch, decision: 'reject', targets: [first!], reason: '', note: '' });
		const view = await tab.problems('view', rows[0]!.id, TODAY);
		expect(view.findings.map(({ visit, amount }) => [visit, amount])).toEqual([
			['M1', 100_00],
			['M2', 50_00]
		]);
	});

	it('are mended step by step; a step that is refused changes nothing, the last one can be taken back', async () => {
		const { tab, makeAll } = await confirmed();
		await makeAll();
		const { id } = (await tab.problems('list', TODAY)).rows[0]!;
		const step = (given: Parameters<typeof tab.problems<'step'>>[2]) => tab.problems('step', id, given, TODAY);
		expect(await step({ kind: 'pay', day: TODAY, amount: 80_00, note: '' })).toEqual({
			faults: [{ id: 'over-due', amount: 80_00, due: 75_00, paid: 0, over: 5_00 }]
		});
		const paid = await step({ kind: 'pay', day: TODAY, amount: 75_00, note: '' });
		const file = await tab.attach(new File(['x'], '整改报告.pdf'));
		await step({ kind: 'evidence', files: [file], note: '' });
		await step({ kind: 'recheck', recheck: { day: TODAY, by: '李复核', passed: true, text: '已改正' } });
		expect((await step({ kind: 'close', day: TODAY, note: '' })).faults).toBeNull();
		const { row, history } = await tab.problems('view', id, TODAY);
		expect([row.state, row.rest]).toEqual(['closed', 0]);
		expect(history.map((entry) => entry.step?.kind)).toEqual(['close', 'recheck', 'evidence', 'pay', 'make']);
		await tab.decide({ kind: 'undo', batch: '', event: history[0]!.event });
		expect((await tab.problems('view', id, TODAY)).row.state).toBe('open');
		expect(paid.faults).toBeNull();
	});

	it('of an institution that was closed before stand out in a later batch', async () => {
		const { machine, tab, makeAll } = await confirmed();
		await makeAll();
		const { id } = (await tab.problems('list', TODAY)).rows[0]!;
		const step = (given: Parameters<typeof tab.problems<'step'>>[2]) => tab.problems('step', id, given, TODAY);
		await step({ kind: 'pay', day: '2026-09-02', amount: 75_00, note: '' });
		await step({ kind: 'evidence', files: [await tab.attach(new File(['x'], 'a.pdf'))], note: '' });
		await step({ kind: 'recheck', recheck: { day: '2026-09-03', by: '李', passed: true, text: '已改正' } });
		await step({ kind: 'close', day: '2026-09-04', note: '' });
		const next = await machine.import('二季度', RECORDS, 'b'.repeat(64));
		await machine.review(next);
		const targets = (await tab.findingsUnder(next, ALL)).map(({ key, evidenceDigest }) => ({ key, evidenceDigest }));
		await tab.decide({ kind: 'decide', batch: next, decision: 'confirm', targets, reason: '', note: '' });
		const groups = (await tab.problems('proposals', next)).slice(0, 1);
		await tab.problems('make', { batch: next, ...GIVEN, found: TODAY, groups }, TODAY);
		const rows = (await tab.problems('list', TODAY)).rows;
		expect(rows.map(({ earlier }) => earlier.map((one) => [one.number, one.after]))).toEqual([[], [], [[1, false]]]);
	});
});

it('says which points claim a fee line that another problem asks for already', async () => {
	const twin = { ...bedDays, meta: { ...bedDays.meta, id: 'bed-days-twin', violation: '超标准收费' } } as AnyRule;
	const [machine, base] = [await Machine.start(), rulesWith(twin)];
	const batch = await machine.import('一季度', RECORDS);
	await machine.review(batch, base);
	const tab = await machine.tab(base);
	const targets = (await tab.findingsUnder(batch, ALL)).map(({ key, evidenceDigest }) => ({ key, evidenceDigest }));
	await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets, reason: '', note: '' });
	const proposals = await tab.problems('proposals', batch);
	// Each line is asked for once over all groups.
	expect(proposals.reduce((sum, { amount }) => sum + amount, 0)).toBe(200_00);
	expect(proposals.map(({ claimedBefore }) => claimedBefore)).toEqual([0, 0, 0, 0]);
	const groups = proposals.filter(({ institution, violation }) => institution.code === 'H1' && violation === '重复收费');
	await tab.problems('make', { batch, ...GIVEN, groups }, TODAY);
	const left = await tab.problems('proposals', batch);
	expect(left.map(({ institution, violation, claimedBefore }) => [institution.code, violation, claimedBefore]).sort()).toEqual([
		['H1', '超标准收费', 2],
		['H2', '超标准收费', 0],
		['H2', '重复收费', 0]
	]);
});

describe('self-inspection lists', () => {
	/** What an institution sends back: the first point admitted, the others not. */
	async function answered(blob: Blob, admitted: string, total = admitted): Promise<File> {
		const [head, ...rows] = (await rowsOfFile(new Uint8Array(await blob.arrayBuffer())))!;
		const at = (heading: string): number => head!.indexOf(heading);
		const lines = rows.map((cells, i) => {
			const filled = head!.map((_, c) => cells[c] ?? '');
			const sum = filled[0] === '合计';
			filled[at(SELF_HEADINGS.said)] = sum ? '' : i === 0 ? '认可' : '不认可';
			filled[at(SELF_HEADINGS.admitted)] = sum ? total : i === 0 ? admitted : '';
			return filled;
		});
		const text = [head!, ...lines].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
		return new File([text], '市一院.csv');
	}

	it('go out for one institution and come back as what it admits; that becomes problems', async () => {
		const { tab, batch } = await confirmed();
		const offers = await tab.problems('selfOffers', batch);
		expect(offers.map(({ institution, findings }) => [institution.name, findings])).toEqual([
			['市一院', 2],
			['市二院', 1]
		]);
		const { id, list } = await tab.problems('makeSelfList', { batch, institution: offers[0]!.institution, rules: [] }, TODAY);
		expect([list.rows, list.amount, list.amountUnknown]).toEqual([2, 150_00, 0]);
		const { blob, name } = await tab.problems('selfFile', id, 'csv');
		expect(name).toContain(id);
		expect(await blob.text()).toContain('床位费计 8 天，住院 6 天，多计 2 天');

		const wrong = await tab.problems('readSelfList', id, await answered(blob, '100.00', '100.01'), TODAY);
		expect(wrong.faults).toEqual([{ id: 'total-differs', row: 4, stated: 100_01, sum: 100_00 }]);
		expect((await tab.problems('selfLists'))[0]!.list.answer).toBeNull();
		const other = await tab.problems('makeSelfList', { batch, institution: offers[1]!.institution, rules: [] }, TODAY);
		const foreign = await tab.problems('readSelfList', other.id, await answered(blob, '100.00'), TODAY);
		expect(foreign.faults).toMatchObject([{ id: 'other-list', institution: '市一院', wanted: '市二院' }]);

		const read = await tab.problems('readSelfList', id, await answered(blob, '100.00'), TODAY);
		expect(read).toMatchObject({ faults: null, answer: { admitted: 100_00, admittedRows: 1, partlyRows: 0, deniedRows: 1 } });
		expect(await tab.problems('makeFromSelfList', id, GIVEN, TODAY)).toMatchObject({ faults: null, leftOut: 0 });
		const { rows } = await tab.problems('list', TODAY);
		expect(rows.map(({ problem }) => [problem.source, problem.findings, problem.due])).toEqual([['self', 1, 100_00]]);
		expect(await tab.problems('makeFromSelfList', id, GIVEN, TODAY)).toEqual({ faults: [{ id: 'no-finding' }] });
		expect((await tab.problems('proposals', batch)).map(({ findings }) => findings)).toEqual([1, 1]);
	});
	it('leave out what was rejected, and are about the rules that were chosen', async () => {
		const { tab, batch } = await confirmed();
		const [first] = await tab.findingsUnder(batch, ALL);
		await tab.decide({ kind: 'decide', batch, decision: 'reject', targets: [first!], reason: '', note: '' });
		const [offer] = await tab.problems('selfOffers', batch);
		expect(offer!.findings).toBe(1);
		await expect(tab.problems('makeSelfList', { batch, institution: offer!.institution, rules: ['no-such-rule'] }, TODAY)).rejects.toThrow(
			'not-found'
		);
	});
});

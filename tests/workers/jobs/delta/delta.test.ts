import { describe, expect, it } from 'vitest';
import type { WorkspaceJob } from '../../../../workers/jobs/workspace-job.ts';
import type { FindingChanges } from '../../../../workers/protocol/delta.ts';
import { Machine } from '../workbench.ts';
import { feesOf, FEES, FIRST, load, VISITS, type Files } from './versions.ts';

const quiet = () => undefined;
const M1 = 'bed-days-over-stay:M1';
const M2 = 'bed-days-over-stay:M2';

/** A first version, reviewed, and a later one. */
async function versions(later: Files, mode: 'tables' | 'stays' | 'append' = 'tables', review = true) {
	const machine = await Machine.start();
	const { batch: first } = await load(machine, FIRST);
	await machine.review(first);
	const tab = await machine.tab();
	const decide = async (key: string, parts: object = {}) => {
		const target = (await tab.findingsUnder(first, { filter: { facets: {} }, sort: 'weight', descending: true, from: 0, count: 9 } as never)).find(
			(one) => one.key === key
		)!;
		const targets = [{ key, evidenceDigest: target.evidenceDigest }];
		return tab.decide({ kind: 'decide', batch: first, decision: 'confirm', reason: '', note: '核实', targets, ...parts });
	};
	const next = async () => {
		const { batch } = await load(machine, later, { batch: first, mode });
		if (review) await machine.review(batch);
		return batch;
	};
	return { machine, first, tab, decide, next };
}
const table = async (tab: WorkspaceJob, batch: string, id: string) =>
	(await tab.delta('facts', batch, quiet)).tables.find((one) => one.table === id)!;

describe('facts of a later version', () => {
	it('are new, changed or gone, counted by table with money', async () => {
		const { tab, next } = await versions({
			'fee-2.csv': feesOf('F2 M2 2026-05-10 2 100.00', 'F1 M1 2026-04-10 8 400.00', 'F9 M1 2026-04-11 1 50.00')
		});
		const batch = await next();
		const facts = await tab.delta('facts', batch, quiet);
		expect(facts.stays).toEqual({ before: 3, after: 3, same: 0, new: 0, changed: 3, gone: 0 });
		expect(await table(tab, batch, 'fee')).toMatchObject({
			...{ before: 3, after: 3, new: 1, changed: 1, gone: 1 },
			money: { new: 50_00, changedBefore: 150_00, changedAfter: 100_00, gone: 100_00 },
			fields: { cnt: 1, det_item_fee_sumamt: 1 }
		});
		expect(await table(tab, batch, 'visit')).toMatchObject({ before: 3, after: 3, new: 0, changed: 0, gone: 0 });
		const stays = await tab.delta('stays', batch, { table: 'fee' }, 0, 10);
		// Those with most money moved first.
		expect(stays.rows.map((one) => [one.visit, one.change, one.rows, one.before, one.after])).toEqual([
			['M3', 'changed', { new: 0, changed: 0, gone: 1 }, 100_00, 0],
			['M1', 'changed', { new: 1, changed: 0, gone: 0 }, 400_00, 450_00],
			['M2', 'changed', { new: 0, changed: 1, gone: 0 }, 150_00, 100_00]
		]);
	});

	it('say of each row of a stay what became of it, with the former value', async () => {
		const { tab, next } = await versions({
			'fee-2.csv': feesOf('F2 M2 2026-05-10 2 100.00', 'F1 M1 2026-04-10 8 400.00', 'F9 M2 2026-05-11 1 50.00')
		});
		const batch = await next();
		const { rows } = await tab.delta('rows', batch, 'M2');
		expect(rows.map(({ change, table, rowId, record, cells }) => [change, table, rowId, record, cells.length])).toEqual([
			['new', 'fee', 'F9', 3, expect.any(Number)],
			['changed', 'fee', 'F2', 1, 2]
		]);
		expect(rows[1]!.cells).toEqual([
			{ field: 'cnt', before: '3', after: '2' },
			{ field: 'det_item_fee_sumamt', before: '150.00', after: '100.00' }
		]);
		const gone = await tab.delta('rows', batch, 'M3');
		expect(gone.rows.map(({ change, rowId, cells }) => [change, rowId, cells.find(({ field }) => field === 'det_item_fee_sumamt')])).toEqual([
			['gone', 'F3', { field: 'det_item_fee_sumamt', before: '100.00', after: '' }]
		]);
	});

	it('in another order are the same, and so are numbers written anew told apart from facts', async () => {
		const { tab, next } = await versions({
			'fee-2.csv': feesOf('N-3 M3 2026-04-11 2 100.00', 'N-1 M1 2026-04-10 8 400.00', 'N-2 M2 2026-05-10 3 150.00')
		});
		expect(await table(tab, await next(), 'fee')).toMatchObject({ new: 0, gone: 0, changed: 3, fields: { feedetl_sn: 3 } });
	});

	it('without identifiers are matched by content, as many times as they stand', async () => {
		const machine = await Machine.start();
		const bare = (...rows: string[]) => `mdtrt_id,fee_ocur_time,medins_list_name,cnt,pric,det_item_fee_sumamt\r\n${rows.join('\r\n')}\r\n`;
		const row = (n: number) => `M1,2026-04-10,护理费,1,20,${n}.00`;
		const { batch: first } = await load(machine, { 'visit.csv': VISITS, 'fee.csv': bare(row(20), row(20), row(20), row(30)) });
		const { batch } = await load(machine, { 'fee-2.csv': bare(row(30), row(20), row(20), row(40)) }, { batch: first, mode: 'tables' });
		const tab = await machine.tab();
		expect(await table(tab, batch, 'fee')).toMatchObject({ new: 1, changed: 0, gone: 1, money: { new: 40_00, gone: 20_00 } });
	});

	it('that only one version has a column for are told, not compared', async () => {
		const { tab, next } = await versions({
			'visit-2.csv': VISITS.replace(/,周某,|,冯某,/g, ',')
				.replace('psn_name,', '')
				.replace('fixmedins_name', 'fixmedins_name,dscg_way')
				.replace(/市一院/g, '市一院,1')
		});
		const visits = await table(tab, await next(), 'visit');
		expect([visits.changed, visits.fieldsNew, visits.fieldsGone]).toEqual([0, ['dscg_way'], ['psn_name']]);
	});

	it('name stays that are new, and stays that are not there any more', async () => {
		const { tab, next } = await versions({
			'visit-2.csv': VISITS.replace(/M3.*\r\n/, 'M4,P3,王某,1,50,21,2026-06-01 09:00,2026-06-02 10:00,H2,市二院\r\n'),
			'fee-2.csv': FEES.replace(/F3.*\r\n/, '')
		});
		const batch = await next();
		const facts = await tab.delta('facts', batch, quiet);
		expect(facts.stays).toEqual({ before: 3, after: 3, same: 2, new: 1, changed: 0, gone: 1 });
		expect(facts.institutions).toEqual(['H2']);
		expect((await tab.delta('stays', batch, { change: 'gone' }, 0, 5)).rows).toMatchObject([{ visit: 'M3', before: 100_00, after: 0 }]);
		expect((await tab.delta('rows', batch, 'M3')).rows.map(({ table, change }) => [table, change])).toEqual([
			['visit', 'gone'],
			['fee', 'gone']
		]);
	});

	it('are compared once and kept; they go with their batch', async () => {
		const { machine, tab, first, next } = await versions({ 'fee-2.csv': feesOf('F1 M1 2026-04-10 7 350.00') });
		const batch = await next();
		const facts = await tab.delta('facts', batch, quiet);
		await tab.deleteBatch(first);
		const other = await machine.tab();
		expect(await other.delta('facts', batch, quiet)).toEqual(facts);
		expect(await other.delta('findings', batch)).toBe('no-predecessor');
		const { storage } = await machine.store.batches.get(batch);
		await tab.deleteBatch(batch);
		expect(await machine.store.deltas.get(storage)).toBeNull();
	});

	it('of a batch that follows none, or whose predecessor is gone, cannot be compared', async () => {
		const { tab, first, next } = await versions({ 'fee-2.csv': FEES.replace('8', '7') });
		await expect(tab.delta('facts', first, quiet)).rejects.toThrow('not-found: predecessor');
		const batch = await next();
		await tab.deleteBatch(first);
		await expect(tab.delta('facts', batch, quiet)).rejects.toThrow('not-found');
	});
});

describe('decisions', () => {
	const CORRECTED = {
		'fee-2.csv': feesOf('F0 M3 2026-04-11 1 50.00', 'F1 M1 2026-04-10 8 400.00', 'F2 M2 2026-05-10 4 200.00', 'F3 M3 2026-04-12 1 50.00')
	};

	it('stay where the evidence is the same, as events that name the ones they come from', async () => {
		const { tab, first, decide, next, machine } = await versions(CORRECTED);
		const { event } = await decide(M1);
		await decide(M2, { decision: 'reject', reason: '合理' });
		const batch = await next();
		const before = (await tab.delta('findings', batch)) as FindingChanges;
		expect(before.sums).toMatchObject({
			kept: { findings: 1, amount: 100_00, decided: 1 },
			returned: { findings: 1, amount: 100_00, decided: 1 },
			new: { findings: 0 },
			gone: { findings: 0 }
		});
		expect([before.waiting, before.carried, before.recipe]).toEqual([1, 0, []]);
		expect(await tab.delta('carry', batch)).toBe(1);
		expect((await tab.decisionOf(batch, M1)).decision).toMatchObject({
			decision: 'confirm',
			note: '核实',
			stale: false,
			from: { batch: first, event, actor: '' }
		});
		// A second time nothing is left to carry; what was taken back stays so.
		expect(await tab.delta('carry', batch)).toBe(0);
		const carried = (await tab.history(batch, 1))[0]!.event;
		await tab.decide({ kind: 'undo', batch, event: carried });
		expect(await tab.delta('carry', batch)).toBe(0);
		expect(await tab.delta('findings', batch)).toMatchObject({ waiting: 0, carried: 0 });
		expect((await (await machine.tab()).decisionOf(batch, M1)).state).toBe('open');
	});

	it('about other evidence come back open, with what differs and what was said', async () => {
		const { tab, decide, next } = await versions(CORRECTED);
		await decide(M2, { decision: 'reject', reason: '合理' });
		const batch = await next();
		await tab.delta('carry', batch);
		expect((await tab.decisionOf(batch, M2)).state).toBe('open');
		const diff = (await tab.delta('finding', batch, M2))!;
		expect(diff).toMatchObject({ fate: 'returned', former: { decision: 'reject', reason: '合理', note: '核实' } });
		expect([diff.before!.amounts.amount, diff.after!.amounts.amount]).toEqual([50_00, 100_00]);
		const names = diff.conditions.map(({ before, after }) => [diff.before!.conditions[before!]?.name, diff.after!.conditions[after!]?.name]);
		expect(names.length).toBeGreaterThan(0);
		for (const [a, b] of names) expect(a).toBe(b);
		expect(diff.lines).toEqual([{ before: 0, after: 0 }]);
		const rows = await tab.delta('findingRows', batch, 'returned', 0, 9);
		expect(rows.rows).toMatchObject([{ row: { key: M2, amount: 100_00 }, before: 50_00, former: { decision: 'reject' } }]);
	});

	it('of findings that are gone are listed with them', async () => {
		const { tab, decide, next } = await versions({ 'fee-2.csv': feesOf('F1 M1 2026-04-10 6 300.00', 'F2 M2 2026-05-10 3 150.00') });
		await decide(M1);
		const batch = await next();
		expect((await tab.delta('findings', batch)) as FindingChanges).toMatchObject({ sums: { gone: { findings: 1, amount: 100_00, decided: 1 } } });
		const { rows } = await tab.delta('findingRows', batch, 'gone', 0, 9);
		expect(rows).toMatchObject([{ fate: 'gone', row: { key: M1 }, before: 100_00, former: { decision: 'confirm', note: '核实' } }]);
		expect(await tab.delta('finding', batch, M1)).toMatchObject({ fate: 'gone', after: null, former: { decision: 'confirm' } });
	});

	it('line by line find their lines where they stand now', async () => {
		const { tab, first, decide, next } = await versions(CORRECTED);
		const view = await tab.caseOf(first, 'M1');
		const { table: of, file, record } = view.findings[0]!.finding.lines[0]!;
		await decide(M1, { lines: [{ table: of, file, record, accepted: true, amount: 60_00 }] });
		const batch = await next();
		await tab.delta('carry', batch);
		const later = (await tab.caseOf(batch, 'M1')).findings[0]!;
		expect(later.finding.lines[0]!.record).not.toBe(record);
		expect(later.decision!.lines).toMatchObject([{ file: later.finding.lines[0]!.file, record: later.finding.lines[0]!.record, amount: 60_00 }]);
	});

	it('keep their first author over several versions, and stay decided by whom they were decided here', async () => {
		const { machine, tab, first, decide, next } = await versions(CORRECTED);
		await tab.setActor('王审核');
		const { event } = await decide(M1);
		const second = await next();
		await tab.setActor('李复核');
		await tab.delta('carry', second);
		const { batch: third } = await load(machine, { 'fee-3.csv': CORRECTED['fee-2.csv'].replace('F3', 'F4') }, { batch: second, mode: 'stays' });
		await machine.review(third);
		await tab.delta('carry', third);
		const { decision } = await tab.decisionOf(third, M1);
		expect(decision).toMatchObject({ actor: '李复核', from: { batch: second, actor: '王审核' } });
		expect((await tab.decisionOf(second, M1)).decision!.from).toMatchObject({ batch: first, event });
	});

	it('wait where one of the versions was not reviewed', async () => {
		const { tab, next } = await versions(CORRECTED, 'tables', false);
		expect(await tab.delta('findings', await next())).toBe('not-reviewed');
	});
});

describe('bad input', () => {
	it('leaves the former version as it was, and no batch of its own', async () => {
		const { machine, tab, first } = await versions({});
		const { batch, receipt } = await load(machine, { 'other.csv': VISITS.replace(/H1/g, 'H9') }, { batch: first, mode: 'tables' });
		expect([batch, receipt.skipped.map(({ id }) => id)]).toEqual(['', ['follow-other-institution']]);
		expect((await tab.batches()).map(({ id }) => id)).toEqual([first]);
		await expect(load(machine, FIRST, { batch: 'nowhere', mode: 'append' })).rejects.toThrow('not-found');
		expect(await machine.store.batches.unfinished()).toEqual([]);
	});
});

// Draws on the real store: committed before they are drawn, reviewed, estimated, and refused once their frame is another.
import { expect, test } from 'vitest';
import { commitmentDigest } from '../../../../workers/jobs/sampling/commitment.ts';
import type { WorkspaceJob } from '../../../../workers/jobs/workspace-job.ts';
import type { DrawRequest, FrameQuery } from '../../../../workers/protocol/sampling.ts';
import { tables, type Tables } from '../../../rules/harness/record.ts';
import { Machine } from '../workbench.ts';
import { redraw } from './redraw.mjs';

/** Twelve stays of 3 days in two departments; every third has two bed-days too many, 100 yuan. */
const STAYS: Tables = tables({
	visit: [
		'mdtrt_id | psn_no | psn_name | gend | age | med_type | begntime | endtime | fixmedins_name | dscg_dept_name',
		...Array.from(
			{ length: 12 },
			(_, i) =>
				`M${10 + i} | P${i} | 某${i} | 1 | 60 | ${i === 11 ? '11' : '21'} | 2026-04-10 09:00 | 2026-04-13 10:00 | 市一院 | ${i % 2 ? '外科' : '内科'}`
		)
	].join('\n'),
	fee: [
		'feedetl_sn | mdtrt_id | fee_ocur_time | hilist_code | medins_list_name | cnt | pric | det_item_fee_sumamt',
		...Array.from({ length: 12 }, (_, i) => {
			const days = i % 3 === 0 ? 5 : 3;
			return `F${i} | M${10 + i} | 2026-04-10 | 001109000010000 | 床位费 | ${days} | 50 | ${days * 50}.00`;
		})
	].join('\n')
});
const ALL: FrameQuery = { unit: 'stay', institution: '', inpatientOnly: true, by: null, bands: [] };

async function opened(): Promise<{ machine: Machine; tab: WorkspaceJob; batch: string }> {
	const machine = await Machine.start();
	const batch = await machine.import('一季度', STAYS);
	await machine.review(batch);
	const tab = await machine.tab();
	await tab.setActor('王审核');
	return { machine, tab, batch };
}
async function request(tab: WorkspaceJob, batch: string, part: Partial<DrawRequest> = {}): Promise<DrawRequest> {
	const query = part.query ?? ALL;
	const frame = await tab.sampling('frame', batch, query);
	const seed = { kind: 'public' as const, source: '双色球 2026-11-22', value: '03 09 14 21 26 33 + 05' };
	return { title: '一季度抽样', purpose: 'full', query, frame: frame.digest, method: 'simple', takes: { '': 6 }, seed, extends: null, ...part };
}
const estimated = async (tab: WorkspaceJob, batch: string, id: string) => (await tab.sampling('open', batch, id, 0.9)).estimate!;
async function drawn(tab: WorkspaceJob, batch: string, part: Partial<DrawRequest> = {}): Promise<string> {
	const { id, refused, detail } = await tab.sampling('commit', batch, await request(tab, batch, part));
	expect([refused, detail]).toEqual([null, '']);
	expect(await tab.sampling('draw', batch, id!)).toEqual([]);
	return id!;
}

test('a frame holds the stays with their cost; departments part it; outpatients come in when asked for', async () => {
	const { tab, batch } = await opened();
	expect(await tab.sampling('frame', batch, ALL)).toMatchObject({
		units: 11,
		unknown: 0,
		amount: 11 * 150_00 + 4 * 100_00,
		base: { run: null },
		earlier: 0
	});
	const parted = await tab.sampling('frame', batch, { ...ALL, by: 'department', inpatientOnly: false });
	expect(parted.strata.map(({ name, units }) => [name, units])).toEqual([
		['内科', 6],
		['外科', 6]
	]);
	const banded = await tab.sampling('frame', batch, { ...ALL, by: 'amount', bands: [200_00] });
	expect(banded.strata.map(({ name, units }) => [name, units])).toEqual([
		['1: –200', 7],
		['2: 200–', 4]
	]);
	expect(await tab.sampling('frame', batch, { ...ALL, unit: 'unflagged' })).toMatchObject({ units: 7 });
	expect(await tab.sampling('frame', batch, { ...ALL, unit: 'finding' })).toMatchObject({ units: 4, base: { run: { findings: 4 } } });
	expect(await tab.sampling('institutions', batch)).toEqual(['市一院']);
});

test('the commitment is in the journal before the sample; the sample can be drawn again from the two files alone', async () => {
	const { tab, batch } = await opened();
	const { id } = await tab.sampling('commit', batch, await request(tab, batch));
	expect((await tab.sampling('open', batch, id!, 0.9)).rows).toEqual([]);
	expect((await tab.history(batch, 9)).map(({ payload }) => payload.kind === 'enter' && payload.register)).toEqual(['draws']);
	await tab.sampling('draw', batch, id!);
	expect((await tab.history(batch, 9)).map(({ payload }) => payload.kind === 'enter' && payload.register)).toEqual(['samples', 'draws']);
	const { rows, info, sample } = await tab.sampling('open', batch, id!, 0.9);
	expect(rows).toHaveLength(6);
	expect(info).toMatchObject({ actor: '王审核', drawn: 6, draw: { digest: commitmentDigest(info.draw.commitment) } });
	const [frame, record] = [await tab.sampling('frameFile', batch, id!), await tab.sampling('recordFile', batch, id!)];
	expect(redraw(Buffer.from(await frame.arrayBuffer()), await record.text())).toEqual(rows.map((row) => row.id));
	const report = await tab.sampling('redraw', new File([frame], 'f.csv'), new File([record], 'r.json'));
	expect(report).toMatchObject({ faults: [], sample, frame: info.draw.commitment.frame.digest, commitment: info.draw.digest });
	expect((await tab.sampling('sheet', batch, id!)).size).toBeGreaterThan(1000);
	// Who draws until it suits is seen.
	expect((await tab.sampling('frame', batch, ALL)).earlier).toBe(1);
	await tab.sampling('draw', batch, id!);
	expect((await tab.sampling('open', batch, id!, 0.9)).sample).toBe(sample);
});

test('a frame that changed after its commitment is not drawn, and the answer names what changed', async () => {
	const { machine, tab, batch } = await opened();
	const { id } = await tab.sampling('commit', batch, await request(tab, batch, { query: { ...ALL, unit: 'finding' }, takes: { '': 2 } }));
	const before = (await tab.openRun(batch))!;
	await machine.store.settings.saveRuleEvents([
		{ rule: 'bed-days-over-stay', version: 1, digest: null, at: 1, actor: '', from: 'live', to: 'retired', reason: '测试' } as never
	]);
	const after = await machine.review(batch);
	expect(after.findings).toBe(0);
	const changes = await tab.sampling('draw', batch, id!);
	expect(changes).toEqual([
		{ what: 'run', from: before.at, to: after.at, findings: [4, 0] },
		{ what: 'units', before: 4, now: 0 },
		{ what: 'amount', before: 400_00, now: 0 }
	]);
	expect((await tab.sampling('open', batch, id!, 0.9)).sample).toBeNull();
	expect(await tab.sampling('commit', batch, await request(tab, batch, { frame: 'f'.repeat(64) }))).toMatchObject({
		id: null,
		refused: 'frame-changed'
	});
});

test('a run again that leaves the frame as it was hinders nothing', async () => {
	const { machine, tab, batch } = await opened();
	const { id } = await tab.sampling('commit', batch, await request(tab, batch, { query: { ...ALL, unit: 'finding' }, takes: { '': 2 } }));
	await machine.review(batch);
	expect(await tab.sampling('draw', batch, id!)).toEqual([]);
});

test.each([
	['more than there are', { takes: { '': 12 } }, 'take-over'],
	['nothing', { takes: {} }, 'no-take'],
	['half a unit', { takes: { '': 1.5 } }, 'no-take'],
	['no seed', { seed: { kind: 'generated' as const, source: '', value: ' ' } }, 'no-seed'],
	['public numbers of no source', { seed: { kind: 'public' as const, source: '', value: '1' } }, 'no-seed']
])('%s is refused: %o', async (_, part, refused) => {
	const { tab, batch } = await opened();
	expect(await tab.sampling('commit', batch, await request(tab, batch, part))).toMatchObject({ id: null, refused });
	expect(await tab.sampling('list', batch)).toEqual([]);
});

test('review: entered errors and decisions give an estimate once all are reviewed, and not before', async () => {
	const { tab, batch } = await opened();
	const id = await drawn(tab, batch, { takes: { '': 11 } });
	for (const { key, evidenceDigest } of await tab.findingsUnder(batch, {
		filter: { facets: {} },
		sort: 'date',
		descending: false,
		from: 0,
		count: 9
	}))
		await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets: [{ key, evidenceDigest }], reason: '', note: '' });
	const { rows } = await tab.sampling('open', batch, id, 0.9);
	expect(rows.filter(({ from }) => from === 'decisions').map(({ error }) => error)).toEqual([100_00, 100_00, 100_00, 100_00]);
	expect(await estimated(tab, batch, id)).toMatchObject({ reviewed: 4, of: 11, amounts: [], rates: [] });
	for (const row of rows.filter(({ error }) => error === undefined))
		await tab.enter(batch, 'sampleErrors', `${id}/${row.id}`, { draw: id, unit: row.id, error: 0, note: '' });
	const whole = await estimated(tab, batch, id);
	// The whole frame was reviewed: the estimate is the count, without an error of sampling.
	expect(whole).toMatchObject({
		reviewed: 11,
		withError: 4,
		found: 400_00,
		amounts: [
			{ method: 'mean', figure: { total: 400_00, lower: 400_00, upper: 400_00, standardError: 0 } },
			{ method: 'ratio', figure: { total: 400_00 } }
		]
	});
	expect(whole.rates).toMatchObject([{ found: 4, reviewed: 11, units: 11 }]);
});

test('a unit that cannot be judged widens the interval to both sides; an enlarged draw keeps what was reviewed', async () => {
	const { tab, batch } = await opened();
	const probe = await drawn(tab, batch, { purpose: 'probe', takes: { '': 5 } });
	const { rows } = await tab.sampling('open', batch, probe, 0.9);
	for (const [i, row] of rows.entries())
		await tab.enter(batch, 'sampleErrors', `${probe}/${row.id}`, {
			draw: probe,
			unit: row.id,
			error: i === 0 ? null : i * 1000,
			note: i === 0 ? '病历缺失' : ''
		});
	const view = await estimated(tab, batch, probe);
	const { total, most, lower, upper } = view.amounts[0]!.figure!;
	expect(view.notJudged).toBe(1);
	expect(total).toBe((10_000 / 5) * 11);
	expect(most).toBe(Math.round(((10_000 + rows[0]!.amount!) / 5) * 11));
	expect(lower!).toBeLessThan(total);
	expect(upper).toBeGreaterThan(most);
	const plan = await tab.sampling('plan', batch, probe, 0.9, 0.25);
	expect(plan.size).toBeGreaterThan(5);
	const larger = await drawn(tab, batch, { takes: { '': 9 }, extends: probe });
	const after = (await tab.sampling('open', batch, larger, 0.9)).rows;
	expect(after.slice(0, 5).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
	expect(after.map(({ error }) => error !== undefined)).toEqual([...new Array(5).fill(true), ...new Array(4).fill(false)]);
	expect(await tab.sampling('commit', batch, await request(tab, batch, { takes: { '': 3 }, extends: probe }))).toMatchObject({
		refused: 'not-larger'
	});
});

test('by money: estimates by chances and by monetary units', async () => {
	const { tab, batch } = await opened();
	const id = await drawn(tab, batch, { method: 'money', takes: { '': 4 } });
	const { rows } = await tab.sampling('open', batch, id, 0.9);
	for (const row of rows) await tab.enter(batch, 'sampleErrors', `${id}/${row.id}`, { draw: id, unit: row.id, error: row.amount! / 10, note: '' });
	const { amounts, rates } = await estimated(tab, batch, id);
	// Every unit is wrong by a tenth: so is the frame, without spread.
	expect(amounts[0]).toMatchObject({ method: 'proportional', figure: { total: 20_500, lower: 20_500, upper: 20_500 } });
	expect(amounts[1]).toMatchObject({ method: 'monetary', figure: { total: 20_500, lower: null } });
	expect(amounts[1]!.figure!.upper).toBeGreaterThan(2.9 * 51_250);
	expect(rates).toEqual([]);
});

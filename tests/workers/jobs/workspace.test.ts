import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it, vi } from 'vitest';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import bedDays from '../../../rules/checks/compliance/bed-days-over-stay.ts';
import { importJob } from '../../../workers/jobs/import-job.ts';
import { tidy } from '../../../workers/jobs/tidy.ts';
import type { QueueQuery } from '../../../workers/protocol/review.ts';
import { lockOf, MemoryLocks } from '../../../workers/store/index.ts';
import { tables } from '../../rules/harness/record.ts';
import { sample, RECORDS } from '../store/sample.ts';
import { Machine, rulesWith } from './workbench.ts';

const ALL: QueueQuery = { filter: { facets: {} }, sort: 'weight', descending: true, from: 0, count: 100 };

async function reviewed() {
	const machine = await Machine.start();
	const batch = await machine.import();
	const info = await machine.review(batch);
	return { machine, batch, info, tab: await machine.tab() };
}

const BED_RULE = rulesWith().registry.get('bed-days-over-stay')!.meta.title.zh;

describe('a review', () => {
	it('gives findings with who they are about, and counts what it could not judge', async () => {
		const { tab, batch, info } = await reviewed();
		expect(info).toMatchObject({
			batch,
			findings: 2,
			amount: 150_00,
			errors: [],
			recipe: { ruleBase: 'f'.repeat(64), rules: [{ id: 'bed-days-over-stay', version: 1 }] }
		});
		const window = await tab.queue(batch, ALL);
		expect(window).toMatchObject({ total: 2, amount: 150_00 });
		expect(window.rows.map((row) => [row.visit, row.patient, row.sex, row.age, row.amount, row.grade, row.department])).toEqual([
			['M1', '周某', '1', 64, 100_00, 'certain', '内科'],
			['M2', '周某', '1', 64, 50_00, 'suspect', '内科']
		]);
		expect(await tab.visitOf(batch, window.rows[0]!.key)).toBe('M1');
	});
	it('is seen when it is finished, and takes the earlier one away with all its chunks', async () => {
		const { machine, batch, tab } = await reviewed();
		const next = await machine.review(batch);
		expect((await tab.openRun(batch))?.id).toBe(next.id);
		expect((await machine.store.runs.facets(next.id)).length).toBe(1);
		expect(await machine.store.runs.unfinished()).toEqual([]);
	});
	it('without a shard is not finished', async () => {
		const { machine, batch } = await reviewed();
		const { ReviewJob } = await import('../../../workers/jobs/review-job.ts');
		const job = new ReviewJob({ store: machine.store, ruleBase: rulesWith(), now: () => 1 });
		await job.open(machine.request(batch));
		await expect(job.finish('r99', 0)).rejects.toThrow('was not judged');
	});
	it('that died leaves the earlier run, and a sweep takes its chunks', async () => {
		const { machine, batch, info, tab } = await reviewed();
		const { ReviewJob } = await import('../../../workers/jobs/review-job.ts');
		const job = new ReviewJob({ store: machine.store, ruleBase: rulesWith(), now: () => 1 });
		const { shards } = await job.open(machine.request(batch));
		await job.judge('dead', shards[0]!);
		await machine.locks.hold(lockOf.run('dead'), async () => {
			await tab.tidy();
			expect(await machine.store.runs.unfinished()).toEqual(['dead']);
		});
		await tab.tidy();
		expect(await machine.store.runs.unfinished()).toEqual([]);
		expect((await tab.openRun(batch))?.id).toBe(info.id);
	});
	it('counts a fee line that two rules claim once, in the run and in the queue', async () => {
		const machine = await Machine.start();
		const batch = await machine.import();
		const twin = { ...bedDays, meta: { ...bedDays.meta, id: 'bed-days-twice' }, params: bedDays.params } as AnyRule;
		const base = rulesWith(twin);
		expect(await machine.review(batch, base)).toMatchObject({ findings: 4, amount: 150_00 });
		const window = await (await machine.tab(base)).queue(batch, ALL);
		expect(window.amount).toBe(150_00);
		expect(window.facets.rule).toEqual([
			{ value: 'bed-days-over-stay', count: 2, amount: 150_00 },
			{ value: 'bed-days-twice', count: 2, amount: 150_00 }
		]);
	});
	it('passes what shards say of the whole batch through the store, and cleans it up', async () => {
		const machine = await Machine.start();
		const batch = await machine.import();
		const seen: unknown[] = [];
		const population = {
			...bedDays,
			meta: { ...bedDays.meta, id: 'crowd', scope: 'population' },
			population: {
				map: (shard: { visitCount: number }) => new Map([['visits', shard.visitCount]]),
				reduce: (partials: Map<string, number>[]) => partials.map((p) => p.get('visits'))
			},
			judge: (_: unknown, __: unknown, aggregate: unknown) => void seen.push(aggregate)
		} as unknown as AnyRule;
		const info = await machine.review(batch, rulesWith(population));
		expect(seen).toEqual([[3], [3], [3]].slice(0, seen.length));
		expect(seen.length).toBeGreaterThan(0);
		expect(await machine.store.runs.partials(info.id)).toEqual([]);
	});
	it('says which thing was missing, by rule and stays', async () => {
		const machine = await Machine.start();
		const records = tables({
			visit: `
			mdtrt_id | psn_no | med_type | begntime
			M1       | P1     | 21       | 2026-04-10`
		});
		const info = await machine.review(await machine.import('x', records));
		expect(info.undetermined).toEqual([{ rule: 'bed-days-over-stay', missing: { kind: 'table', what: 'fee' }, stays: 1 }]);
	});
});

describe('an import', () => {
	it('that fails on the way leaves nothing and tells the first fault', async () => {
		const machine = await Machine.start();
		const { built } = sample();
		const failing = importJob(
			'x',
			new Map(),
			async (sink) => {
				await sink.shard(built.shard);
				throw new Error('the file went away');
			},
			machine.importPorts
		);
		await expect(failing).rejects.toMatchObject({ id: 'internal', message: expect.stringContaining('went away') });
		expect([await machine.store.batches.list(), await machine.store.batches.unfinished()]).toEqual([[], []]);
		expect(machine.markers.batches.size).toBe(0);
	});
	it('of files that nobody can read keeps nothing but tells why', async () => {
		const machine = await Machine.start();
		const { imported } = sample();
		const result = await importJob('x', new Map(), async () => ({ ...imported, files: [], shardCount: 0 }), machine.importPorts);
		expect(result).toEqual({ batch: '', receipt: imported.receipt });
		expect(await machine.store.batches.unfinished()).toEqual([]);
	});
	it('whose worker was killed is swept when its lock is free, and not before', async () => {
		const machine = await Machine.start();
		const locks = new MemoryLocks();
		const writer = await machine.store.batches.begin('dead', 'x', 1);
		await writer.shard(sample().built.shard);
		await locks.hold(lockOf.import('dead'), () => tidy(machine.store, locks));
		expect(await machine.store.batches.unfinished()).toHaveLength(1);
		const ready = await machine.import();
		await tidy(machine.store, locks);
		expect(await machine.store.batches.unfinished()).toEqual([]);
		expect((await machine.store.batches.list()).map(({ id }) => id)).toEqual([ready]);
	});
});

describe('decisions', () => {
	it('show in queue, facets, case and history, and are taken back by one undo', async () => {
		const { tab, batch } = await reviewed();
		await tab.setActor('王审核');
		const targets = (await tab.findingsUnder(batch, ALL)).map(({ key, evidenceDigest }) => ({ key, evidenceDigest }));
		const { event } = await tab.decide({ kind: 'decide', batch, decision: 'ask', targets, reason: '材料不全', note: '' });
		expect((await tab.queue(batch, ALL)).facets.decision).toEqual([{ value: 'ask', count: 2, amount: 150_00 }]);
		expect((await tab.caseOf(batch, 'M1')).findings[0]!.decision).toMatchObject({
			decision: 'ask',
			actor: '王审核',
			reason: '材料不全',
			stale: false
		});
		expect((await tab.batches())[0]).toMatchObject({ decided: 2 });
		await tab.decide({ kind: 'undo', batch, event });
		expect((await tab.queue(batch, ALL)).facets.decision).toEqual([{ value: 'open', count: 2, amount: 150_00 }]);
		expect((await tab.history(batch, 10)).map((entry) => [entry.payload.kind, entry.undone])).toEqual([
			['undo', false],
			['decide', true]
		]);
	});
	it('stick over a run that finds the same, and wait where the evidence changed', async () => {
		const { tab, batch, machine } = await reviewed();
		const [first] = await tab.findingsUnder(batch, ALL);
		await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets: [first!], reason: '', note: '' });
		await tab.decide({
			kind: 'decide',
			batch,
			decision: 'reject',
			targets: [{ key: (await tab.findingsUnder(batch, ALL))[1]!.key, evidenceDigest: 'old' }],
			reason: '',
			note: ''
		});
		await machine.review(batch);
		expect((await tab.queue(batch, ALL)).rows.map((row) => row.decision)).toEqual(['confirm', 'open']);
		expect(await tab.decisionOf(batch, (await tab.findingsUnder(batch, ALL))[1]!.key)).toMatchObject({
			decision: { decision: 'reject', stale: true }
		});
		expect((await tab.health()).waiting).toBe(1);
	});
	it('wait for their batch, and are there again when its files are', async () => {
		const { tab, batch, machine } = await reviewed();
		const targets = await tab.findingsUnder(batch, ALL);
		await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets, reason: '', note: '' });
		await tab.deleteBatch(batch);
		expect(await tab.health()).toMatchObject({ waiting: 2, damage: null });
		expect(await machine.import('again')).toBe(batch);
		await machine.review(batch);
		expect((await tab.queue(batch, ALL)).rows.map((row) => row.decision)).toEqual(['confirm', 'confirm']);
		expect((await tab.health()).waiting).toBe(0);
	});
});

describe('a store that was wiped', () => {
	it('is announced with the names of what is gone, and its decisions are kept', async () => {
		const { tab, batch, machine } = await reviewed();
		await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets: await tab.findingsUnder(batch, ALL), reason: '', note: '' });
		await machine.wipe();
		const again = await machine.tab();
		expect(await again.health()).toMatchObject({ damage: 'lost-batches: 一季度', waiting: 2 });
		await again.acknowledgeDamage();
		expect((await again.health()).damage).toBeNull();
	});
	it('in part is announced too', async () => {
		const machine = await Machine.start();
		await machine.import();
		vi.spyOn(machine.store.batches, 'shardIds').mockResolvedValue([]);
		expect((await (await machine.tab()).health()).damage).toBe('incomplete-batches: 一季度');
	});
	it('and one that does not open is told by its fault, never shown as empty', async () => {
		const { WorkspaceJob } = await import('../../../workers/jobs/workspace-job.ts');
		const tab = new WorkspaceJob(Promise.reject(new DOMException('Internal error', 'UnknownError')), {
			ruleBase: rulesWith(),
			build: '',
			now: () => 0,
			estimate: async () => ({ persisted: false, usage: 1, quota: 2 })
		});
		expect(await tab.health()).toMatchObject({ damage: 'store-unreadable: Internal error', writer: false, usage: 1 });
		await expect(tab.batches()).rejects.toMatchObject({ id: 'store-unreadable' });
		expect(await tab.rules()).toHaveLength(1);
	});
});

describe('a case', () => {
	it('shows the whole record of the stay as text, with its other stays', async () => {
		const { tab, batch } = await reviewed();
		const view = await tab.caseOf(batch, 'M1');
		expect(view).toMatchObject({ visit: 'M1', person: 'P1', total: 400_00, head: { psn_name: '周某', begntime: '2026-04-10 09:00' } });
		expect(view.tables.document).toMatchObject({ rows: [{ rowId: 'D1', precision: 2 }] });
		expect(view.tables.document!.rows[0]!.cells).toContain('咳嗽三天，收入院。');
		const { fields, rows } = view.tables.fee!;
		expect(rows[0]!.cells[fields.indexOf('det_item_fee_sumamt')]).toBe('400.00');
		expect(view.absent).toContain('order');
		expect(view.others).toEqual([expect.objectContaining({ visit: 'M2', findings: 1, institution: '市一院', diagnosis: '肺炎' })]);
		expect(view.findings).toHaveLength(1);
		expect(view.findings[0]!.finding.conditions.length).toBeGreaterThan(0);
	});
	it('that nobody knows is not found', async () => {
		const { tab, batch } = await reviewed();
		await expect(tab.caseOf(batch, 'nope')).rejects.toMatchObject({ id: 'not-found' });
	});
	it('is there before any run', async () => {
		const machine = await Machine.start();
		const batch = await machine.import('x', RECORDS);
		expect((await (await machine.tab()).caseOf(batch, 'M3')).findings).toEqual([]);
	});
});

describe('为什么没报？', () => {
	it('shows the comparison that said no, with both values', async () => {
		const { tab, batch } = await reviewed();
		const no = await tab.explain(batch, 'M3', 'bed-days-over-stay');
		expect(no).toMatchObject({ verdict: 'pass', missing: [] });
		const failed = no.conditions.find((condition) => !condition.holds)!;
		expect([failed.left.value, failed.op, failed.right.value]).toEqual([20_000, 'gt', 20_000]);
		expect(failed.left.sources.length).toBeGreaterThan(0);
		expect((await tab.explain(batch, 'M1', 'bed-days-over-stay')).verdict).toBe('finding');
	});
	it('tells what is missing where nothing could be judged', async () => {
		const { machine, tab } = await reviewed();
		const records = { visit: RECORDS.visit!, document: RECORDS.document! };
		const batch = await machine.import('无费用', records, 'b'.repeat(64));
		await machine.review(batch);
		expect(await tab.explain(batch, 'M1', 'bed-days-over-stay')).toEqual({
			verdict: 'undetermined',
			missing: [{ kind: 'table', what: 'fee' }],
			conditions: []
		});
	});
	it('gathers what is missing into one list an institution', async () => {
		const { machine, tab, batch } = await reviewed();
		expect(await tab.exportRequests(batch)).toBeNull();
		const without = await machine.import('无费用', { visit: RECORDS.visit!, document: RECORDS.document! }, 'b'.repeat(64));
		await machine.review(without);
		const file = await tab.exportRequests(without);
		const { sheets } = await readXlsx(new Uint8Array(await file!.arrayBuffer()));
		expect(sheets[0]!.rows).toEqual([
			['机构编码', '机构名称', '调阅的材料', '具体要求', '就诊ID', '就诊次数', '相关规则', '来源'],
			[null, '市一院', '费用明细（整份未提供）', null, '全部 3 次就诊', 3, BED_RULE, '规则缺材料，无法判断']
		]);
	});
	it('lists what a reviewer asked for about a finding, until that is taken back', async () => {
		const { tab, batch } = await reviewed();
		const targets = (await tab.findingsUnder(batch, ALL)).map(({ key, evidenceDigest }) => ({ key, evidenceDigest }));
		const ask = { kind: 'decide', batch, decision: 'ask' } as const;
		const first = await tab.decide({ ...ask, targets: [targets[0]!], reason: '护理记录', note: '4 月 10 日至 16 日' });
		await tab.decide({ ...ask, targets: [targets[1]!], reason: '其他（写明）', note: '转科交接单' });
		const rows = async () => (await readXlsx(new Uint8Array(await (await tab.exportRequests(batch))!.arrayBuffer()))).sheets[0]!.rows.slice(1);
		expect(await rows()).toEqual([
			[null, '市一院', '护理记录', '4 月 10 日至 16 日', 'M1', 1, BED_RULE, '审核员调阅'],
			[null, '市一院', '转科交接单', null, 'M2', 1, BED_RULE, '审核员调阅']
		]);
		await tab.decide({ kind: 'undo', batch, event: first.event });
		expect(await rows()).toHaveLength(1);
	});
	it('of a rule or a visit that nobody knows is not found', async () => {
		const { tab, batch } = await reviewed();
		await expect(tab.explain(batch, 'M1', 'nope')).rejects.toMatchObject({ id: 'not-found', message: expect.stringContaining('rule nope') });
		await expect(tab.explain(batch, 'nope', 'bed-days-over-stay')).rejects.toMatchObject({ id: 'not-found' });
	});
});

describe('a package', () => {
	it('signed by this machine holds, and a replay finds the same', async () => {
		const { tab, batch, machine } = await reviewed();
		await tab.setActor('王审核');
		await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets: await tab.findingsUnder(batch, ALL), reason: '', note: '' });
		const file = await tab.exportPackage(batch, { undecided: true, identities: true, workPapers: true }, () => undefined);
		const report = await tab.verifyPackage(file);
		expect(report.lines.filter((line) => line.state !== 'holds')).toEqual([]);
		expect(report).toMatchObject({ verdict: 'holds', findings: 2, decisions: 1 });
		const { compareFindings } = await import('../../../workers/package/replay.ts');
		const { ReviewJob } = await import('../../../workers/jobs/review-job.ts');
		const job = new ReviewJob({ store: machine.store, ruleBase: rulesWith(), now: () => 1 });
		await job.open(machine.request(batch));
		const findings = await job.recompute(() => undefined);
		const replay = await compareFindings(new Uint8Array(await file.arrayBuffer()), { recipe: job.recipe, files: job.batch.content.files, findings });
		expect(replay).toMatchObject({ verdict: 'equal', equal: 2 });
	});
	it('of the list is a workbook', async () => {
		const { tab, batch } = await reviewed();
		const bytes = new Uint8Array(await (await tab.exportList(batch, ALL, false)).arrayBuffer());
		expect([...bytes.subarray(0, 2)]).toEqual([0x50, 0x4b]);
	});
});

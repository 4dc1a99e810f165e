import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { WorkspaceJob } from '../../../../workers/jobs/workspace-job.ts';
import { ALL, fileOf, machineOf, NAMES, rowsOf, say, TERMS, trust } from './two-machines.ts';

/** The first reviewer has decided everything and committed a plan; the second has the same files. */
async function assigned(stays = 20) {
	const first = await machineOf('张初审', stays);
	const second = await machineOf('王复核', stays);
	expect(second.batch).toBe(first.batch);
	const rows = await rowsOf(first.tab, first.batch);
	await say(first.tab, first.batch, rows.slice(0, 12), 'confirm', '初审笔记甲');
	await say(first.tab, first.batch, rows.slice(12), 'reject', '初审笔记乙');
	const plan = await first.tab.second('commit', first.batch, TERMS, '2026-11-22 抽签 7719', '季度复核');
	const assignment = await fileOf(await first.tab.second('assignment', first.batch, plan, 0), '任务.json');
	return { first, second, rows, plan, assignment, batch: first.batch };
}

/** The second reviewer has trusted the first one's key and taken the task. */
async function taken(stays = 20) {
	const all = await assigned(stays);
	const { second, assignment } = all;
	const { keyId } = await second.tab.second('receive', second.batch, assignment, false);
	await trust(second.tab, keyId, '张初审');
	const received = await second.tab.second('receive', second.batch, assignment, true);
	expect(received).toMatchObject({ state: 'taken', kind: 'assignment', faults: [] });
	return { ...all, blind: received.batch };
}

const packageOf = async (tab: WorkspaceJob, blind: string): Promise<File> =>
	fileOf(await tab.second('exportTask', blind, () => undefined), '复核.zip');

/** The first one trusts the second one's key and merges. */
async function merged(first: { tab: WorkspaceJob; batch: string }, file: File) {
	const { keyId } = await first.tab.second('receive', first.batch, file, false);
	await trust(first.tab, keyId, '王复核');
	return first.tab.second('receive', first.batch, file, true);
}

describe('an assignment', () => {
	it('says nothing of the first review, wherever its bytes are searched', async () => {
		const { first, assignment, rows, plan, batch } = await assigned();
		const text = new TextDecoder().decode(await assignment.arrayBuffer());
		const payload = atob((JSON.parse(text) as { envelope: { payload: string } }).envelope.payload);
		const decoded = new TextDecoder().decode(Uint8Array.from(payload, (char) => char.charCodeAt(0)));
		const predicate = (JSON.parse(decoded) as { predicate: Record<string, unknown> }).predicate;
		const history = await first.tab.history(batch, 100);
		const secrets = [
			'confirm',
			'reject',
			'decided',
			'反证成立',
			'初审笔记',
			'季度复核',
			...history.map(({ event }) => event).map((event) => `"${event}"`),
			...NAMES,
			'330102',
			...rows.map(({ key }) => key),
			...rows.map(({ visit }) => `"${visit}"`)
		];
		for (const hay of [text, decoded]) for (const secret of secrets) expect(hay).not.toContain(secret);
		// Neither how many were decided, nor who else reviews, nor the journal; and no field that a later version might fill.
		expect(Object.keys(predicate).sort()).toEqual(
			['algorithm', 'at', 'bands', 'batch', 'format', 'frame', 'perRule', 'place', 'plan', 'recipe', 'reviewer', 'seed', 'targets', 'unknown'].sort()
		);
		expect(predicate).toMatchObject({ plan, batch, seed: '2026-11-22 抽签 7719' });
	});
	it('is the same bytes whatever was decided: confirmed or rejected, in another order, with other words', async () => {
		const make = async (confirmed: number, note: string): Promise<unknown> => {
			const one = await machineOf('张初审', 12);
			const rows = await rowsOf(one.tab, one.batch);
			await say(one.tab, one.batch, rows.slice(confirmed).reverse(), 'reject', note);
			await say(one.tab, one.batch, rows.slice(0, confirmed), 'confirm');
			const plan = await one.tab.second('commit', one.batch, TERMS, 'seed', '');
			const file = await one.tab.second('assignment', one.batch, plan, 0);
			const { envelope } = JSON.parse(await file.text()) as { envelope: { payload: string } };
			const { predicate } = JSON.parse(atob(envelope.payload)) as { predicate: { at: number } };
			return { ...predicate, at: 0 };
		};
		expect(await make(3, '甲')).toEqual(await make(10, '一个很长的理由'));
	});
	it('is refused under an unknown key, taken once the key is trusted, and taken again changes nothing', async () => {
		const { second, assignment, batch } = await assigned();
		const before = await second.tab.second('receive', batch, assignment, true);
		expect(before).toMatchObject({ state: 'refused', standing: 'unknown', signer: '张初审', faults: [{ id: 'unknown-key', refuses: true }] });
		await trust(second.tab, before.keyId, '张初审');
		expect(await second.tab.second('receive', batch, assignment, false)).toMatchObject({ state: 'ready', standing: 'trusted', faults: [] });
		expect(await second.tab.second('receive', batch, assignment, true)).toMatchObject({ state: 'taken' });
		expect(await second.tab.second('receive', batch, assignment, true)).toMatchObject({ state: 'same' });
	});
	it('is refused where a byte was changed, where the files are others, and where it is no file of ours', async () => {
		const { second, assignment, batch } = await assigned();
		const bytes = new Uint8Array(await assignment.arrayBuffer());
		const at = (place: number): File => new File([bytes.map((byte, i) => (i === place ? byte ^ 1 : byte))], 'x');
		for (const place of [60, 200, bytes.length - 40]) {
			const { state, faults } = await second.tab.second('receive', batch, at(place), true);
			expect([state, ['damaged', 'not-ours'].includes(faults[0]!.id)]).toEqual(['refused', true]);
		}
		expect((await second.tab.second('receive', batch, at(200), true)).faults).toMatchObject([{ id: 'damaged' }]);
		expect((await second.tab.second('receive', batch, new File(['a,b\n1,2'], 'x.csv'), true)).faults).toMatchObject([{ id: 'not-ours' }]);
		const other = await machineOf('李', 20, 'b'.repeat(64));
		const { keyId } = await other.tab.second('receive', other.batch, assignment, false);
		await trust(other.tab, keyId, '张初审');
		expect((await other.tab.second('receive', other.batch, assignment, true)).faults).toMatchObject([{ id: 'batch-missing', data: { batch } }]);
	});
});

describe('a blind review', () => {
	it('shows what was assigned and nothing that was said, in queue, facets, counts, case and history', async () => {
		const { second, blind, rows } = await taken();
		const task = (await second.tab.second('task', blind))!;
		expect(task).toMatchObject({ of: second.batch, found: task.task.targets, decided: 0, standing: 'trusted' });
		const window = await second.tab.queue(blind, ALL);
		expect(window.total).toBe(task.found);
		expect(window.total).toBeLessThan(rows.length);
		expect(window.facets.decision.filter(({ count }) => count > 0)).toMatchObject([{ value: 'open', count: task.found }]);
		expect(await second.tab.history(blind, 100)).toMatchObject([{ payload: { kind: 'enter', register: 'secondTask' } }]);
		const view = await second.tab.caseOf(blind, window.rows[0]!.visit);
		expect(view.findings.map(({ decision }) => decision)).toEqual([null]);
		expect(view.findings[0]!.finding.key).toBe(window.rows[0]!.key);
	});
	it('hides the batch itself on a machine that holds the first decisions too, and its counts on the pages of rules', async () => {
		const { first, assignment, batch } = await assigned();
		// The second reviewer sits down at the first one's machine.
		expect((await first.tab.ruleRecords())[0]).toMatchObject({ confirmed: 12 });
		const { batch: blind } = await first.tab.second('receive', batch, assignment, true);
		await first.tab.setActor('王复核');
		const listed = await first.tab.batches();
		expect(listed.map(({ id, decided }) => [id, decided])).toEqual([[blind, 0]]);
		expect(listed[0]!.name).toContain('盲审 王复核');
		expect(await first.tab.ruleRecords()).toEqual([]);
		const hay = JSON.stringify([await first.tab.queue(blind, ALL), await first.tab.history(blind, 1000), await first.tab.batches()]);
		for (const secret of ['初审笔记', '反证成立', 'confirm', 'reject', '季度复核']) expect(hay).not.toContain(secret);
		const [row] = await rowsOf(first.tab, blind);
		expect((await first.tab.decisionOf(blind, row!.key)).decision).toBeNull();
		await say(first.tab, blind, [row!], 'ask');
		expect((await first.tab.decisionOf(batch, row!.key)).decision?.decision).not.toBe('ask');
		// Blindness ends in words, in the journal, and what was decided before it stays blind.
		await first.tab.second('endTask', blind, '已完成');
		expect((await first.tab.batches()).map(({ id }) => id)).toEqual([batch]);
		expect((await first.tab.second('tasks', batch))[0]).toMatchObject({ batch: blind, decided: 1, task: { ended: '已完成' } });
		expect((await first.tab.health()).waiting).toBe(0);
	});
});

describe('merging', () => {
	it('pairs both decisions, and merging twice changes nothing', async () => {
		const { first, second, blind, batch } = await taken();
		const mine = await rowsOf(second.tab, blind);
		await say(second.tab, blind, mine.slice(0, 3), 'reject', `见${NAMES[0]}病程`);
		await say(second.tab, blind, mine.slice(3), 'confirm');
		const file = await packageOf(second.tab, blind);
		const text = Object.values(unzipSync(new Uint8Array(await file.arrayBuffer())))
			.map((bytes) => new TextDecoder().decode(bytes))
			.join('');
		expect(text).not.toContain(NAMES[0]);
		expect(await first.tab.second('receive', batch, file, true)).toMatchObject({ state: 'refused', faults: [{ id: 'unknown-key' }] });
		expect(await first.tab.second('merges', batch)).toEqual([]);
		expect(await merged(first, file)).toMatchObject({ state: 'taken', faults: [], brings: mine.length });
		const history = await first.tab.history(batch, 1000);
		expect(await first.tab.second('receive', batch, file, true)).toMatchObject({ state: 'same' });
		expect(await first.tab.history(batch, 1000)).toEqual(history);
		const { rows, counts } = await first.tab.second('pairs', batch, 'decision', 0, 100);
		const [all, agree] = await Promise.all([first.tab.second('agreement', batch), first.tab.second('pairs', batch, 'agree', 0, 100)]);
		expect(all.overall.agreement).toMatchObject({ pairs: mine.length, agreed: agree.total });
		expect(counts.open).toBe(rows.length);
		for (const { first: a, second: b } of [...rows, ...agree.rows]) expect([a?.actor, b?.actor]).toEqual(['张初审', '王复核']);
		// The first reviewer's own decisions are as they were.
		for (const row of rows) expect((await first.tab.decisionOf(batch, row.key)).decision?.decision).toBe(row.first!.decision);
	});
	it('takes a later package in place of the earlier one, and never an earlier in place of the later', async () => {
		const { first, second, blind, batch } = await taken();
		const mine = await rowsOf(second.tab, blind);
		await say(second.tab, blind, mine.slice(0, 2), 'confirm');
		const early = await packageOf(second.tab, blind);
		await say(second.tab, blind, mine.slice(2, 6), 'confirm');
		const late = await packageOf(second.tab, blind);
		expect(await merged(first, early)).toMatchObject({ state: 'taken', brings: 2 });
		expect(await first.tab.second('receive', batch, late, true)).toMatchObject({ state: 'taken', brings: 6 });
		expect(await first.tab.second('receive', batch, early, true)).toMatchObject({ state: 'older' });
		expect(await first.tab.second('merges', batch)).toMatchObject([{ taken: 6 }]);
	});
	it('measures the first decision as it was before the other one could be seen', async () => {
		const { first, second, blind, batch } = await taken();
		const mine = await rowsOf(second.tab, blind);
		await say(second.tab, blind, mine, 'ask');
		await merged(first, await packageOf(second.tab, blind));
		await say(first.tab, batch, mine, 'ask');
		expect((await first.tab.second('agreement', batch)).overall.agreement.agreed).toBe(0);
	});
	it('sets aside what was decided after blindness was lifted, and what the same person said twice', async () => {
		const { first, second, blind, batch } = await taken();
		const mine = await rowsOf(second.tab, blind);
		await say(second.tab, blind, mine.slice(0, 4), 'confirm');
		await second.tab.second('endTask', blind, '主任要求提前看结果');
		await say(second.tab, blind, mine.slice(4, 6), 'confirm');
		await second.tab.setActor('张初审');
		await say(second.tab, blind, mine.slice(6, 7), 'confirm');
		const received = await merged(first, await packageOf(second.tab, blind));
		expect(received.faults).toMatchObject([
			{ id: 'not-blind', data: { n: 3 } },
			{ id: 'same-person', data: { n: 1 } }
		]);
		const { overall, aside } = await first.tab.second('agreement', batch);
		expect(overall.agreement.pairs).toBe(4);
		expect(aside).toEqual({ 'same-person': 1, 'not-blind': 2, key: 0 });
	});
	it('refuses the package of another batch, of a revoked key and a damaged one, each with its reason', async () => {
		const { first, second, blind, batch } = await taken();
		await say(second.tab, blind, await rowsOf(second.tab, blind), 'confirm');
		const file = await packageOf(second.tab, blind);
		const bytes = new Uint8Array(await file.arrayBuffer());
		const broken = new File([bytes.map((byte, i) => (i === bytes.length - 3000 ? byte ^ 1 : byte))], 'x.zip');
		expect((await first.tab.second('receive', batch, broken, true)).faults).toMatchObject([{ id: 'damaged' }]);
		const { keyId } = await first.tab.second('receive', batch, file, false);
		await trust(first.tab, keyId, '王复核');
		const elsewhere = await machineOf('赵', 3, 'c'.repeat(64));
		await trust(elsewhere.tab, keyId, '王复核');
		expect((await elsewhere.tab.second('receive', elsewhere.batch, file, true)).faults).toMatchObject([{ id: 'other-batch' }]);
		await first.tab.second('trust', keyId, {
			holder: '王复核',
			checked: '电话核对',
			from: '1970-01-01',
			until: '',
			revoked: { day: '2026-11-22', reason: '电脑遗失' }
		});
		const { faults, state } = await first.tab.second('receive', batch, file, true);
		expect([state, faults]).toMatchObject(['refused', [{ id: 'revoked-key', data: { reason: '电脑遗失' } }]]);
	});
	it('of a plan that this machine never made is refused', async () => {
		const { first, second, blind } = await taken();
		await say(second.tab, blind, await rowsOf(second.tab, blind), 'confirm');
		const third = await machineOf('孙', 20);
		expect(third.batch).toBe(first.batch);
		const file = await packageOf(second.tab, blind);
		expect((await merged(third, file)).faults).toMatchObject([{ id: 'unknown-plan' }]);
	});
	it('of two ordinary packages pairs what both decided, without an assignment', async () => {
		const first = await machineOf('张初审', 6);
		const second = await machineOf('王复核', 6);
		for (const { tab, batch } of [first, second]) await say(tab, batch, await rowsOf(tab, batch), 'confirm');
		const contents = { undecided: false, identities: true, workPapers: false };
		const file = await fileOf(await second.tab.exportPackage(second.batch, contents, () => undefined));
		expect(await merged(first, file)).toMatchObject({ state: 'taken', brings: 6 });
		const { overall } = await first.tab.second('agreement', first.batch);
		expect(overall.agreement).toMatchObject({ pairs: 6, agreed: 6, kappa: { value: null, undefined: 'one-category' }, ac1: { value: 1 } });
	});
});

describe('a conference', () => {
	it('keeps both reasons, decides by an event that names it, and leaves the agreement as it was', async () => {
		const { first, second, blind, batch } = await taken();
		await say(second.tab, blind, await rowsOf(second.tab, blind), 'ask', '缺护理记录');
		await merged(first, await packageOf(second.tab, blind));
		const before = await first.tab.second('agreement', batch);
		const [pair] = (await first.tab.second('pairs', batch, 'open', 0, 1)).rows;
		const said = { present: ['张初审', ' 王复核 ', ''], decision: 'reject' as const, amountOf: 'finding' as const, grounds: '病程有记载' };
		await first.tab.second('confer', batch, pair!.key, pair!.merge, said);
		const [record] = await first.tab.second('conferences', batch);
		expect(record).toMatchObject({
			key: pair!.key,
			present: ['张初审', '王复核'],
			stands: true,
			first: { actor: '张初审', decision: pair!.first!.decision, note: pair!.first!.note },
			second: { actor: '王复核', decision: 'ask', note: '缺护理记录' }
		});
		const { decision } = await first.tab.decisionOf(batch, pair!.key);
		expect(decision).toMatchObject({ decision: 'reject', reason: '合议', note: '病程有记载' });
		const [entry] = (await first.tab.history(batch, 5)).filter(({ payload }) => payload.kind === 'decide');
		expect(entry!.payload).toMatchObject({ conference: record!.id });
		expect(await first.tab.second('agreement', batch)).toEqual(before);
		expect((await first.tab.second('pairs', batch, 'settled', 0, 10)).rows.map(({ key }) => key)).toEqual([pair!.key]);
		await first.tab.decide({ kind: 'undo', batch, event: decision!.event });
		expect((await first.tab.second('conferences', batch))[0]).toMatchObject({ stands: false });
	});
});

describe('an opinion of an expert', () => {
	it('is signed, verified, kept beside the finding, and marked where the evidence is another', async () => {
		const first = await machineOf('张初审', 4);
		const expert = await machineOf('钱教授', 4);
		const [row] = await rowsOf(first.tab, first.batch);
		const said = { leaning: 'against' as const, text: '床旁监护需要，电话13800138000', expert: '钱教授', title: '重症医学科主任医师' };
		const file = await fileOf(await expert.tab.second('writeOpinion', expert.batch, row!.key, said));
		const { keyId } = await first.tab.second('receive', first.batch, file, true);
		expect(await first.tab.second('opinions', first.batch, row!.key)).toEqual([]);
		await trust(first.tab, keyId, '钱教授');
		expect(await first.tab.second('receive', first.batch, file, true)).toMatchObject({ kind: 'opinion', state: 'taken' });
		expect(await first.tab.second('receive', first.batch, file, true)).toMatchObject({ state: 'same' });
		expect(await first.tab.second('opinions', first.batch, row!.key)).toMatchObject([
			{ leaning: 'against', text: '床旁监护需要，电话138******00', holder: '钱教授', standing: 'trusted', stale: false }
		]);
		expect((await first.tab.decisionOf(first.batch, row!.key)).decision).toBeNull();
	});
});

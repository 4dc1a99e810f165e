import { describe, expect, it } from 'vitest';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import bedDays from '../../../rules/checks/compliance/bed-days-over-stay.ts';
import { packDigest } from '../../../rules/knowledge/digest.ts';
import { charges } from '../../../rules/facts/charges.ts';
import type { Stay } from '../../../rules/engine/stay.ts';
import type { Trace } from '../../../rules/engine/trace.ts';
import { runBackTest, type BackTestHost } from '../../../src/lib/client/back-test.ts';
import { BackTestJob } from '../../../workers/jobs/back-test-job.ts';
import { tidy } from '../../../workers/jobs/tidy.ts';
import type { KnowledgePack } from '../../../rules/knowledge/pack.ts';
import type { BackTestInfo, BackTestSpec, BackTestWork, RecipeChange } from '../../../workers/protocol/back-test.ts';
import type { DecisionKind } from '../../../workers/protocol/decision.ts';
import type { QueueQuery } from '../../../workers/protocol/review.ts';
import { lockOf, MOST_BACK_TESTS } from '../../../workers/store/index.ts';
import { definition } from '../../rules/user/own.ts';
import { fakeWorker } from '../../src/client/fake-worker.ts';
import { Machine, PACK, rulesWith } from './workbench.ts';

const NOTHING: RecipeChange = { rulesOn: [], rulesOff: [], parameters: [], packs: null };
const ALL: QueueQuery = { filter: { facets: {} }, sort: 'weight', descending: true, from: 0, count: 100 };

/**
 * Fee lines above a limit that a test can move. The batch of these tests charges 400 to M1, 150 to M2 and 100 to M3. Beside it stands the rule of bed days: M1 and M2,
 * on the same lines.
 */
const lineOverLimit = {
	...bedDays,
	meta: { ...bedDays.meta, id: 'line-over-limit', knowledge: [], uses: [], scope: 'line' },
	params: { limit: { default: 200_00, unit: 'amount', title: { zh: '单行上限', en: 'Limit of a line' }, why: 'fixture' } },
	candidates: undefined,
	judge(stay: Stay<'visit' | 'fee'>, t: Trace<{ limit: { default: number; unit: 'amount'; title: { zh: string; en: string }; why: string } }>) {
		t.each(stay.fact(charges).net, (charge) => {
			if (!t.gt('over', t.number(charge.row, 'det_item_fee_sumamt'), t.param('limit'))) return;
			t.report({ message: 'over', data: {}, grade: 'suspect', lines: [{ charge, role: 'offending', amount: charge.amount }] });
		});
	}
} as unknown as AnyRule;

const BASE = rulesWith(lineOverLimit);
const limit = (value: number, parts: object = {}) => ({ rule: 'line-over-limit', name: 'limit', value, region: '测试市', source: '夹具', ...parts });

async function ready(base = BASE) {
	const machine = await Machine.start();
	const batch = await machine.import();
	const run = await machine.review(batch, base);
	const tab = await machine.tab(base);
	await machine.store.settings.setActor('甲');
	const host = (): BackTestHost => ({
		cores: 2,
		spawn: async () => {
			const job = new BackTestJob({ store: machine.store, ruleBase: base, now: () => ++machine.time });
			const bound = <K extends keyof BackTestWork>(name: K) => job[name].bind(job) as unknown as BackTestWork[K];
			return fakeWorker<BackTestWork>({
				open: bound('open'),
				map: bound('map'),
				reduce: bound('reduce'),
				judge: bound('judge'),
				finish: bound('finish')
			}).worker;
		},
		hold: (id, work) => machine.locks.hold(lockOf.run(id), work),
		tidy: () => tidy(machine.store, machine.locks),
		uuid: () => `t${++machine.time}`,
		now: () => machine.time
	});
	const spec = (change: Partial<RecipeChange>, parts: Partial<BackTestSpec> = {}): BackTestSpec => ({
		batch,
		base: null,
		change: { ...NOTHING, ...change },
		asOf: machine.time,
		...parts
	});
	const test = async (change: Partial<RecipeChange>, parts: Partial<BackTestSpec> = {}): Promise<BackTestInfo> =>
		runBackTest(await tab.backTest('plan', spec(change, parts)), {}, host());
	const decide = async (visit: string, decision: DecisionKind, rule = 'line-over-limit') => {
		const found = await tab.findingsUnder(batch, { ...ALL, filter: { facets: { rule: [rule] } } });
		const { key, evidenceDigest } = found.find((one) => one.visit === visit)!;
		return tab.decide({ kind: 'decide', batch, decision, targets: [{ key, evidenceDigest }], reason: '', note: '' });
	};
	const rows = async (info: BackTestInfo) =>
		(await tab.backTest('rows', info.id, {}, 0, 100)).rows.map((row) => [row.visit, row.change, row.decision, row.before?.amount, row.after?.amount]);
	return { machine, batch, run, tab, host, spec, test, decide, rows };
}

/** Rows as the tables below have them, by visit. */
const byVisit = (rows: readonly (readonly unknown[])[]) => rows.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));

describe('a back-test', () => {
	it('of a lower limit finds exactly the stay between the limits, and of a higher one loses exactly those', async () => {
		const { test, rows } = await ready();
		const lower = await test({ parameters: [limit(120_00)] });
		expect(lower.touched).toEqual([{ rule: 'line-over-limit', because: ['parameter'] }]);
		expect(byVisit(await rows(lower))).toEqual([
			['M1', 'evidence', 'open', 400_00, 400_00],
			['M2', 'new', 'open', undefined, 150_00]
		]);
		expect(lower.counts.new.all).toMatchObject({ findings: 1, unknown: 0, amount: 150_00 });
		const higher = await test({ parameters: [limit(400_00)] });
		expect(await rows(higher)).toEqual([['M1', 'gone', 'open', 400_00, undefined]]);
		expect([higher.counts.before.all.findings, higher.counts.after.all.findings]).toEqual([1, 0]);
		expect([higher.counts.before.all.amount, higher.counts.after.all.amount]).toEqual([400_00, 0]);
	});
	it('of a limit in force from a day on changes the stays from that day on alone', async () => {
		const { test, rows } = await ready();
		expect(await rows(await test({ parameters: [limit(90_00, { from: '2026-05-01' })] }))).toEqual([['M2', 'new', 'open', undefined, 150_00]]);
	});
	it('of an unchanged recipe judges nothing and differs in nothing', async () => {
		const { test, rows, machine } = await ready();
		const info = await test({});
		expect(await machine.store.backTests.parts(info.id)).toEqual([]);
		expect([info.touched, info.differing, await rows(info), info.digests.before === info.digests.after]).toEqual([[], 0, [], true]);
	});
	it('counts decisions that stood at the time, by what became of their findings', async () => {
		const { test, decide, machine, rows } = await ready();
		await decide('M1', 'confirm', 'bed-days-over-stay');
		await decide('M2', 'reject', 'bed-days-over-stay');
		const asOf = machine.time;
		const off = await test({ rulesOff: ['bed-days-over-stay'] }, { asOf });
		expect(off.touched).toEqual([{ rule: 'bed-days-over-stay', because: ['rule-off'] }]);
		expect(byVisit(await rows(off))).toEqual([
			['M1', 'gone', 'confirm', 100_00, undefined],
			['M2', 'gone', 'reject', 50_00, undefined]
		]);
		const { before, gone } = off.counts;
		expect([before.confirm.amount, before.reject.amount, gone.confirm.findings, gone.reject.findings, gone.open.findings]).toEqual([
			...[100_00, 50_00],
			...[1, 1, 0]
		]);
	});
	it('keeps the decision about a finding whose card changed, and forgets one about evidence of neither side', async () => {
		const { test, decide, rows, tab, batch } = await ready();
		await decide('M1', 'confirm');
		expect(byVisit(await rows(await test({ parameters: [limit(120_00)] })))).toEqual([
			['M1', 'evidence', 'confirm', 400_00, 400_00],
			['M2', 'new', 'open', undefined, 150_00]
		]);
		const { key } = (await tab.findingsUnder(batch, { ...ALL, filter: { facets: { rule: ['line-over-limit'] } } }))[0]!;
		await tab.decide({ kind: 'decide', batch, decision: 'reject', targets: [{ key, evidenceDigest: '0'.repeat(64) }], reason: '', note: '' });
		expect(await rows(await test({ parameters: [limit(400_00)] }))).toEqual([['M1', 'gone', 'open', 400_00, undefined]]);
	});
	it('is frozen: what is decided or taken back after its time is not seen', async () => {
		const { test, decide, tab, batch, machine, rows } = await ready();
		const { event } = await decide('M1', 'ask');
		const asOf = machine.time;
		await tab.decide({ kind: 'undo', batch, event });
		await decide('M1', 'reject');
		const change = { parameters: [limit(400_00)] };
		expect((await rows(await test(change, { asOf })))[0]![2]).toBe('ask');
		const late = await test(change);
		expect((await rows(late))[0]![2]).toBe('reject');
		await decide('M1', 'confirm');
		expect((await rows(late))[0]![2]).toBe('reject');
		expect(await tab.backTest('open', late.id)).toEqual(late);
	});
	it('of a rule that the run left out (试运行) finds what it would add; a line that two rules claim counts once', async () => {
		const { machine, batch, test, rows } = await ready();
		await machine.review(batch, rulesWith());
		const added = await test({ rulesOn: ['line-over-limit'], parameters: [limit(120_00)] });
		expect(added.touched).toEqual([{ rule: 'line-over-limit', because: ['rule-on', 'parameter'] }]);
		expect((await rows(added)).map(([visit, change]) => [visit, change])).toEqual([
			['M1', 'new'],
			['M2', 'new']
		]);
		const both = await test({ rulesOn: ['line-over-limit'], rulesOff: ['bed-days-over-stay'], parameters: [limit(120_00)] });
		expect([both.counts.after.all.amount, both.counts.before.all.amount]).toEqual([550_00, 150_00]);
		const none = await test({ rulesOn: ['line-over-limit'], packs: [] });
		expect(none.byRule['bed-days-over-stay']!.undetermined).toEqual({ before: 0, after: 3 });
	});
	it('of another pack touches the rules that look into what differs', async () => {
		const { machine, test, tab, batch, rows } = await ready();
		const other = { ...PACK, version: '2', points: PACK.points.map((point) => ({ ...point, codes: [], name: '别的床位' })) } as KnowledgePack;
		const next = { ...other, digest: packDigest(other) };
		await machine.store.settings.savePack(next);
		const choices = await tab.backTest('choices', batch);
		expect(choices.packs.map(({ version, kept }) => [version, kept])).toEqual([
			['1', false],
			['2', true]
		]);
		const info = await test({ packs: [next.digest] });
		expect(info.touched).toEqual([{ rule: 'bed-days-over-stay', because: ['knowledge'] }]);
		expect((await rows(info)).map(([visit, change]) => [visit, change])).toEqual([
			['M1', 'gone'],
			['M2', 'gone']
		]);
		const { digest: _, ...same } = { ...PACK, version: '3' };
		await machine.store.settings.savePack({ ...same, digest: packDigest(same) });
		expect((await test({ packs: [packDigest(same)] })).touched).toEqual([]);
	});
	it('keeps the traces of both sides, and leaves the run and its findings alone', async () => {
		const { test, tab, batch, run } = await ready();
		const before = await tab.queue(batch, ALL);
		const info = await test({ parameters: [limit(120_00)] });
		const { rows } = await tab.backTest('rows', info.id, { change: 'evidence' }, 0, 10);
		const trace = await tab.backTest('trace', info.id, rows[0]!.trace!);
		expect([trace.before?.conditions[0]!.right.value, trace.after?.conditions[0]!.right.value]).toEqual([200_00, 120_00]);
		expect(await tab.queue(batch, ALL)).toEqual(before);
		expect((await tab.openRun(batch))?.id).toBe(run.id);
	});
	it('that is cancelled leaves nothing', async () => {
		const { host, tab, spec, machine } = await ready();
		const abort = new AbortController();
		const onProgress = ({ phase, done }: { phase: string; done: number }): void => void (phase === 'judge' && done === 1 && abort.abort());
		const request = await tab.backTest('plan', spec({ parameters: [limit(120_00)] }));
		await expect(runBackTest(request, { signal: abort.signal, onProgress }, { ...host(), uuid: () => 'cut' })).rejects.toMatchObject({
			name: 'AbortError'
		});
		expect([await tab.backTest('list'), await machine.store.backTests.parts('cut'), await machine.store.runs.unfinished()]).toEqual([[], [], []]);
		await expect(machine.store.backTests.traces('cut', 'p0')).rejects.toMatchObject({ id: 'not-found' });
	});
	it('goes with its batch, or by itself; the last fifty stay', async () => {
		const { test, tab, machine, batch } = await ready();
		const first = await test({ parameters: [limit(120_00)] });
		const { storage } = await machine.store.batches.get(batch);
		for (let i = 1; i <= MOST_BACK_TESTS; i++) await machine.store.backTests.finish(`n${i}`, storage, { ...first, id: `n${i}`, at: first.at + i });
		const ids = (await tab.backTest('list')).map(({ id }) => id);
		expect([ids.length, ids[0], ids.includes(first.id)]).toEqual([MOST_BACK_TESTS, `n${MOST_BACK_TESTS}`, false]);
		expect(await machine.store.backTests.parts(first.id)).toEqual([]);
		await tab.backTest('remove', 'n7');
		expect((await tab.backTest('list')).some(({ id }) => id === 'n7')).toBe(false);
		await tab.deleteBatch(batch);
		expect(await tab.backTest('list')).toEqual([]);
	});
	it('says who, when, with which build, and leaves as JSON and as CSV', async () => {
		const { test, tab, batch, run, decide } = await ready();
		await decide('M1', 'confirm');
		const info = await test({ parameters: [limit(400_00)] });
		expect(info).toMatchObject({
			batch,
			actor: '甲',
			build: 'test',
			run: { id: run.id, at: run.at },
			otherRuleBase: false,
			unknownRules: [],
			differing: 1
		});
		expect(info.digests.after).not.toBe(info.digests.before);
		expect(info.recipes.after.parameters).toEqual([limit(400_00)]);
		const json = JSON.parse(await (await tab.backTest('export', info.id, 'json')).text()) as BackTestInfo & { findings: unknown[] };
		expect(json).toMatchObject({ ...info, findings: [{ change: 'gone', visit: 'M1', decision: 'confirm' }] });
		const lines = new TextDecoder('utf-8', { ignoreBOM: true })
			.decode(await (await tab.backTest('export', info.id, 'csv')).arrayBuffer())
			.split('\r\n');
		expect([lines[0]!.startsWith('\uFEFF变化,规则编号,规则,'), lines.length]).toEqual([true, 3]);
		expect(lines[1]).toMatch(/^不再报,line-over-limit,床位费天数超过住院天数,M1,内科,2026-04-10,已确认,400\.00,,/);
	});
	it('takes the changed side of an earlier one for its base', async () => {
		const { test, rows } = await ready();
		const first = await test({ parameters: [limit(120_00)] });
		const { rules, packs, ...recipe } = first.recipes.after;
		const base = { ...recipe, rules: rules.map(({ id }) => id), packs: packs.map(({ digest }) => digest) };
		const second = await test({ parameters: [limit(300_00)] }, { base });
		expect([second.run, second.digests.before]).toEqual([null, first.digests.after]);
		expect(byVisit(await rows(second))).toEqual([
			['M1', 'evidence', 'open', 400_00, 400_00],
			['M2', 'gone', 'open', 150_00, undefined]
		]);
	});
	it('of a rule of the user’s own judges its last committed version, beside none or in place of an earlier one', async () => {
		const { tab, test, rows } = await ready();
		const commit = async (condition: string): Promise<string> => {
			await tab.userRules('saveDraft', definition(condition, { id: 'own-price', title: { zh: '单价上限', en: '' } }));
			return (await tab.userRules('commit', 'own-price')).rules[0]!.versions.at(-1)!.digest;
		};
		const first = await commit('fee.det_item_fee_sumamt > 120.00');
		const tried = await test({ rulesOn: ['own-price'] });
		expect(tried.touched).toEqual([{ rule: 'own-price', because: ['rule-on'] }]);
		expect(byVisit(await rows(tried)).map(([visit, change]) => [visit, change])).toEqual([
			['M1', 'new'],
			['M2', 'new']
		]);
		expect(tried.recipes.after.userRules?.map(({ digest }) => digest)).toEqual([first]);
		expect(await (await tab.backTest('export', tried.id, 'csv')).text()).toContain('own-price,单价上限');

		const second = await commit('fee.det_item_fee_sumamt > 300.00');
		const { rules, packs, ...recipe } = tried.recipes.after;
		const base = { ...recipe, rules: rules.map(({ id }) => id), packs: packs.map(({ digest }) => digest) };
		const renewed = await test({ rulesOn: ['own-price'] }, { base });
		expect(renewed.touched).toEqual([{ rule: 'own-price', because: ['version'] }]);
		expect(renewed.recipes.after.userRules?.map(({ digest }) => digest)).toEqual([second]);
		expect((await rows(renewed)).filter(([, change]) => change === 'gone').map(([visit]) => visit)).toEqual(['M2']);

		const forged = { ...base, userRules: base.userRules!.map((version) => ({ ...version, digest: '0'.repeat(64) })) };
		expect((await test({}, { base: forged })).unknownRules).toEqual(['own-price']);
	});
	it('of a rule or a pack that nobody has is refused by name', async () => {
		const { tab, spec } = await ready();
		await expect(tab.backTest('plan', spec({ rulesOn: ['no-such-rule'] }))).rejects.toThrow('not-found: rule no-such-rule');
		await expect(tab.backTest('plan', spec({ packs: ['0'.repeat(64)] }))).rejects.toThrow('not-found: pack');
	});
});

import { describe, expect, it } from 'vitest';
import { registryOf } from '../../../workers/jobs/user-rule-run.ts';
import { trialJob } from '../../../workers/jobs/user-rule-trial.ts';
import { ReviewJob } from '../../../workers/jobs/review-job.ts';
import { compareFindings, recipeOf } from '../../../workers/package/replay.ts';
import { asPackaged } from '../../../workers/jobs/rule-life-run.ts';
import type { WorkspaceJob } from '../../../workers/jobs/workspace-job.ts';
import type { UserRuleAnswer, UserRuleDefinition } from '../../../workers/protocol/user-rule.ts';
import { definition } from '../../rules/user/own.ts';
import { Machine, rulesWith } from './workbench.ts';

const own = (condition = 'fee.pric > 1.00', more: Partial<UserRuleDefinition> = {}): UserRuleDefinition =>
	definition(condition, { id: 'own-price', title: { zh: '单价上限', en: '' }, ...more });

/** A committed, tried rule. */
async function tried(machine: Machine, tab: WorkspaceJob, batch: string, rule = own()): Promise<UserRuleAnswer> {
	await tab.userRules('saveDraft', rule);
	const { rules } = await tab.userRules('commit', rule.id);
	const version = rules.find(({ id }) => id === rule.id)!.versions.at(-1)!;
	const report = await trialJob(batch, version, { store: machine.store, now: () => ++machine.time }, () => undefined);
	return tab.userRules('keepTrial', rule.id, report);
}

describe('the life of a rule of the user’s own', () => {
	it('shares one log with the built-in rules: of steps at one moment none is lost', async () => {
		const machine = await Machine.start();
		const tab = await machine.tab();
		const ids = ['own-a', 'own-b', 'own-c'];
		for (const id of ids) await tab.userRules('saveDraft', own(undefined, { id }));
		const rule = 'bed-days-over-stay';
		await Promise.all([
			tab.userRules('commit', 'own-a'),
			tab.stepRule({ rule, from: 'live', to: 'trial', reason: '误报多' }),
			tab.userRules('commit', 'own-b'),
			tab.stepRule({ rule, from: 'trial', to: 'retired', reason: '误报多' }),
			tab.userRules('commit', 'own-c')
		]);
		const { events, lives } = await tab.ruleDesk();
		expect(events).toHaveLength(5);
		expect({ ...lives }).toEqual({ 'own-a': 'committed', 'own-b': 'committed', 'own-c': 'committed', [rule]: 'retired' });
	});
	it('is drafted, committed, tried, made live with a reason, and runs', async () => {
		const machine = await Machine.start();
		const [tab, batch] = [await machine.tab(), await machine.import()];
		expect((await machine.review(batch)).recipe.userRules).toBeUndefined();
		const { rules, refused } = await tried(machine, tab, batch);
		expect(refused).toBeNull();
		const rule = rules[0]!;
		expect([rule.life, rule.live, rule.draft]).toEqual(['trial', null, null]);
		const { digest } = rule.versions[0]!;
		const trial = rule.trials[digest]!;
		expect(trial.foundStays).toBeGreaterThan(0);
		expect(trial.warnings).toContain('most');
		expect((await machine.review(batch)).recipe.userRules).toBeUndefined();

		expect((await tab.userRules('goLive', rule.id, digest, '本地口径', false)).refused).toBe('second-look');
		expect((await tab.userRules('goLive', rule.id, digest, ' ', true)).refused).toBe('no-reason');
		const live = await tab.userRules('goLive', rule.id, digest, '本地口径', true);
		expect([live.refused, live.rules[0]!.life, live.rules[0]!.live]).toEqual([null, 'live', 1]);
		expect(live.rules[0]!.events.map(({ from, to }) => `${from} ${to}`)).toEqual(['trial live', 'committed trial', 'draft committed']);

		const run = await machine.review(batch);
		expect(run.recipe.userRules?.map(({ definition: { id }, version }) => `${id} v${version}`)).toEqual(['own-price v1']);
		await tab.openRun(batch);
		const window = await tab.queue(batch, { filter: { facets: { rule: ['own-price'] } }, sort: 'amount', descending: true, from: 0, count: 50 });
		expect(window.rows.length).toBe(trial.foundStays);
		expect(window.amount).toBe(trial.amount);
		const why = await tab.explain(batch, window.rows[0]!.visit, 'own-price');
		expect(why.conditions.filter(({ holds }) => holds).map(({ left, right }) => [typeof left.value, right.value])).toContainEqual([
			'number',
			1_000_000
		]);
		expect((await tab.rules()).some(({ id }) => id === 'own-price')).toBe(true);
		const search = await tab.queueDesk('keepSearch', '单价上限');
		const searched = await tab.queue(batch, { filter: { facets: {}, search }, sort: 'amount', descending: true, from: 0, count: 50 });
		expect(searched.total).toBe(window.rows.length);

		expect((await tab.userRules('retire', rule.id, '口径已改')).rules[0]!.life).toBe('retired');
		expect((await machine.review(batch)).recipe.userRules).toBeUndefined();
	});

	it('a version never changes; the next one takes over when it is made live', async () => {
		const machine = await Machine.start();
		const [tab, batch] = [await machine.tab(), await machine.import()];
		const first = (await tried(machine, tab, batch)).rules[0]!.versions[0]!;
		await tab.userRules('goLive', 'own-price', first.digest, '启用', true);
		expect((await tab.userRules('saveDraft', own())).rules[0]!.draft).toBeNull();
		expect((await tab.userRules('commit', 'own-price')).refused).toBe('no-change');
		const next = (await tried(machine, tab, batch, own('fee.pric > 1000000'))).rules[0]!;
		expect(next.versions[0]).toEqual(first);
		expect([next.life, next.live]).toEqual(['live', 1]);
		const second = next.versions[1]!;
		expect(next.trials[second.digest]!.warnings).toEqual(['nothing']);
		expect((await tab.userRules('goLive', 'own-price', second.digest, '放宽', false)).rules[0]!.live).toBe(2);
		expect((await machine.review(batch)).recipe.userRules?.[0]?.digest).toBe(second.digest);
	});

	it('what is not sound, not tried or not its own is refused, and nothing is lost', async () => {
		const machine = await Machine.start();
		const tab = await machine.tab();
		expect((await tab.userRules('saveDraft', own('', { id: 'bed-days-over-stay' }))).refused).toBe('known-id');
		const faulty = await tab.userRules('saveDraft', own('fee.prce > 1'));
		expect([faulty.refused, faulty.rules[0]!.draft?.condition]).toEqual([null, 'fee.prce > 1']);
		expect((await tab.userRules('commit', 'own-price')).refused).toBe('faulty');
		const { faults, draft } = await tab.userRules('check', own('fee.prce > 1'));
		expect([faults[0]!.part, faults[0]!.from, faults[0]!.to, draft]).toEqual(['condition', 4, 8, null]);
		await tab.userRules('saveDraft', own());
		const { rules } = await tab.userRules('commit', 'own-price');
		expect((await tab.userRules('goLive', 'own-price', rules[0]!.versions[0]!.digest, '启用', true)).refused).toBe('not-tried');
		expect((await tab.userRules('remove', 'own-price')).refused).toBe('has-versions');
		await tab.userRules('saveDraft', own('', { id: 'own-other' }));
		expect((await tab.userRules('remove', 'own-other')).rules.map(({ id }) => id)).toEqual(['own-price']);
	});
});

it('a package carries the rules of its run, and another machine recomputes them', async () => {
	const machine = await Machine.start();
	const [tab, batch] = [await machine.tab(), await machine.import()];
	const { digest } = (await tried(machine, tab, batch)).rules[0]!.versions[0]!;
	await tab.userRules('goLive', 'own-price', digest, '启用', true);
	await machine.review(batch);
	const file = await tab.exportPackage(batch, { undecided: true, identities: true, workPapers: false }, () => undefined);
	const bytes = new Uint8Array(await file.arrayBuffer());

	const other = await Machine.start();
	const there = await other.import();
	const base = rulesWith();
	const job = new ReviewJob({ store: other.store, ruleBase: base, now: () => 1 });
	await job.open(asPackaged(other.request(there), recipeOf(bytes), base.registry));
	const recomputed = { recipe: job.recipe, files: job.batch.content.files, findings: await job.recompute(() => undefined) };
	expect(recomputed.findings.some(({ rule }) => rule === 'own-price')).toBe(true);
	expect((await compareFindings(bytes, recomputed)).verdict).toBe('equal');
	const changed = job.recipe.userRules!.map((one) => ({ ...one, digest: '0'.repeat(64) }));
	expect((await compareFindings(bytes, { ...recomputed, recipe: { ...job.recipe, userRules: changed } })).changedRules).toEqual(['own-price']);
	expect(() => registryOf(base.registry, { userRules: changed })).toThrow('not what its digest says');
	expect((await tab.verifyPackage(file)).lines.find(({ id }) => id === 'recipe')?.state).toBe('holds');
});

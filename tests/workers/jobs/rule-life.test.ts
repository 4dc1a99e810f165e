import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIFE_STEPS, RULE_LIVES, type NewException, type RuleLife, type RuleLifeStep } from '../../../workers/protocol/rule-life.ts';
import type { QueueQuery } from '../../../workers/protocol/review.ts';
import { dayOfMoment, exceptionRefusal, livesOf, stepRefusal } from '../../../workers/jobs/rule-life.ts';
import { asPackaged } from '../../../workers/jobs/rule-life-run.ts';
import { Machine, rulesWith } from './workbench.ts';

const RULE = 'bed-days-over-stay';
const ALL: QueueQuery = { filter: { facets: {} }, sort: 'weight', descending: true, from: 0, count: 100 };
const step = (from: RuleLife, to: RuleLife, reason = '本地暂不适用'): RuleLifeStep => ({ rule: RULE, from, to, reason });
const exception = (parts: Partial<NewException> = {}): NewException => ({
	rule: RULE,
	limits: { department: '内科' },
	reason: '本院内科床位费已由专项检查处理',
	until: '1970-12-31',
	...parts
});

describe('a step in the life of a rule', () => {
	it.each<[RuleLife, RuleLife, string, ReturnType<typeof stepRefusal>]>([
		['live', 'trial', '误报多', null],
		['live', 'retired', '误报多', null],
		['live', 'retired', '  ', 'no-reason'],
		['live', 'live', '误报多', 'not-from-here'],
		['live', 'draft', '误报多', 'not-from-here'],
		['draft', 'committed', '', null],
		['draft', 'live', '误报多', 'not-from-here'],
		['committed', 'trial', '', null],
		['trial', 'live', '', 'no-reason'],
		['trial', 'live', '回测确认', null],
		['retired', 'live', '回测确认', 'not-from-here'],
		['retired', 'trial', '再试', null]
	])('from %s to %s because of "%s"', (from, to, reason, expected) => {
		expect(stepRefusal(step(from, to, reason), from)).toBe(expected);
	});
	it('from where the rule no longer stands is refused', () => {
		expect(stepRefusal(step('live', 'retired'), 'trial')).toBe('not-from-here');
	});
	it('never leads back to a draft, and live is reached through a trial alone', () => {
		for (const from of RULE_LIVES) {
			expect(LIFE_STEPS[from]).not.toContain('draft');
			if (LIFE_STEPS[from].includes('live')) expect(from).toBe('trial');
		}
	});
	it('leaves every rule where its last taken step led', () => {
		const wish = fc.record({ rule: fc.constantFrom('a', 'b'), to: fc.constantFrom(...RULE_LIVES) });
		fc.assert(
			fc.property(fc.array(wish), (wishes) => {
				const now: Record<string, RuleLife> = {};
				const events = wishes.flatMap(({ rule, to }, at) => {
					const from = now[rule] ?? 'live';
					const asked = { rule, from, to, reason: 'x' };
					if (stepRefusal(asked, from)) return [];
					now[rule] = to;
					return [{ ...asked, version: 1, digest: '', at, actor: '' }];
				});
				expect({ ...livesOf(events) }).toEqual(now);
			})
		);
	});
});

describe('an exception is refused', () => {
	it.each<[string, Partial<NewException>, ReturnType<typeof exceptionRefusal>]>([
		['without a limit', { limits: {} }, 'no-limit'],
		['with an empty limit', { limits: { item: ' ' } }, 'no-limit'],
		['without a reason', { reason: ' ' }, 'no-reason'],
		['without an end', { until: '' }, 'no-until'],
		['with an end that no calendar has', { until: '2026-02-30' }, 'no-until'],
		['with an end behind', { until: '2026-06-30' }, 'until-past'],
		['without a rule', { rule: '' }, 'no-rule'],
		['never on its last day', { until: '2026-07-01' }, null]
	])('%s', (_, parts, expected) => {
		expect(exceptionRefusal(exception({ until: '2026-12-31', ...parts }), [], '2026-07-01')).toBe(expected);
	});
	it('where one like it holds, in whatever order its limits stand', () => {
		const known = { ...exception({ limits: { department: '内科', item: '床位费' }, until: '2026-12-31' }), id: 'x1', actor: '', at: 0 };
		const same = exception({ limits: { item: '床位费 ', department: '内科' }, until: '2027-01-31' });
		expect(exceptionRefusal(same, [known], '2026-07-01')).toBe('known-exception');
		expect(exceptionRefusal(same, [{ ...known, ended: { at: 1, actor: '', reason: 'x' } }], '2026-07-01')).toBeNull();
		expect(exceptionRefusal(same, [known], '2027-01-01')).toBeNull();
	});
});

describe('the workspace', () => {
	it('keeps steps with who, when and which commit, and refuses without changing anything', async () => {
		const machine = await Machine.start();
		const tab = await machine.tab();
		await tab.setActor('王审核');
		const { desk, refused } = await tab.stepRule(step('live', 'trial', ' 误报多 '));
		expect(refused).toBeNull();
		expect(desk.lives).toEqual({ [RULE]: 'trial' });
		expect(desk.events).toMatchObject([
			{ rule: RULE, version: 1, digest: 'f'.repeat(64), from: 'live', to: 'trial', actor: '王审核', reason: '误报多' }
		]);
		expect(await tab.stepRule(step('live', 'retired'))).toMatchObject({ refused: 'not-from-here', desk: { lives: { [RULE]: 'trial' } } });
	});
	it('takes wishes one after the other: none is lost', async () => {
		const machine = await Machine.start();
		const tab = await machine.tab();
		const answers = await Promise.all(['a', 'b', 'c'].map((department) => tab.addException(exception({ limits: { department } }))));
		expect(answers.map(({ refused }) => refused)).toEqual([null, null, null]);
		expect((await tab.ruleDesk()).exceptions.map(({ id }) => id)).toEqual(['x3', 'x2', 'x1']);
	});
	it('leads no life of rules that are not built in: theirs is led where they are written', async () => {
		const machine = await Machine.start();
		const tab = await machine.tab();
		const { refused, desk } = await tab.stepRule({ ...step('draft', 'committed'), rule: 'own-price' });
		expect([refused, desk.events]).toEqual(['no-rule', []]);
	});
	it('is written by one tab', async () => {
		const machine = await Machine.start();
		await machine.tab();
		const second = await machine.tab();
		await expect(second.stepRule(step('live', 'trial'))).rejects.toThrow('read-only');
		expect((await second.ruleDesk()).events).toEqual([]);
	});
});

describe('a run', () => {
	it('has no rule on trial and none retired, unless it is asked for by name', async () => {
		const machine = await Machine.start();
		const batch = await machine.import();
		const tab = await machine.tab();
		for (const [from, to] of [
			['live', 'trial'],
			['trial', 'retired']
		] as const) {
			await tab.stepRule(step(from, to));
			const info = await machine.review(batch);
			expect(info.recipe.rules).toEqual([]);
			expect(info.findings).toBe(0);
		}
		const { ReviewJob } = await import('../../../workers/jobs/review-job.ts');
		const job = new ReviewJob({ store: machine.store, ruleBase: rulesWith(), now: () => 1 });
		await job.open(machine.request(batch, { rules: [RULE] }));
		expect(job.recipe.rules).toEqual([{ id: RULE, version: 1 }]);
	});
	it.each<[string, NewException['limits'], readonly string[]]>([
		['a department', { department: '内科' }, ['M1', 'M2']],
		['a stay', { visit: 'M2' }, ['M2']],
		['an item by its code', { item: '001109000010000' }, ['M1', 'M2']],
		['an item by its name in one stay', { item: '床位费', visit: 'M1' }, ['M1']],
		['another item', { item: '护理费' }, []],
		['another department', { department: '外科' }, []],
		['another rule', { department: '内科' }, []]
	])('leaves findings out of the open work by an exception for %s', async (name, limits, visits) => {
		const machine = await Machine.start();
		const batch = await machine.import();
		const tab = await machine.tab();
		await tab.addException(exception({ limits, ...(name === 'another rule' ? { rule: 'other' } : {}) }));
		const info = await machine.review(batch);
		expect(info).toMatchObject({ findings: 2, amount: 150_00 });
		expect(info.recipe.exceptions?.length ?? 0).toBe(name === 'another rule' ? 0 : 1);
		const window = await tab.queue(batch, ALL);
		expect(window.total).toBe(2);
		expect(window.rows.filter(({ decision }) => decision === 'excepted').map(({ visit }) => visit)).toEqual(visits);
		expect(window.facets.decision.find(({ value }) => value === 'excepted')?.count ?? 0).toBe(visits.length);
	});
	it('shows a decision over an exception, and the exception again when it is taken back', async () => {
		const machine = await Machine.start();
		const batch = await machine.import();
		const tab = await machine.tab();
		await tab.addException(exception());
		await machine.review(batch);
		const { key, evidenceDigest } = (await tab.findingsUnder(batch, ALL))[0]!;
		const state = async () => (await tab.findingsUnder(batch, ALL)).map(({ decision }) => decision);
		const { event } = await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets: [{ key, evidenceDigest }], reason: '', note: '' });
		expect(await state()).toEqual(['confirm', 'excepted']);
		expect(await tab.decisionOf(batch, key)).toMatchObject({ state: 'confirm', decision: { decision: 'confirm', stale: false } });
		await tab.decide({ kind: 'undo', batch, event });
		expect(await state()).toEqual(['excepted', 'excepted']);
		expect(await tab.decisionOf(batch, key)).toEqual({ state: 'excepted', decision: null });
		expect((await tab.ruleRecords())[0]).toMatchObject({ fired: 2, excepted: 2, open: 0, precision: null });
	});
	it('names on the case the exception that a finding falls under, decided or not, until it ends', async () => {
		const machine = await Machine.start();
		const batch = await machine.import();
		const tab = await machine.tab();
		const { visit } = await machine.review(batch).then(async () => (await tab.findingsUnder(batch, ALL))[0]!);
		const named = async () => (await tab.caseOf(batch, visit)).findings.map(({ row, exception }) => [row.decision, exception?.id ?? null]);
		expect(await named()).toEqual([['open', null]]);
		await tab.addException(exception());
		await machine.review(batch);
		await tab.openRun(batch);
		expect(await named()).toEqual([['excepted', 'x1']]);
	});
	it('gives its findings back as open work after the last day', async () => {
		const machine = await Machine.start();
		const batch = await machine.import();
		const info = await machine.review(batch);
		const { OpenRun } = await import('../../../workers/jobs/open-run.ts');
		const { DecisionBook } = await import('../../../workers/jobs/decision-book.ts');
		const tab = await machine.tab();
		await tab.addException(exception({ until: '1970-01-05' }));
		const next = await machine.review(batch);
		const day = 86_400_000;
		const at = async (now: number) => [...(await OpenRun.open(machine.store, next, new DecisionBook(), () => '', now)).index.decision];
		expect(await at(4 * day)).toEqual([4, 4]);
		expect(await at(6 * day)).toEqual([0, 0]);
		expect(info.recipe.exceptions).toBeUndefined();
	});
	it('that is replayed has the rules and exceptions of the package', async () => {
		const machine = await Machine.start();
		const batch = await machine.import();
		const tab = await machine.tab();
		await tab.addException(exception());
		const { recipe } = await machine.review(batch);
		await tab.stepRule(step('live', 'retired'));
		await tab.endException('x1', '已结束');
		const base = rulesWith();
		const { ReviewJob } = await import('../../../workers/jobs/review-job.ts');
		const job = new ReviewJob({ store: machine.store, ruleBase: base, now: () => 1 });
		await job.open(asPackaged(machine.request(batch), recipe, base.registry));
		expect(job.recipe).toEqual(recipe);
		expect((await machine.review(batch)).recipe).toMatchObject({ rules: [] });
	});
});

describe('a day', () => {
	it.each([
		[0, '1970-01-01'],
		[86_399_999, '1970-01-01'],
		[86_400_000, '1970-01-02'],
		[Date.UTC(2028, 1, 29, 12), '2028-02-29']
	])('of %i ms', (ms, day) => expect(dayOfMoment(ms)).toBe(day));
});

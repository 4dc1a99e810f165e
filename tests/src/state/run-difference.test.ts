import { describe, expect, it } from 'vitest';
import { differs, runDifference } from '../../../src/lib/state/run-difference.ts';
import type { ParameterSetting, RunRecipe } from '../../../workers/protocol/review.ts';
import type { RuleDesk, RuleException } from '../../../workers/protocol/rule-life.ts';
import type { RuleCard } from '../../../workers/protocol/workspace.ts';

const setting = (value: number, parts: Partial<ParameterSetting> = {}): ParameterSetting => ({
	rule: 'a',
	name: 'days',
	value,
	region: '某市',
	source: 's',
	...parts
});
const exception = (id: string, parts: Partial<RuleException> = {}): RuleException => ({
	id,
	rule: 'a',
	limits: { department: '内科' },
	reason: 'x',
	until: '2026-12-31',
	actor: '',
	at: 0,
	...parts
});
const recipe = (parts: Partial<RunRecipe> = {}): RunRecipe => ({
	stage: 'settled',
	ruleBase: '',
	rules: [
		{ id: 'a', version: 1 },
		{ id: 'b', version: 1 }
	],
	packs: [],
	parameters: [],
	...parts
});
const desk = (parts: Partial<RuleDesk> = {}): RuleDesk => ({ lives: {}, events: [], exceptions: [], ruleBase: '', ...parts });
const cards = new Map(
	['a', 'b', 'in-stay-only'].map((id) => [id, { id, stages: id === 'in-stay-only' ? ['in-stay'] : ['settled'] } as unknown as RuleCard])
);
const difference = (run: RunRecipe, parameters: ParameterSetting[], now: RuleDesk, rule: string | null = null) =>
	runDifference(run, parameters, now, cards, '2026-07-01', rule);

describe('what differs from the last run', () => {
	it('is nothing where all is as it was', () => {
		const run = recipe({ parameters: [setting(1)], exceptions: [exception('x1')] });
		expect(differs(difference(run, [setting(1)], desk({ exceptions: [exception('x1')] })))).toBe(false);
	});
	it('is a parameter that came and one that went', () => {
		const { parameters } = difference(recipe({ parameters: [setting(1)] }), [setting(2)], desk());
		expect(parameters).toEqual({ fresh: [setting(2)], gone: [setting(1)] });
	});
	it('is another order, since the one saved last wins', () => {
		const [one, other] = [setting(1), setting(2, { region: '外市' })];
		expect(difference(recipe({ parameters: [one, other] }), [other, one], desk()).reordered).toBe(true);
		expect(difference(recipe({ parameters: [one, other] }), [one, other], desk()).reordered).toBe(false);
		expect(difference(recipe({ parameters: [one, other] }), [other], desk()).reordered).toBe(false);
	});
	it('is a rule that retired, and one that came back', () => {
		const run = recipe({ rules: [{ id: 'a', version: 1 }] });
		expect(difference(run, [], desk({ lives: { a: 'retired' } })).rules).toEqual({ fresh: ['b'], gone: ['a'] });
	});
	it('is an exception that came, that ended, or whose last day is past', () => {
		const run = recipe({ exceptions: [exception('x1'), exception('x2', { until: '2026-06-30' }), exception('x3')] });
		const ended = exception('x3', { ended: { at: 1, actor: '', reason: 'x' } });
		const now = desk({ exceptions: [exception('x4'), ended, exception('x2', { until: '2026-06-30' }), exception('x1')] });
		const { fresh, gone } = difference(run, [], now).exceptions;
		expect([fresh.map(({ id }) => id), gone.map(({ id }) => id)]).toEqual([['x4'], ['x2', 'x3']]);
	});
	it('of one rule says nothing of others', () => {
		const now = desk({ lives: { b: 'trial' }, exceptions: [exception('x1', { rule: 'b' })] });
		expect(differs(difference(recipe(), [setting(1, { rule: 'b' })], now, 'a'))).toBe(false);
		expect(differs(difference(recipe(), [setting(1, { rule: 'b' })], now, 'b'))).toBe(true);
	});
});

import { describe, expect, it } from 'vitest';
import { askables, drawSet, scoreOf } from '../../../../workers/jobs/training/exercise.ts';
import { readSet, setFile } from '../../../../workers/jobs/training/set-file.ts';
import { readTruths } from '../../../../workers/jobs/training/truths.ts';
import type { DebriefRow, TrainingForm, TrainingTruth } from '../../../../workers/protocol/training.ts';
import { Machine } from '../workbench.ts';

const KEY = `problem,kind,mdtrt_id,feedetl_sn,expected_amount_fen,note
床位费天数超过住院天数,planted,M1,F1;F2,10000,"住院2天，收4天"
床位费天数超过住院天数,look-alike,M2,F3,,转科当日两个病区各记床位费
出院后收费,planted,M1,F9,500,出院后一日
出院后收费,look-alike,M3,,,出院带药
没有规则的问题,planted,M4,,,
`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const truths = readTruths(bytes(KEY));
const form = (over: Partial<TrainingForm> = {}): TrainingForm => ({ title: '甲卷', questions: 4, lookAlikes: 50, rules: [], seed: '1', ...over });
const asked = (questions: readonly { visit: string; rule: string }[]): string[] => questions.map(({ visit, rule }) => `${visit} ${rule}`).sort();

describe('an answer key', () => {
	it('is read with amounts in 分 and notes that hold commas', () => {
		expect(truths).toHaveLength(5);
		expect(truths[0]).toEqual({ problem: '床位费天数超过住院天数', kind: 'planted', visit: 'M1', amount: 10_000, note: '住院2天，收4天' });
		expect(truths[1]!.amount).toBeNull();
	});
	it('is refused where it is none', () => {
		expect(() => readTruths(bytes('a,b\n1,2\n'))).toThrow(/^bad-training-file: a,b/);
		expect(() => readTruths(bytes(KEY.replace('look-alike', 'maybe')))).toThrow(/^bad-training-file: line 3/);
	});
});

describe('a set of questions', () => {
	it('asks each stay and rule once, and nothing that no rule finds', () => {
		expect(asked(askables([...truths, truths[0]!]))).toEqual([
			'M1 bed-days-over-stay',
			'M1 charge-outside-stay',
			'M2 bed-days-over-stay',
			'M3 charge-outside-stay'
		]);
	});
	it('is what the form says: share of look-alikes, rules, and the same for the same seed', () => {
		const all = askables(truths);
		expect(asked(drawSet(all, form({ questions: 2, lookAlikes: 50 }))).filter((one) => /^M[23]/.test(one))).toHaveLength(1);
		expect(asked(drawSet(all, form({ lookAlikes: 0 })))).toEqual(['M1 bed-days-over-stay', 'M1 charge-outside-stay']);
		expect(asked(drawSet(all, form({ rules: ['charge-outside-stay'] })))).toEqual(['M1 charge-outside-stay', 'M3 charge-outside-stay']);
		expect(drawSet(all, form())).toEqual(drawSet([...all].reverse(), form()));
		const many: TrainingTruth[] = Array.from({ length: 60 }, (_, i) => ({ ...truths[0]!, visit: `V${i}`, kind: i % 2 ? 'planted' : 'look-alike' }));
		expect(drawSet(askables(many), form({ questions: 20 }))).not.toEqual(drawSet(askables(many), form({ questions: 20, seed: '2' })));
	});
	it('goes out without its answers, and comes back only to its batch', async () => {
		const set = { title: '甲卷', questions: [{ visit: 'M1', rule: 'bed-days-over-stay' }] };
		const text = await setFile('b1', { stays: 20, seed: 7, truths }, set).text();
		expect(text).not.toContain('planted');
		expect(readSet(text, 'b1-2')).toEqual(set);
		expect(() => readSet(text, 'b2')).toThrow(/^other-training-batch: 20 \/ 7/);
		for (const bad of ['', '{}', 'null', text.replace('"M1"', '5'), text.replace('mingshen.training/1', 'x')])
			expect(() => readSet(bad, 'b1')).toThrow(/^bad-training-file/);
	});
});

it('a score tells what was missed from what was wrongly accepted', () => {
	const row = (kind: TrainingTruth['kind'], there: boolean, ms: number): DebriefRow => ({
		visit: 'M1',
		rule: 'r',
		index: 0,
		truth: { ...truths[0]!, kind },
		there,
		right: there === (kind === 'planted'),
		ms,
		finding: null
	});
	expect(
		scoreOf([row('planted', true, 1_000), row('planted', false, 3_000), row('look-alike', true, 2_000), row('look-alike', false, 8_000)])
	).toEqual({ asked: 4, right: 2, missed: 1, wronglyAccepted: 1, medianMs: 2_500 });
	expect(scoreOf([])).toEqual({ asked: 0, right: 0, missed: 0, wronglyAccepted: 0, medianMs: 0 });
});

it('an attempt at a set, from the key to the debrief', async () => {
	const machine = await Machine.start();
	const batch = await machine.import();
	await machine.review(batch);
	const tab = await machine.tab();
	expect((await tab.training('view', batch)).made).toBeNull();
	const key = KEY.replace('M2,F3', 'M9,F3');
	await tab.training('keepKey', batch, 20, 7, new File([key], 'truth.csv'));
	expect((await tab.batches())[0]!.training).toBe(true);
	const set = await tab.training('makeSet', batch, form());
	const questions = await tab.training('questions', batch, set);
	expect(questions).toHaveLength(4);
	await tab.setActor('学员甲');
	for (const [index] of questions.entries()) await tab.training('answer', batch, { set, attempt: 'a1', index, there: true, ms: 1_000 * (index + 1) });
	expect(await tab.training('answered', batch, 'a1')).toEqual([0, 1, 2, 3]);
	const debrief = await tab.training('debrief', batch, 'a1');
	expect(debrief).toMatchObject({ trainee: '学员甲', score: { asked: 4, right: 2, missed: 0, wronglyAccepted: 2, medianMs: 2_500 } });
	expect(debrief.byRule.map(({ rule, wronglyAccepted }) => [rule, wronglyAccepted])).toEqual([
		['bed-days-over-stay', 1],
		['charge-outside-stay', 1]
	]);
	// The finding that the run has about a planted stay stands beside its question.
	expect(debrief.rows.find(({ visit, rule }) => visit === 'M1' && rule === 'bed-days-over-stay')!.finding).not.toBeNull();
	expect((await tab.training('view', batch)).sets[0]).toMatchObject({
		title: '甲卷',
		questions: 4,
		attempts: [{ id: 'a1', trainee: '学员甲', answered: 4 }]
	});
	await expect(tab.training('makeSet', batch, form({ rules: ['no-such-rule'] }))).rejects.toThrow(/^not-found/);
	const file = new File([await tab.training('exportSet', batch, set)], 'set.json');
	expect(await tab.training('questions', batch, await tab.training('importSet', batch, file))).toEqual(questions);
});

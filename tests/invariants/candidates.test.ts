import { expect, it } from 'vitest';
import { findingsOf, loadTraining, runAll } from './loaded.ts';

it('candidates lose nothing: judging every stay gives the same findings and the same 无法判断', async () => {
	const loaded = await loadTraining(300, 'oracle', undefined, 0.2);
	const [fast, oracle] = [runAll(loaded), runAll(loaded, true)];
	expect(findingsOf(fast)).toEqual(findingsOf(oracle));
	const unsure = (results: typeof fast) =>
		results.flatMap((result) => result.undetermined.map(({ rule, missing, visits }) => [rule, missing.kind, missing.what, visits])).sort();
	expect(unsure(fast)).toEqual(unsure(oracle));
}, 120_000);

it('how people are dealt to shards changes no finding', async () => {
	const [few, many] = [await loadTraining(300, 'shards', 50, 0.1), await loadTraining(300, 'shards', 5_000, 0.1)];
	expect(few.shards.length).toBeGreaterThan(many.shards.length);
	expect(findingsOf(runAll(few))).toEqual(findingsOf(runAll(many)));
}, 120_000);

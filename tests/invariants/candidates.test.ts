import { expect, it } from 'vitest';
import type { ShardResult } from '../../rules/engine/run.ts';
import { damaged } from './damaged.ts';
import { findingsOf, loadTraining, runAll } from './loaded.ts';

const unsure = (results: readonly ShardResult[]) =>
	results.flatMap((result) => result.undetermined.map(({ rule, missing, visits }) => [rule, missing.kind, missing.what, visits])).sort();

it('candidates lose nothing: judging every stay gives the same findings and the same 无法判断', async () => {
	const loaded = await loadTraining(300, 'oracle', undefined, 0.2);
	const [fast, oracle] = [runAll(loaded), runAll(loaded, true)];
	expect(findingsOf(fast)).toEqual(findingsOf(oracle));
	expect(unsure(fast)).toEqual(unsure(oracle));
}, 120_000);

it('candidates lose nothing of records that are damaged in every way', async () => {
	const loaded = await loadTraining(120, 'damaged', undefined, 0.2);
	for (const seed of [1, 2, 3]) {
		const broken = { ...loaded, shards: loaded.shards.map((shard, i) => damaged(shard, seed * 100 + i)) };
		const [fast, oracle] = [runAll(broken), runAll(broken, true)];
		expect(oracle.flatMap((result) => result.errors)).toEqual([]);
		expect(findingsOf(fast).map(({ key, evidenceDigest }) => [key, evidenceDigest])).toEqual(
			findingsOf(oracle).map(({ key, evidenceDigest }) => [key, evidenceDigest])
		);
		expect(unsure(fast)).toEqual(unsure(oracle));
	}
}, 120_000);

it('how people are dealt to shards changes no finding', async () => {
	const [few, many] = [await loadTraining(300, 'shards', 50, 0.1), await loadTraining(300, 'shards', 5_000, 0.1)];
	expect(few.shards.length).toBeGreaterThan(many.shards.length);
	expect(findingsOf(runAll(few))).toEqual(findingsOf(runAll(many)));
}, 120_000);

import { describe, expect, it } from 'vitest';
import { runReview, type ReviewHost, type ReviewProgress } from '../../../src/lib/client/review.ts';
import { ReviewJob } from '../../../workers/jobs/review-job.ts';
import type { ReviewApi } from '../../../workers/protocol/workspace.ts';
import type { RunInfo, RunRequest } from '../../../workers/protocol/review.ts';
import { tidy } from '../../../workers/jobs/tidy.ts';
import { lockOf } from '../../../workers/store/index.ts';
import { Machine, rulesWith } from '../../workers/jobs/workbench.ts';
import { fakeWorker } from './fake-worker.ts';

const REQUEST: RunRequest = { batch: 'b', stage: 'settled', packs: [], parameters: [], rules: [] };
const SHARDS = ['p0', 'p1', 'p2', 'p3', 'p4'];

/** A host whose workers do as they are told; `judge` may die by calling `die`. */
function hostOf(judge: (shard: string, die: () => void) => Promise<void> = async () => undefined, population = false) {
	const log: string[] = [];
	const living = new Set<() => boolean>();
	let tidied = 0;
	const host: ReviewHost = {
		cores: 3,
		spawn: async () => {
			const api: ReviewApi = {
				open: async () => ({ shards: SHARDS, population }),
				map: async (_, shard) => {
					log.push(`map ${shard}`);
					return { rows: 10 };
				},
				reduce: async () => void log.push('reduce'),
				judge: async (_, shard) => {
					await judge(shard, () => fake.die());
					log.push(`judge ${shard}`);
					return { findings: 1, stays: 10, rows: 100 };
				},
				finish: async (run) => (log.push('finish'), { id: run } as RunInfo),
				replay: () => Promise.reject(new Error('not here'))
			};
			const fake = fakeWorker(api);
			living.add(fake.ended);
			return fake.worker;
		},
		hold: (_, work) => work(),
		tidy: async () => void tidied++,
		uuid: () => 'run',
		now: () => Date.now()
	};
	return { host, log, tidied: () => tidied, allEnded: () => [...living].every((ended) => ended()), workers: () => living.size };
}

describe('a review', () => {
	it('judges every shard once on a bounded pool, and ends its workers', async () => {
		const { host, log, allEnded, workers, tidied } = hostOf();
		const seen: ReviewProgress[] = [];
		expect(await runReview(REQUEST, { onProgress: (p) => seen.push(p as ReviewProgress) }, host)).toEqual({ id: 'run' });
		expect(log.filter((entry) => entry.startsWith('judge')).sort()).toEqual(SHARDS.map((shard) => `judge ${shard}`));
		expect(log.at(-1)).toBe('finish');
		expect([workers(), allEnded(), tidied()]).toEqual([2, true, 0]);
		expect(seen.at(-1)).toMatchObject({ phase: 'judge', done: 5, total: 5, rows: 500, deaths: 0, leftMs: 0 });
	});
	it('lets population rules see all shards before the first is judged', async () => {
		const { host, log } = hostOf(undefined, true);
		await runReview(REQUEST, {}, host);
		expect(log.slice(0, 5).sort()).toEqual(SHARDS.map((shard) => `map ${shard}`));
		expect(log[5]).toBe('reduce');
	});
	it('deals the shard of a dead worker once more, and counts the death', async () => {
		let died = false;
		const { host, log, allEnded } = hostOf(async (shard, die) => {
			if (shard !== 'p2' || died) return;
			died = true;
			die();
			await new Promise(() => undefined);
		});
		let deaths = 0;
		await runReview(REQUEST, { onProgress: (p) => (deaths = (p as ReviewProgress).deaths) }, host);
		expect(log.filter((entry) => entry === 'judge p2')).toHaveLength(1);
		expect([deaths, allEnded()]).toEqual([1, true]);
	});
	it('gives up over a shard that kills twice, and names it', async () => {
		const { host, tidied, allEnded } = hostOf(async (shard, die) => {
			if (shard !== 'p1') return;
			die();
			await new Promise(() => undefined);
		});
		await expect(runReview(REQUEST, {}, host)).rejects.toThrow('worker-died: twice over p1');
		expect([tidied(), allEnded()]).toEqual([1, true]);
	});
	it('that is aborted rejects at once, ends all workers and is tidied away', async () => {
		const { host, allEnded, tidied, log } = hostOf(() => new Promise(() => undefined));
		const abort = new AbortController();
		const review = runReview(REQUEST, { signal: abort.signal, onProgress: () => setTimeout(() => abort.abort()) }, host);
		await expect(review).rejects.toMatchObject({ name: 'AbortError' });
		expect([allEnded(), tidied(), log]).toEqual([true, 1, []]);
	});
	it('that fails is not tried again', async () => {
		let calls = 0;
		const { host } = hostOf(async () => {
			calls++;
			throw new Error('a fault of ours');
		});
		await expect(runReview(REQUEST, {}, host)).rejects.toThrow('a fault of ours');
		expect(calls).toBeLessThanOrEqual(2);
	});
});

describe('a review over a real store', () => {
	async function real() {
		const machine = await Machine.start();
		const batch = await machine.import();
		const host: ReviewHost = {
			cores: 2,
			spawn: async () => {
				const job = new ReviewJob({ store: machine.store, ruleBase: rulesWith(), now: () => 1 });
				const bound = <K extends 'open' | 'map' | 'reduce' | 'judge' | 'finish'>(name: K) => job[name].bind(job) as unknown as ReviewApi[K];
				return fakeWorker<ReviewApi>({
					open: bound('open'),
					map: bound('map'),
					reduce: bound('reduce'),
					judge: bound('judge'),
					finish: bound('finish'),
					replay: () => Promise.reject(new Error('not here'))
				}).worker;
			},
			hold: (run, work) => machine.locks.hold(lockOf.run(run), work),
			tidy: () => tidy(machine.store, machine.locks),
			uuid: () => 'run',
			now: () => 1
		};
		return { machine, batch, host };
	}
	it('gives the run that the workspace opens', async () => {
		const { machine, batch, host } = await real();
		const info = await runReview(machine.request(batch), {}, host);
		expect(info.findings).toBe(2);
		expect(await (await machine.tab()).openRun(batch)).toEqual(info);
	});
	it('aborted between judging and finishing leaves nothing', async () => {
		const { machine, batch, host } = await real();
		const abort = new AbortController();
		const onProgress = (progress: { done: number }): void => void (progress.done === 1 && abort.abort());
		await expect(runReview(machine.request(batch), { signal: abort.signal, onProgress }, host)).rejects.toMatchObject({ name: 'AbortError' });
		expect(await machine.store.runs.unfinished()).toEqual([]);
		expect(await machine.store.runs.facets('run')).toEqual([]);
		expect(await (await machine.tab()).openRun(batch)).toBeNull();
	});
});

import type { ReplayReport } from '../../../workers/protocol/package.ts';
import type { RunInfo, RunRequest } from '../../../workers/protocol/review.ts';
import type { ShardWork } from '../../../workers/protocol/shard-work.ts';
import type { Progress } from '../../../workers/protocol/source.ts';
import type { ReviewApi } from '../../../workers/protocol/workspace.ts';
import { asJob } from './activity.ts';
import { abortError } from './fault.ts';
import type { JobOptions } from './import.ts';
import { Pool } from './pool.ts';
import { spawnReview } from './spawn.ts';
import { abortable, type Supervised } from './supervised.ts';
import { tidy } from './workspace.ts';

/** Progress of a review: shards, rows, and how fast. */
export interface ReviewProgress extends Progress {
	readonly rowsPerSecond: number;
	/** Milliseconds left at the rate of this phase; null while unknown. */
	readonly leftMs: number | null;
	/** Workers that died and were replaced. */
	readonly deaths: number;
}

/** What work over all shards needs of its surroundings. */
export interface ShardHost<Api extends object> {
	readonly cores: number;
	readonly spawn: () => Promise<Supervised<Api>>;
	/** Holds the run's lock while it is made: a sweep takes runs that nobody holds. */
	readonly hold: <T>(run: string, work: () => Promise<T>) => Promise<T>;
	readonly tidy: () => Promise<void>;
	readonly uuid: () => string;
	readonly now: () => number;
}

/** Each worker holds the dictionaries and the compiled knowledge: beyond this memory grows faster than speed. */
const MOST_WORKERS = 8;

/** The surroundings of a browser, but for the workers. */
export const browserSurroundings: Omit<ShardHost<object>, 'spawn'> = {
	cores: globalThis.navigator?.hardwareConcurrency ?? 2,
	hold: async (run, work) => (await navigator.locks.request(`mingshen.run.${run}`, work)) as Awaited<ReturnType<typeof work>>,
	tidy,
	uuid: () => crypto.randomUUID(),
	now: Date.now
};

export type ReviewHost = ShardHost<ReviewApi>;
const browserHost: ReviewHost = { ...browserSurroundings, spawn: spawnReview };

/** Reviews a batch. An abort leaves the earlier run as it was. */
export const runReview = (request: RunRequest, options: JobOptions = {}, host: ReviewHost = browserHost): Promise<RunInfo> =>
	overShards(request, options, host);

/**
 * Goes over all shards with a pool of workers, one core left to the page: a first pass where some rule looks at the whole batch, and what all shards say to it
 * together; then every shard is judged and written, and the result becomes visible as a whole. An abort ends all workers, removes what they wrote, and rejects with an
 * AbortError.
 */
export function overShards<Request, Result>(request: Request, options: JobOptions, host: ShardHost<ShardWork<Request, Result>>): Promise<Result> {
	const run = host.uuid();
	return asJob(async () => {
		try {
			return await host.hold(run, () => dealt(run, request, options, host));
		} catch (error) {
			await host.tidy();
			throw error;
		}
	});
}

async function dealt<Request, Result>(
	run: string,
	request: Request,
	{ onProgress, signal }: JobOptions,
	host: ShardHost<ShardWork<Request, Result>>
): Promise<Result> {
	type Work = ShardWork<Request, Result>;
	signal?.throwIfAborted();
	const startedAt = host.now();
	const first = await host.spawn();
	const { shards, population } = await abortable(first, signal, abortError, () => first.api.open(request)).catch((error: unknown) => {
		first.end(error);
		throw error;
	});
	const pool = new Pool<Work>(Math.min(Math.max(1, host.cores - 1), MOST_WORKERS, shards.length), host.spawn, (api) => api.open(request), first);
	const abort = (): void => pool.end(abortError());
	signal?.addEventListener('abort', abort, { once: true });
	try {
		signal?.throwIfAborted();
		const pass = (phase: Progress['phase'], judge: (api: Work, shard: string) => Promise<{ readonly rows: number }>) => {
			const count = counter(phase, shards.length, startedAt, host.now, () => pool.deaths, onProgress);
			return pool.deal(shards, judge, ({ rows }) => count(rows));
		};
		if (population) {
			await pass('map', (api, shard) => api.map(run, shard));
			await pool.one((api) => api.reduce(run));
		}
		await pass('judge', (api, shard) => api.judge(run, shard));
		return await pool.one((api) => api.finish(run, startedAt));
	} finally {
		signal?.removeEventListener('abort', abort);
		pool.end(abortError());
	}
}

/** Counts pieces of one phase and tells how fast they go. */
function counter(
	phase: Progress['phase'],
	total: number,
	startedAt: number,
	now: () => number,
	deaths: () => number,
	onProgress: ((progress: ReviewProgress) => void) | undefined
): (rows: number) => void {
	const phaseAt = now();
	let [done, rows] = [0, 0];
	const report = (): void => {
		const spent = Math.max(1, now() - phaseAt);
		const leftMs = done === 0 ? null : (spent / done) * (total - done);
		onProgress?.({
			phase,
			done,
			total,
			rows,
			file: '',
			elapsedMs: now() - startedAt,
			rowsPerSecond: (rows / spent) * 1000,
			leftMs,
			deaths: deaths()
		});
	};
	report();
	return (more) => {
		done++;
		rows += more;
		report();
	};
}

/** Recomputes the findings of a package over the batch of its files and compares them. Nothing is written. */
export const replayPackage = (request: RunRequest, file: Blob, { onProgress, signal }: JobOptions = {}): Promise<ReplayReport> =>
	asJob(async () => {
		signal?.throwIfAborted();
		const worker = await spawnReview();
		try {
			return await abortable(worker, signal, abortError, () => worker.api.replay(request, file, onProgress ?? (() => undefined)));
		} finally {
			worker.end(abortError());
		}
	});

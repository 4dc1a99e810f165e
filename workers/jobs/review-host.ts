import { compareFindings } from '../package/replay.ts';
import type { ReplayReport } from '../protocol/package.ts';
import type { RunInfo, RunRequest } from '../protocol/review.ts';
import type { OnProgress } from '../protocol/source.ts';
import type { ReviewApi } from '../protocol/workspace.ts';
import { openStore } from '../store/index.ts';
import type { RuleBase } from './registry.ts';
import { ReviewJob } from './review-job.ts';

/** One worker of the review's pool on the ports of a browser. */
export class ReviewHost implements ReviewApi {
	readonly #job: Promise<ReviewJob>;

	constructor(private readonly ruleBase: RuleBase) {
		this.#job = openStore().then((store) => new ReviewJob({ store, ruleBase, now: Date.now }));
		// Told by the first call; an unhandled rejection would end the worker.
		this.#job.catch(() => undefined);
	}

	open = async (request: RunRequest): ReturnType<ReviewApi['open']> => (await this.#job).open(request);
	map = async (run: string, shard: string): Promise<void> => (await this.#job).map(run, shard);
	reduce = async (run: string): Promise<void> => (await this.#job).reduce(run);
	judge = async (run: string, shard: string): ReturnType<ReviewApi['judge']> => (await this.#job).judge(run, shard);
	finish = async (run: string, startedAt: number): Promise<RunInfo> => (await this.#job).finish(run, startedAt);

	async replay(request: RunRequest, packageFile: Blob, onProgress: OnProgress): Promise<ReplayReport> {
		const job = await this.#job;
		const startedAt = performance.now();
		await job.open(request);
		const findings = await job.recompute((done, total) =>
			onProgress({ phase: 'judge', done, total, rows: 0, file: '', elapsedMs: performance.now() - startedAt })
		);
		const knowledgeRules = this.ruleBase.registry.rules.filter(({ meta }) => meta.knowledge.length > 0).map(({ meta }) => meta.id);
		return compareFindings(new Uint8Array(await packageFile.arrayBuffer()), {
			recipe: job.recipe,
			files: job.batch.content.files,
			findings,
			knowledgeRules
		});
	}
}

import { compareFindings, recipeOf } from '../package/replay.ts';
import type { BackTestWork, BackTestWorkApi } from '../protocol/back-test.ts';
import type { ReplayReport } from '../protocol/package.ts';
import type { RunInfo, RunRequest } from '../protocol/review.ts';
import type { OnProgress } from '../protocol/source.ts';
import type { UserRuleTrialApi } from '../protocol/user-rule.ts';
import type { ReviewApi } from '../protocol/workspace.ts';
import { openStore, type Store } from '../store/index.ts';
import { callOf } from './back-test-desk.ts';
import { BackTestJob } from './back-test-job.ts';
import type { RuleBase } from './registry.ts';
import { ReviewJob } from './review-job.ts';
import { asPackaged } from './rule-life-run.ts';
import { trialJob } from './user-rule-trial.ts';

/** One worker of the review's pool on the ports of a browser. */
export class ReviewHost implements ReviewApi, BackTestWorkApi, UserRuleTrialApi {
	readonly #store: Promise<Store>;
	readonly #job: Promise<ReviewJob>;
	readonly #backTest: Promise<BackTestWork>;

	constructor(private readonly ruleBase: RuleBase) {
		const store = openStore();
		this.#store = store;
		this.#job = store.then((opened) => new ReviewJob({ store: opened, ruleBase, now: Date.now }));
		this.#backTest = store.then((opened) => new BackTestJob({ store: opened, ruleBase, now: Date.now }));
		// Told by the first call; an unhandled rejection would end the worker.
		for (const job of [this.#job, this.#backTest]) job.catch(() => undefined);
	}

	open = async (request: RunRequest): ReturnType<ReviewApi['open']> => (await this.#job).open(request);
	map = async (run: string, shard: string): ReturnType<ReviewApi['map']> => (await this.#job).map(run, shard);
	reduce = async (run: string): Promise<void> => (await this.#job).reduce(run);
	judge = async (run: string, shard: string): ReturnType<ReviewApi['judge']> => (await this.#job).judge(run, shard);
	finish = async (run: string, startedAt: number): Promise<RunInfo> => (await this.#job).finish(run, startedAt);

	backTest: BackTestWorkApi['backTest'] = (call, ...args) =>
		this.#backTest.then((job) => callOf<Awaited<ReturnType<BackTestWork[typeof call]>>>(job, call, args));

	trialUserRule: UserRuleTrialApi['trialUserRule'] = async (batch, version, onProgress) =>
		trialJob(batch, version, { store: await this.#store, now: Date.now }, onProgress);

	async replay(request: RunRequest, packageFile: Blob, onProgress: OnProgress): Promise<ReplayReport> {
		const job = await this.#job;
		const startedAt = performance.now();
		const bytes = new Uint8Array(await packageFile.arrayBuffer());
		await job.open(asPackaged(request, recipeOf(bytes), this.ruleBase.registry));
		const findings = await job.recompute((done, total) =>
			onProgress({ phase: 'judge', done, total, rows: 0, file: '', elapsedMs: performance.now() - startedAt })
		);
		const knowledgeRules = this.ruleBase.registry.rules.filter(({ meta }) => meta.knowledge.length > 0).map(({ meta }) => meta.id);
		return compareFindings(bytes, { recipe: job.recipe, files: job.batch.content.files, findings, knowledgeRules });
	}
}

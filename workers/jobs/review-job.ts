import type { TableId } from '../../rules/domain/tables/index.ts';
import type { Finding } from '../../rules/domain/finding.ts';
import type { Shard } from '../../rules/domain/shard.ts';
import { createParameters } from '../../rules/engine/parameters.ts';
import type { Registry } from '../../rules/engine/registry.ts';
import type { AnyRule, RunContext } from '../../rules/engine/rule.ts';
import { judgeShard, mapShard, missingTable, reducePartials, rulesOfStage, type Aggregates, type ShardResult } from '../../rules/engine/run.ts';
import { compileKnowledge } from '../../rules/knowledge/compile.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { withUserRules } from '../../rules/user/compile.ts';
import type { RunInfo, RunRecipe, RunRequest } from '../protocol/review.ts';
import { Fault, type Chunk, type Store } from '../store/index.ts';
import { openBatch, type OpenBatch } from './batch-context.ts';
import { findingAt, packFindings } from './pack-findings.ts';
import type { RuleBase } from './registry.ts';
import { heldExceptions, liveRules } from './rule-life-run.ts';
import { errorsOf, undeterminedOf } from './run-account.ts';
import { liveUserRules, ownOf } from './user-rule-run.ts';

export interface ReviewPorts {
	readonly store: Store;
	readonly ruleBase: RuleBase;
	readonly now: () => number;
}

interface OpenReview extends OpenBatch {
	readonly rules: readonly AnyRule[];
	readonly run: RunContext;
	readonly recipe: RunRecipe;
	readonly packs: readonly KnowledgePack[];
	readonly shards: readonly string[];
	/** Whether some rule looks at the whole batch: the others judge in the first pass then. */
	readonly hasTwoPasses: boolean;
	/** Tables whose documents some rule may read; the text heaps of the others stay on disk. */
	readonly texts: readonly TableId[];
	readonly textsOfSecondPass: readonly TableId[];
}

/** One worker's part of a review: the batch and its knowledge are opened once, then shards come one by one. */
export class ReviewJob {
	readonly #ports: ReviewPorts;
	#review: OpenReview | null = null;
	#aggregates: { readonly run: string; readonly value: Promise<Aggregates> } | null = null;

	constructor(ports: ReviewPorts) {
		this.#ports = ports;
	}

	async open(request: RunRequest): Promise<{ shards: readonly string[]; population: boolean }> {
		const { store, ruleBase, now } = this.#ports;
		const opened = await openBatch(store, request.batch);
		const own = request.userRules ?? (await liveUserRules(store));
		const asked = chosenRules(withUserRules(ruleBase.registry, own), request);
		const rules = request.rules.length === 0 ? await liveRules(asked, store) : asked;
		const exceptions = request.exceptions ?? (await heldExceptions(rules, store, now()));
		const localCodes = request.localCodes ?? (await mappedCodes(store));
		this.#review = {
			...opened,
			rules,
			run: {
				batch: opened.context,
				knowledge: compileKnowledge(request.packs, opened.context.dictionaries, localCodes),
				parameters: createParameters(rules, request.parameters)
			},
			recipe: { ...recipeOf({ ...request, exceptions }, rules, ruleBase.digest, localCodes), ...ownOf(rules, own) },
			packs: request.packs,
			shards: await store.batches.shardIds(opened.batch.storage),
			hasTwoPasses: rules.some((rule) => rule.population),
			texts: tablesOf(rules),
			textsOfSecondPass: tablesOf(rules.filter((rule) => rule.population))
		};
		this.#aggregates = null;
		return { shards: this.#review.shards, population: this.#review.hasTwoPasses };
	}

	/** First pass: what this shard says to the rules that look at the whole batch, and what all others find in it while it is here. */
	async map(run: string, id: string): Promise<{ rows: number }> {
		const { rules, batch, run: context } = this.#opened;
		const { store, now } = this.#ports;
		const shard = await this.#shard(id);
		await store.runs.putPartial(run, batch.storage, id, mapShard(rules, shard, context), now());
		const { tally } = await this.#keep(run, shard, judgeShard(rules.filter(isOfFirstPass(shard, context)), shard, context, NO_AGGREGATES));
		return { rows: tally.rows };
	}

	async reduce(run: string): Promise<void> {
		const { rules, batch } = this.#opened;
		const { store, now } = this.#ports;
		const partials = await store.runs.partials(run);
		await store.runs.putPartial(
			run,
			batch.storage,
			'',
			reducePartials(
				rules,
				partials.map(({ data }) => data as Record<string, unknown>)
			),
			now()
		);
	}

	/** Second pass, and the only one where no rule looks at the whole batch. */
	async judge(run: string, id: string): Promise<{ findings: number; stays: number; rows: number }> {
		const { rules, run: context, hasTwoPasses, textsOfSecondPass } = this.#opened;
		const [shard, aggregates] = await Promise.all([this.#shard(id, hasTwoPasses ? textsOfSecondPass : undefined), this.#aggregatesOf(run)]);
		const isFirst = isOfFirstPass(shard, context);
		const result = judgeShard(hasTwoPasses ? rules.filter((rule) => !isFirst(rule)) : rules, shard, context, aggregates);
		const chunk = hasTwoPasses ? await this.#join(run, shard, result) : await this.#keep(run, shard, result);
		const { findings, stays, rows } = chunk.tally;
		return { findings, stays, rows };
	}

	async #keep(run: string, shard: Shard, result: ShardResult): Promise<Chunk> {
		const { context, batch, recipe } = this.#opened;
		const chunk = packFindings(shard, context, result, recipe.exceptions);
		await this.#ports.store.runs.putChunk(run, batch.storage, shard.id, chunk, this.#ports.now());
		return chunk;
	}

	/** Adds what the second pass gave to what the first one kept of a shard. */
	async #join(run: string, shard: Shard, result: ShardResult): Promise<Pick<Chunk, 'tally'>> {
		const { runs } = this.#ports.store;
		const tally = await runs.tally(run, shard.id);
		if (result.findings.length + result.undetermined.length + result.errors.length === 0) return { tally };
		const blob = await runs.blob(run, shard.id);
		const first = Array.from({ length: tally.findings }, (_, i) => findingAt(blob, i));
		return this.#keep(run, shard, {
			findings: [...first, ...result.findings],
			undetermined: [
				...tally.undetermined.map(({ rule, missing, visits }) => ({ rule, missing, visits: visits && [...visits] })),
				...result.undetermined
			],
			errors: [...tally.errors, ...result.errors],
			judged: result.judged
		});
	}

	/** Makes the run visible once every shard of the batch has its chunk. */
	async finish(run: string, startedAt: number): Promise<RunInfo> {
		const { store, now } = this.#ports;
		const { batch, shards, recipe } = this.#opened;
		const tallies = await store.runs.tallies(run);
		const judged = new Set(tallies.map(({ shard }) => shard));
		const missing = shards.find((shard) => !judged.has(shard));
		if (missing !== undefined) throw new Fault('internal', `shard ${missing} was not judged`);
		const at = now();
		const info: RunInfo = {
			id: run,
			batch: batch.id,
			at,
			recipe,
			findings: tallies.reduce((sum, { data }) => sum + data.findings, 0),
			amount: tallies.reduce((sum, { data }) => sum + data.amount, 0),
			undetermined: undeterminedOf(tallies.map(({ data }) => data)),
			errors: errorsOf(tallies.map(({ data }) => data)),
			elapsedMs: Math.max(0, at - startedAt)
		};
		await store.settings.keepUsedPacks(this.#opened.packs);
		await store.runs.finish(run, batch.storage, info);
		return info;
	}

	/** All findings of the batch, in the order of its shards, without writing: what a replay compares. */
	async recompute(onShard: (done: number, total: number) => void): Promise<Finding[]> {
		const { rules, run, shards } = this.#opened;
		const partials: Record<string, unknown>[] = [];
		if (rules.some((rule) => rule.population)) for (const id of shards) partials.push(mapShard(rules, await this.#shard(id), run));
		const aggregates = reducePartials(rules, partials);
		const findings: Finding[] = [];
		for (const [i, id] of shards.entries()) {
			for (const finding of judgeShard(rules, await this.#shard(id), run, aggregates).findings) findings.push(finding);
			onShard(i + 1, shards.length);
		}
		return findings;
	}

	get recipe(): RunRecipe {
		return this.#opened.recipe;
	}
	get batch(): OpenBatch['batch'] {
		return this.#opened.batch;
	}

	get #opened(): OpenReview {
		if (!this.#review) throw new Fault('internal', 'the review is not open');
		return this.#review;
	}

	/** Read once a run: they can be large. */
	#aggregatesOf(run: string): Promise<Aggregates> {
		if (this.#aggregates?.run !== run) this.#aggregates = { run, value: this.#ports.store.runs.aggregate(run) as Promise<Aggregates> };
		return this.#aggregates.value;
	}

	#shard(id: string, texts: readonly TableId[] = this.#opened.texts): Promise<Shard> {
		return this.#ports.store.batches.shard(this.#opened.batch.storage, id, texts);
	}
}

/** Tables that some rule may read. */
const tablesOf = (rules: readonly AnyRule[]): TableId[] => [
	...new Set(rules.flatMap((rule) => [...rule.meta.requires, ...rule.meta.uses] as TableId[]))
];

const NO_AGGREGATES: Aggregates = {};

/** Rules that ask nothing of other shards, and those that cannot judge this one at all. */
const isOfFirstPass =
	(shard: Shard, context: RunContext) =>
	(rule: AnyRule): boolean =>
		!rule.population || missingTable(rule, shard, context) !== null;

function chosenRules(registry: Registry, request: RunRequest): readonly AnyRule[] {
	const unknown = request.rules.find((id) => !registry.get(id));
	if (unknown !== undefined) throw new Fault('not-found', `rule ${unknown}`);
	const rules = rulesOfStage(registry.rules, request.stage);
	return request.rules.length === 0 ? rules : rules.filter((rule) => request.rules.includes(rule.meta.id));
}

/** Local codes that the user mapped, of all profiles; a later profile wins. */
async function mappedCodes(store: Store): Promise<Record<string, string>> {
	return Object.assign(Object.create(null) as Record<string, string>, ...(await store.settings.profiles()).map((profile) => profile.localCodes));
}

function recipeOf(request: RunRequest, rules: readonly AnyRule[], digest: string, localCodes: Readonly<Record<string, string>>): RunRecipe {
	return {
		stage: request.stage,
		ruleBase: digest,
		rules: rules.map(({ meta }) => ({ id: meta.id, version: meta.version })),
		packs: request.packs.map((pack) => ({ id: pack.id, version: pack.version, digest: pack.digest })),
		parameters: request.parameters,
		...(Object.keys(localCodes).length > 0 ? { localCodes: { ...localCodes } } : {}),
		...(request.exceptions && request.exceptions.length > 0 ? { exceptions: request.exceptions } : {})
	};
}

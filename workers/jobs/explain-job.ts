import { createParameters } from '../../rules/engine/parameters.ts';
import type { Registry } from '../../rules/engine/registry.ts';
import type { RunContext } from '../../rules/engine/rule.ts';
import { explainVisit, type Aggregates } from '../../rules/engine/run.ts';
import { compileKnowledge } from '../../rules/knowledge/compile.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import type { ExplanationView } from '../protocol/explain.ts';
import type { RunInfo } from '../protocol/review.ts';
import { Fault, type Store } from '../store/index.ts';
import type { OpenBatch } from './batch-context.ts';
import { registryOf } from './user-rule-run.ts';

interface RunToExplain {
	readonly context: RunContext;
	readonly aggregates: Aggregates;
}

/** Judges single stays again with the packs, parameters and statistics of a run, to show how its rules came to say no. */
export class Explainer {
	/** The run explained last: its knowledge is compiled once. */
	#open: Promise<RunToExplain> | null = null;
	#of = '';

	constructor(
		private readonly store: Store,
		private readonly registry: Registry
	) {}

	/** @throws Fault not-found for a visit or a rule that nobody knows */
	async explain(opened: OpenBatch, run: RunInfo, visit: string, id: string): Promise<ExplanationView> {
		const rule = registryOf(this.registry, run.recipe).get(id);
		const code = opened.context.dictionaries.get('visit').code(visit);
		const shardId = await opened.shardOf(code);
		if (!rule || code === 0 || shardId === undefined) throw new Fault('not-found', rule ? `visit ${visit}` : `rule ${id}`);
		const { context, aggregates } = await this.#opened(opened, run);
		const shard = await this.store.batches.shard(opened.batch.storage, shardId, [...rule.meta.requires, ...rule.meta.uses] as TableId[]);
		const { verdict, missing, conditions } = explainVisit(rule, shard, shard.visitCode.indexOf(code), context, aggregates[id]);
		return { verdict: verdict.kind, missing, conditions };
	}

	#opened(opened: OpenBatch, run: RunInfo): Promise<RunToExplain> {
		if (this.#of !== run.id || !this.#open) {
			this.#of = run.id;
			this.#open = this.#read(opened, run);
			this.#open.catch(() => (this.#open = null));
		}
		return this.#open;
	}

	async #read({ context }: OpenBatch, { id, recipe }: RunInfo): Promise<RunToExplain> {
		const packs = await this.store.settings.usedPacks(recipe.packs.map(({ digest }) => digest));
		return {
			aggregates: ((await this.store.runs.aggregate(id)) ?? {}) as Aggregates,
			context: {
				batch: context,
				knowledge: compileKnowledge(packs, context.dictionaries, recipe.localCodes ?? {}),
				parameters: createParameters(registryOf(this.registry, recipe).rules, recipe.parameters)
			}
		};
	}
}

import { TABLE_IDS } from '../../rules/domain/tables/index.ts';
import { createParameters } from '../../rules/engine/parameters.ts';
import type { Registry } from '../../rules/engine/registry.ts';
import type { RunContext } from '../../rules/engine/rule.ts';
import { compileKnowledge } from '../../rules/knowledge/compile.ts';
import type { KnowledgePack, KnowledgeTableId } from '../../rules/knowledge/pack.ts';
import type { DipRequest, DipView } from '../protocol/dip.ts';
import type { RunInfo } from '../protocol/review.ts';
import { Fault, type Store } from '../store/index.ts';
import type { OpenBatch } from './batch-context.ts';
import { dipView } from './dip-job.ts';

/** Knowledge that grouping and the support of codes ask for: the rest of the packs is not compiled. */
const TABLES: ReadonlySet<KnowledgeTableId> = new Set<KnowledgeTableId>([
	'dipGroups',
	'notGrouping',
	'diagnosisSupport',
	'procedureItems',
	'indications'
]);

/**
 * Answers what-if questions about stays (DIP 模拟) with the packs and parameters of this machine as they are now, so that a catalogue just loaded
 * serves without a further review.
 */
export class DipDesk {
	/** Knowledge of the batch asked last, compiled once for its packs. */
	#knowledge: RunContext['knowledge'] | null = null;
	#of = '';

	constructor(
		private readonly store: Store,
		private readonly registry: Registry
	) {}

	/** @throws Fault not-found for a visit that nobody knows */
	async answer(opened: OpenBatch, run: RunInfo | null, { visit, ...trial }: DipRequest): Promise<DipView> {
		const code = opened.context.dictionaries.get('visit').code(visit);
		const shardId = code === 0 ? undefined : await opened.shardOf(code);
		if (shardId === undefined) throw new Fault('not-found', `visit ${visit}`);
		const [shard, packs, settings] = await Promise.all([
			this.store.batches.shard(opened.batch.storage, shardId, TABLE_IDS),
			this.store.settings.packs(),
			this.store.settings.parameters()
		]);
		const context: RunContext = {
			batch: opened.context,
			knowledge: this.#compiled(opened, packs, run?.recipe.localCodes ?? {}),
			parameters: createParameters(this.registry.rules, settings)
		};
		const reviewed = new Set((run?.recipe.packs ?? []).map(({ id, version }) => `${id}@${version}`));
		return dipView({ context, shard, visit: shard.visitCode.indexOf(code), trial, reviewed });
	}

	#compiled(opened: OpenBatch, packs: readonly KnowledgePack[], localCodes: Readonly<Record<string, string>>): RunContext['knowledge'] {
		const of = JSON.stringify([opened.batch.storage, packs.map(({ digest }) => digest), localCodes]);
		if (this.#of !== of || !this.#knowledge) {
			const needed = packs.map((pack) => ({ ...pack, points: pack.points.filter(({ table }) => TABLES.has(table)) }));
			this.#knowledge = compileKnowledge(needed, opened.context.dictionaries, localCodes);
			this.#of = of;
		}
		return this.#knowledge;
	}
}

import type { Shard, ShardTable } from '../../../rules/domain/shard.ts';
import type { TableId } from '../../../rules/domain/tables/index.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import type { RunContext } from '../../../rules/engine/rule.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import type { KnowledgePack, KnowledgeTableId } from '../../../rules/knowledge/pack.ts';
import type { AroundApi, AroundCalls, PeersView } from '../../protocol/case-around.ts';
import { Fault, type ShardHead, type Store } from '../../store/index.ts';
import { callOf } from '../back-test-desk.ts';
import type { OpenBatch } from '../batch-context.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { PeerColumns, peerTables } from './peer-columns.ts';
import { peersView } from './peer-view.ts';

/** Knowledge that grouping asks for; the rest of the packs is not compiled. */
const TABLES: ReadonlySet<KnowledgeTableId> = new Set<KnowledgeTableId>(['dipGroups', 'notGrouping']);
/** Batches whose columns are kept, as the workspace keeps open ones. */
const KEPT = 2;

/** What surrounds a stay: its peers in the batch, and what else was found about its person. */
export class AroundDesk implements AroundCalls {
	readonly #state: () => Promise<WorkspaceState>;
	/** Columns by batch and catalogue: a catalogue that was loaded since groups anew. */
	readonly #columns = new Map<string, Promise<PeerColumns>>();

	constructor(state: () => Promise<WorkspaceState>) {
		this.#state = state;
	}

	/** One call by its name: what crosses to the worker is one method. */
	answer: AroundApi['around'] = (call, ...args) => callOf<Awaited<ReturnType<AroundCalls[typeof call]>>>(this, call, args);

	peers = async (batch: string, visit: string): Promise<PeersView> => {
		const { store, batch: open } = await this.#opened(batch);
		const code = open.context.dictionaries.get('visit').code(visit);
		if (code === 0) throw new Fault('not-found', `visit ${visit}`);
		const packs = (await store.settings.packs()).map((pack) => ({ ...pack, points: pack.points.filter(({ table }) => TABLES.has(table)) }));
		const key = JSON.stringify([open.batch.storage, packs.filter(({ points }) => points.length > 0).map(({ digest }) => digest)]);
		const columns = this.#columns.get(key) ?? read(store, open, packs);
		this.#columns.delete(key);
		this.#columns.set(key, columns);
		columns.catch(() => this.#columns.delete(key));
		if (this.#columns.size > KEPT) this.#columns.delete(this.#columns.keys().next().value!);
		return peersView(await columns, code);
	};

	findingsOf = async (batch: string, person: string): Promise<readonly string[]> => {
		const { index } = await (await this.#state()).runOf(batch);
		const { texts, codes } = index.coded.person;
		const code = person === '' ? -1 : texts.indexOf(person);
		return code < 0 ? [] : index.keys.filter((_, i) => codes[i] === code);
	};

	async #opened(batch: string): Promise<{ store: Store; batch: OpenBatch }> {
		const state = await this.#state();
		return { store: state.store, batch: await state.batch(batch) };
	}
}

/** Reads the few columns that are compared, shard by shard; between two shards other questions to the workspace are answered. */
async function read(store: Store, { batch: { storage, content }, context }: OpenBatch, packs: readonly KnowledgePack[]): Promise<PeerColumns> {
	const knowledge = compileKnowledge(packs, context.dictionaries, {});
	const run: RunContext = { batch: context, knowledge, parameters: createParameters([]) };
	const columns = new PeerColumns((content.tables.settlement ?? 0) > 0 ? 'settlement' : 'fee');
	for (const head of await store.batches.heads(storage)) columns.add(await partOf(store, storage, head, peerTables(columns.cost)), run);
	return columns;
}

/** A shard with only some of its tables, without texts. */
async function partOf(store: Store, storage: string, { shard, tables: all, ...head }: ShardHead, wanted: readonly TableId[]): Promise<Shard> {
	const read = await Promise.all(
		wanted.filter((table) => all.includes(table)).map(async (table) => [table, await store.batches.table(storage, shard, table)] as const)
	);
	const tables = Object.fromEntries(read.filter((entry): entry is [TableId, ShardTable] => entry[1] !== null));
	return { id: shard, ...head, tables };
}

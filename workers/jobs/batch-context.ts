import type { Dictionaries, Dictionary } from '../../rules/domain/columns.ts';
import type { BatchContext } from '../../rules/domain/shard.ts';
import { dictionaryOf } from '../ingest/index.ts';
import type { DictionaryData } from '../protocol/batch.ts';
import type { Store, StoredBatch } from '../store/index.ts';
import { recordsOf } from './second/blind-batch.ts';

/** A batch opened for reading: what is the same for all its shards. */
export interface OpenBatch {
	readonly batch: StoredBatch;
	readonly context: BatchContext;
	/** Shard of a visit, by the visit's code; read when first asked for. */
	shardOf(visit: number): Promise<string | undefined>;
}

export async function openBatch(store: Store, id: string): Promise<OpenBatch> {
	const batch = { ...(await store.batches.get(recordsOf(id))), id };
	const [dictionaries, tables] = await Promise.all([store.batches.dictionaries(batch.storage), store.batches.batchTables(batch.storage)]);
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	let shards: Promise<ReadonlyMap<number, string>> | null = null;
	return {
		batch,
		context: { files: batch.content.files, dictionaries: dictionariesOf(dictionaries), tables, decode: (bytes) => decoder.decode(bytes) },
		shardOf: async (visit) => (await (shards ??= shardsOfVisits(store, batch.storage))).get(visit)
	};
}

async function shardsOfVisits(store: Store, storage: string): Promise<ReadonlyMap<number, string>> {
	const shards = new Map<number, string>();
	for (const { shard, visitCode } of await store.batches.heads(storage)) for (const visit of visitCode) shards.set(visit, shard);
	return shards;
}

const EMPTY: Dictionary = { size: 1, text: () => '', code: () => 0 };

/** Dictionaries at rest, opened; a name without values is an empty dictionary. */
export function dictionariesOf(data: readonly DictionaryData[]): Dictionaries {
	const open = new Map(data.map((dictionary) => [dictionary.name, dictionaryOf(dictionary)]));
	return { get: (name) => open.get(name) ?? EMPTY };
}

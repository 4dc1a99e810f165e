import { TABLE_IDS } from '../../../rules/domain/tables/index.ts';
import type { Follows, KeptBatch } from '../../protocol/delta.ts';
import type { Store } from '../../store/index.ts';

/** The batch that an import follows, read from the store. @throws Fault not-found where it is not there (any more) */
export async function keptBatch(store: Store, follows: Follows): Promise<KeptBatch> {
	const { batches } = store;
	const { storage, name, content } = await batches.get(follows.batch);
	const [dictionaries, tables, shards] = await Promise.all([batches.dictionaries(storage), batches.batchTables(storage), batches.shardIds(storage)]);
	return { ...follows, name, files: content.files, dictionaries, tables, shards, shard: (id) => batches.shard(storage, id, TABLE_IDS) };
}

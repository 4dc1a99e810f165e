import type { Shard, ShardTable } from '../../rules/domain/shard.ts';
import { TABLE_IDS, type TableId } from '../../rules/domain/tables/index.ts';
import type { DictionaryData } from '../protocol/batch.ts';
import type { Receipt } from '../protocol/receipt.ts';
import type { BatchContent } from './batch-content.ts';
import type { Codec } from './codec.ts';
import { Fault, guarded } from './fault.ts';
import { ImportWriter } from './import-writer.ts';
import { unpackTable, type PackedHead } from './packed.ts';
import { purgeStorage } from './purge.ts';
import { under, type BatchRecord, type Database } from './schema.ts';

/** A ready batch as the list shows it. */
export interface StoredBatch {
	readonly storage: string;
	readonly id: string;
	readonly name: string;
	readonly createdAt: number;
	readonly content: BatchContent;
}
export interface ShardHead extends PackedHead {
	readonly shard: string;
}

/** Batches and their records: segments of an import, whole or absent. */
export class BatchStore {
	constructor(
		private readonly db: Database,
		private readonly codec: Codec
	) {}

	/** Begins an import. Nothing of it is seen until `commit`; `discard` or the next sweep takes it away. */
	async begin(storage: string, name: string, at: number): Promise<ImportWriter> {
		await guarded(() => this.db.batches.add({ storage, id: '', state: 'importing', createdAt: at, name, content: null }));
		return new ImportWriter(this.db, this.codec, storage);
	}

	/** Ready batches, the newest first. */
	async list(): Promise<StoredBatch[]> {
		const records = await guarded(() => this.db.batches.where('state').equals('ready').toArray());
		const batches = await Promise.all(records.map((record) => this.#open(record)));
		return batches.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
	}

	/** @throws Fault not-found */
	async get(id: string): Promise<StoredBatch> {
		const record = await guarded(() => this.db.batches.where('id').equals(id).first());
		if (record?.state !== 'ready') throw new Fault('not-found', `batch ${id}`);
		return this.#open(record);
	}

	async rename(id: string, name: string): Promise<void> {
		const changed = await guarded(() => this.db.batches.where('id').equals(id).modify({ name }));
		if (changed === 0) throw new Fault('not-found', `batch ${id}`);
	}

	/** Takes a batch away with all that hangs on it. A sweep ends what a crash interrupts. */
	async delete(id: string): Promise<void> {
		const { storage } = await this.get(id);
		await guarded(() => this.db.batches.update(storage, { state: 'deleting', id: '' }));
		await purgeStorage(this.db, storage);
	}

	/** Storages that are neither ready nor at work: what dead imports and interrupted deletions left. */
	async unfinished(): Promise<{ readonly storage: string; readonly state: BatchRecord['state'] }[]> {
		return guarded(() => this.db.batches.where('state').notEqual('ready').toArray());
	}

	async purge(storage: string): Promise<void> {
		await purgeStorage(this.db, storage);
	}

	async receipt(id: string): Promise<Receipt> {
		const { storage } = await this.get(id);
		const record = await guarded(() => this.db.receipts.get(storage));
		if (!record) throw new Fault('store-damaged', `receipt of ${id}`);
		return this.codec.open(record.data);
	}

	async dictionaries(storage: string): Promise<DictionaryData[]> {
		const records = await guarded(() =>
			this.db.dictionaries
				.where('[storage+name]')
				.between(...under(storage))
				.toArray()
		);
		return Promise.all(records.map((record) => this.codec.open(record.data)));
	}

	/** Heads of all shards, in the order of their ids. */
	async heads(storage: string): Promise<ShardHead[]> {
		const records = await guarded(() =>
			this.db.heads
				.where('[storage+shard]')
				.between(...under(storage))
				.toArray()
		);
		return Promise.all(records.map(async (record) => ({ shard: record.shard, ...(await this.codec.open(record.data)) })));
	}

	async shardIds(storage: string): Promise<string[]> {
		const keys = await guarded(() =>
			this.db.heads
				.where('[storage+shard]')
				.between(...under(storage))
				.primaryKeys()
		);
		return keys.map(([, shard]) => shard);
	}

	/** Tables of the batch as a whole, with their texts. */
	batchTables(storage: string): Promise<Partial<Record<TableId, ShardTable>>> {
		return this.#tables(storage, '', TABLE_IDS);
	}

	/** A shard with all its tables; text heaps only of the tables named. @throws Fault not-found */
	async shard(storage: string, shard: string, texts: readonly TableId[]): Promise<Shard> {
		const record = await guarded(() => this.db.heads.get([storage, shard]));
		if (!record) throw new Fault('not-found', `shard ${shard}`);
		const { tables: names, ...head } = await this.codec.open(record.data);
		const tables = await this.#tables(storage, shard, texts);
		const lost = names.find((name) => !(name in tables));
		if (lost) throw new Fault('store-damaged', `${lost} of shard ${shard}`);
		return { id: shard, ...head, tables };
	}

	/** One table of a shard, without its texts where they are not asked for; null where the shard has none. */
	async table(storage: string, shard: string, table: TableId, texts = false): Promise<ShardTable | null> {
		const [record, heap] = await guarded(() =>
			Promise.all([this.db.rows.get([storage, shard, table]), texts ? this.db.texts.get([storage, shard, table]) : undefined])
		);
		return record ? unpackTable(await this.codec.open(record.data), heap ? await this.codec.open(heap.data) : null) : null;
	}

	async #tables(storage: string, shard: string, texts: readonly TableId[]): Promise<Partial<Record<TableId, ShardTable>>> {
		const [rows, heaps] = await guarded(() =>
			this.db.transaction('r', this.db.rows, this.db.texts, () =>
				Promise.all([
					this.db.rows
						.where('[storage+shard+table]')
						.between(...under(storage, shard))
						.toArray(),
					this.db.texts.bulkGet(texts.map((table): [string, string, string] => [storage, shard, table]))
				])
			)
		);
		const heapOf = new Map(heaps.flatMap((heap) => (heap ? [[heap.table, heap] as const] : [])));
		const tables: Partial<Record<TableId, ShardTable>> = {};
		for (const record of rows) {
			const heap = heapOf.get(record.table);
			tables[record.table as TableId] = unpackTable(await this.codec.open(record.data), heap ? await this.codec.open(heap.data) : null);
		}
		return tables;
	}

	async #open(record: BatchRecord): Promise<StoredBatch> {
		if (!record.content) throw new Fault('store-damaged', `batch ${record.id}`);
		const { storage, id, name, createdAt } = record;
		return { storage, id, name, createdAt, content: await this.codec.open(record.content) };
	}
}

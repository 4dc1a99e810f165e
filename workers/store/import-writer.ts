import type { Shard } from '../../rules/domain/shard.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import type { BatchSink, ImportedBatch } from '../protocol/batch.ts';
import type { BatchContent } from './batch-content.ts';
import { batchIdOf } from './batch-id.ts';
import type { Codec } from './codec.ts';
import { Fault, guarded } from './fault.ts';
import { packShard, packTables, type PackedParts, type PackedShard } from './packed.ts';
import { purgeStorage } from './purge.ts';
import { addShard } from './shard-write.ts';
import type { Database, TableRecord, TextRecord } from './schema.ts';

/** Writes one import, shard by shard. */
export class ImportWriter implements BatchSink {
	readonly #counts: Partial<Record<TableId, number>> = {};
	#shards = 0;
	/** The write under way: one at a time, so that memory holds two shards at most. */
	#writing: Promise<void> = Promise.resolve();

	constructor(
		private readonly db: Database,
		private readonly codec: Codec,
		readonly storage: string
	) {}

	/** Packs a shard and hands it on. */
	shard(shard: Shard): Promise<void> {
		return this.packed(packShard(shard));
	}

	/** Hands a shard to the database; its write goes on while the next shard is made, and is waited for by the call after this one. */
	async packed({ id, head, tables }: PackedShard): Promise<void> {
		const sealed = { storage: this.storage, shard: id, data: await this.codec.seal(head) };
		const { rows, texts } = await this.#seal(id, tables);
		await this.settled();
		await guarded(async () => {
			this.#writing = addShard(this.db, sealed, rows, texts);
			// Whoever comes next is told; until then the rejection is not unheeded.
			this.#writing.catch(() => undefined);
		});
		this.#shards++;
	}

	/** Waits for the write under way. @throws Fault why it failed */
	settled(): Promise<void> {
		return guarded(() => this.#writing);
	}

	/** The last transaction makes the batch visible, whole. @returns its id */
	async commit(batch: ImportedBatch, sizes: ReadonlyMap<string, number>): Promise<string> {
		await this.settled();
		if (this.#shards !== batch.shardCount) throw new Fault('internal', `${this.#shards} of ${batch.shardCount} shards written`);
		const dictionaries = await Promise.all(
			batch.dictionaries.map(async (dictionary) => ({ storage: this.storage, name: dictionary.name, data: await this.codec.seal(dictionary) }))
		);
		const { rows, texts } = await this.#seal('', packTables(batch.tables));
		const content = await this.codec.seal(this.#content(batch, sizes));
		const receipt = { storage: this.storage, data: await this.codec.seal(batch.receipt) };
		const base = batchIdOf(batch.files, batch.followed);
		return guarded(() =>
			this.db.transaction('rw', [this.db.batches, this.db.dictionaries, this.db.rows, this.db.texts, this.db.receipts], async () => {
				await this.db.dictionaries.bulkAdd(dictionaries);
				await this.db.rows.bulkAdd(rows);
				await this.db.texts.bulkAdd(texts);
				await this.db.receipts.add(receipt);
				const taken = new Set((await this.db.batches.where('id').startsWith(base).toArray()).map((record) => record.id));
				let id = base;
				for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
				await this.db.batches.update(this.storage, { state: 'ready', id, content });
				return id;
			})
		);
	}

	/** Takes away all that was written. */
	async discard(): Promise<void> {
		await this.settled().catch(() => undefined);
		return purgeStorage(this.db, this.storage);
	}

	async #seal(shard: string, tables: readonly PackedParts[]): Promise<{ rows: TableRecord[]; texts: TextRecord[] }> {
		const rows: TableRecord[] = [];
		const texts: TextRecord[] = [];
		for (const { table, texts: heaps } of tables) {
			const key = { storage: this.storage, shard, table: table.table };
			rows.push({ ...key, data: await this.codec.seal(table) });
			if (heaps) texts.push({ ...key, data: await this.codec.seal(heaps) });
			this.#counts[table.table] = (this.#counts[table.table] ?? 0) + table.rowCount;
		}
		return { rows, texts };
	}

	#content(batch: ImportedBatch, sizes: ReadonlyMap<string, number>): BatchContent {
		return {
			files: batch.files.map(({ name, digest }) => ({ name, digest, size: sizes.get(digest) ?? sizes.get(name) ?? 0 })),
			stays: batch.receipt.visits,
			persons: batch.receipt.persons,
			rows: batch.receipt.rows,
			tables: { ...this.#counts },
			shards: batch.shardCount,
			...(batch.followed ? { follows: batch.followed } : {})
		};
	}
}

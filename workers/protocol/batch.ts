import type { Column } from '../../rules/domain/columns.ts';
import type { Shard, ShardTable, SourceFile } from '../../rules/domain/shard.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import type { Followed } from './delta.ts';
import type { Receipt } from './receipt.ts';

/** Dictionary at rest: UTF-8 of all texts in the order of their codes; text of code c is [offsets[c], offsets[c + 1]). Code 0 is empty. */
export interface DictionaryData {
	readonly name: string;
	readonly bytes: Uint8Array;
	readonly offsets: Uint32Array;
}

/** A whole imported batch as the ingest hands it to its sink, shard by shard, so that it never stands in memory twice. */
export interface BatchSink {
	/** Called once for each shard; the arrays are the sink's from then on. */
	shard(shard: Shard): Promise<void>;
}

export interface ImportedBatch {
	readonly files: readonly SourceFile[];
	readonly dictionaries: readonly DictionaryData[];
	/** Tables that belong to the batch as a whole. */
	readonly tables: Readonly<Partial<Record<TableId, ShardTable>>>;
	readonly shardCount: number;
	readonly receipt: Receipt;
	/** The batch that this one follows. */
	readonly followed?: Followed;
}

export type { Column, Shard, ShardTable };

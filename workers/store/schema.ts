import { Dexie, type Table } from 'dexie';
import type { BackTestInfo } from '../protocol/back-test.ts';
import type { DictionaryData } from '../protocol/batch.ts';
import type { Comparison } from '../protocol/delta.ts';
import type { MappingProfile } from '../protocol/mapping.ts';
import type { Receipt } from '../protocol/receipt.ts';
import type { RunInfo } from '../protocol/review.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { Sealed } from './codec.ts';
import type { BatchContent } from './batch-content.ts';
import type { StoredAttachment } from './attachments.ts';
import type { ChunkBlob, ChunkFacets, ChunkTally } from './finding-chunk.ts';
import type { PackedHead, PackedTable, PackedTexts } from './packed.ts';

/** Types at rest stand here, beside the migrations that lead to them. Keys and states are in the clear; everything else is behind the codec. */
export type BatchState = 'importing' | 'ready' | 'deleting';

/**
 * A batch. `storage` names its records and never changes; `id` is made from the digests of its files when the import ends, so that the same files
 * loaded again are the same batch and decisions that waited find their findings.
 */
export interface BatchRecord {
	readonly storage: string;
	readonly id: string;
	readonly state: BatchState;
	readonly createdAt: number;
	readonly name: string;
	readonly content: Sealed<BatchContent> | null;
}
export interface DictionaryRecord {
	readonly storage: string;
	readonly name: string;
	readonly data: Sealed<DictionaryData>;
}
export interface HeadRecord {
	readonly storage: string;
	readonly shard: string;
	readonly data: Sealed<PackedHead>;
}
/** `shard` '' holds the tables of the batch as a whole. */
export interface TableRecord {
	readonly storage: string;
	readonly shard: string;
	readonly table: string;
	readonly data: Sealed<PackedTable>;
}
export interface TextRecord {
	readonly storage: string;
	readonly shard: string;
	readonly table: string;
	readonly data: Sealed<PackedTexts>;
}
export interface ReceiptRecord {
	readonly storage: string;
	readonly data: Sealed<Receipt>;
}
export interface RunRecord {
	readonly id: string;
	readonly storage: string;
	readonly state: 'judging' | 'ready';
	readonly at: number;
	readonly info: Sealed<RunInfo> | null;
}
export interface ChunkRecord<T> {
	readonly run: string;
	readonly shard: string;
	readonly data: Sealed<T>;
}
/** View of one frame of the journal: its exact text, so that a lost journal can be written again byte by byte. */
export interface EventRecord {
	readonly event: string;
	readonly batch: string;
	readonly lamport: number;
	readonly text: Sealed<string>;
}
export interface PackRecord {
	readonly id: string;
	readonly order: number;
	readonly data: Sealed<KnowledgePack>;
}
/** A pack as a run used it: what the user keeps may change or go, a run stays what it was made with. */
export interface UsedPackRecord {
	readonly digest: string;
	readonly data: Sealed<KnowledgePack>;
}
export interface NamedRecord<T> {
	readonly name: string;
	readonly data: Sealed<T>;
}
/** A back-test that is whole. */
export interface BackTestRecord {
	readonly id: string;
	readonly storage: string;
	readonly at: number;
	readonly info: Sealed<BackTestInfo>;
}
/** What a shard gave to a back-test: counts and rows, or evidence. */
export interface BackTestPartRecord {
	readonly test: string;
	readonly shard: string;
	readonly data: Sealed<unknown>;
}
export interface AttachmentRecord {
	readonly digest: string;
	readonly data: Sealed<StoredAttachment>;
}
/** How a batch differs from the one that it follows. */
export interface DeltaRecord {
	readonly storage: string;
	readonly data: Sealed<Comparison>;
}
export interface KeyRecord {
	readonly id: string;
	readonly createdAt: number;
	readonly pair: CryptoKeyPair;
}

export const DATABASE_NAME = 'mingshen';

/**
 * Released schemas, oldest first; an entry is never changed once released. A further one comes with its `upgrade`, a line in
 * CHANGELOG.md and a frozen fixture.
 */
const VERSIONS: readonly { readonly version: number; readonly stores: Readonly<Record<string, string>> }[] = [
	{
		version: 1,
		stores: {
			batches: 'storage, id, state',
			dictionaries: '[storage+name]',
			heads: '[storage+shard]',
			rows: '[storage+shard+table]',
			texts: '[storage+shard+table]',
			receipts: 'storage',
			runs: 'id, storage, state',
			facets: '[run+shard]',
			blobs: '[run+shard]',
			tallies: '[run+shard]',
			partials: '[run+shard]',
			events: 'event, batch, lamport',
			packs: 'id, order',
			usedPacks: 'digest',
			profiles: 'name',
			settings: 'name',
			keys: 'id'
		}
	},
	// Back-tests: tables of their own, empty at first; nothing that was there changes, so no upgrade runs.
	{ version: 2, stores: { backTests: 'id, storage, at', backTestParts: '[test+shard]', backTestTraces: '[test+shard]' } },
	// Attachments, and how batches differ from those that they follow: tables of their own, empty at first.
	{ version: 3, stores: { attachments: 'digest', deltas: 'storage' } }
];

export const SCHEMA_VERSION = VERSIONS.at(-1)!.version;

export interface DatabaseHost {
	readonly indexedDB: IDBFactory;
	readonly IDBKeyRange: typeof IDBKeyRange;
}

export class Database extends Dexie {
	declare readonly batches: Table<BatchRecord, string>;
	declare readonly dictionaries: Table<DictionaryRecord, [string, string]>;
	declare readonly heads: Table<HeadRecord, [string, string]>;
	declare readonly rows: Table<TableRecord, [string, string, string]>;
	declare readonly texts: Table<TextRecord, [string, string, string]>;
	declare readonly receipts: Table<ReceiptRecord, string>;
	declare readonly runs: Table<RunRecord, string>;
	declare readonly facets: Table<ChunkRecord<ChunkFacets>, [string, string]>;
	declare readonly blobs: Table<ChunkRecord<ChunkBlob>, [string, string]>;
	declare readonly tallies: Table<ChunkRecord<ChunkTally>, [string, string]>;
	declare readonly partials: Table<ChunkRecord<unknown>, [string, string]>;
	declare readonly events: Table<EventRecord, string>;
	declare readonly packs: Table<PackRecord, string>;
	declare readonly usedPacks: Table<UsedPackRecord, string>;
	declare readonly profiles: Table<NamedRecord<MappingProfile>, string>;
	declare readonly settings: Table<NamedRecord<unknown>, string>;
	declare readonly keys: Table<KeyRecord, string>;
	declare readonly backTests: Table<BackTestRecord, string>;
	declare readonly backTestParts: Table<BackTestPartRecord, [string, string]>;
	declare readonly backTestTraces: Table<BackTestPartRecord, [string, string]>;
	declare readonly attachments: Table<AttachmentRecord, string>;
	declare readonly deltas: Table<DeltaRecord, string>;

	constructor(name: string, host: DatabaseHost) {
		// The cache shows writes before they are on disk (dexie#1813, #2058).
		super(name, { cache: 'disabled', chromeTransactionDurability: 'strict', indexedDB: host.indexedDB, IDBKeyRange: host.IDBKeyRange });
		for (const { version, stores } of VERSIONS) this.version(version).stores(stores);
	}
}

/** All keys that begin with the given parts. */
export const under = (...parts: string[]): [lower: unknown[], upper: unknown[]] => [
	[...parts, Dexie.minKey],
	[...parts, Dexie.maxKey]
];

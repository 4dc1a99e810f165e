import type { Shard } from '../../rules/domain/shard.ts';
import type { ImportedBatch } from '../protocol/batch.ts';
import type { KeptHead } from '../protocol/delta.ts';
import type { MappingProfile, TableMapping } from '../protocol/mapping.ts';
import type { OnProgress } from '../protocol/source.ts';
import type { PackedShard } from '../store/index.ts';

/** The files of an import, by their place in the list; the bytes are handed over, not copied. */
export interface FilesApi {
	slice(file: number, from: number, to: number): Promise<Uint8Array>;
	/** SHA-256 in hex. */
	digest(file: number): Promise<string>;
}

/** What takes the shards of an import; the arrays are its own from then on. */
export interface PackedSink {
	packed(shard: PackedShard): Promise<void>;
}

/** The batch that an import follows: what it says of itself, and its shards one by one. */
export interface KeptApi {
	head(): Promise<KeptHead>;
	shard(id: string): Promise<Shard>;
}

export interface ParseRequest {
	readonly files: readonly { readonly name: string; readonly size: number }[];
	readonly corrections: readonly TableMapping[];
	readonly profile: MappingProfile | null;
}

/** What the worker that keeps files and store asks of the worker that parses: bytes are fetched from `files`, shards handed to `sink`. */
export interface ParseApi {
	parse(request: ParseRequest, files: FilesApi, sink: PackedSink, onProgress: OnProgress, kept?: KeptApi): Promise<ImportedBatch>;
}

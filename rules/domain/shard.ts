import type { Column, Dictionaries } from './columns.ts';
import type { TableId } from './tables/index.ts';

/** A loaded file: evidence names a row as (file digest, record number), never as a place in a shard. */
export interface SourceFile {
	/** SHA-256 of the bytes, in hex. */
	readonly digest: string;
	readonly name: string;
}

/** Rows of one table, sorted by visit, in the order of their files within a visit. */
export interface ShardTable {
	readonly table: TableId;
	readonly rowCount: number;
	/** A field that no file of the batch carries has no entry: that is "not known", never "empty". */
	readonly columns: Readonly<Record<string, Column>>;
	/** Rows of visit v are `[rowStart[v], rowStart[v + 1])`; length visitCount + 1. */
	readonly rowStart: Uint32Array;
	/** Index into the batch's list of files, and 1-based number of the record in that file and table. */
	readonly file: Uint16Array;
	readonly record: Uint32Array;
}

/** Whole people with all their visits: what one worker judges at a time with nothing shared. */
export interface Shard {
	readonly id: string;
	readonly visitCount: number;
	readonly personCount: number;
	/** Visits of person p are `[personStart[p], personStart[p + 1])`, ordered by their begin; length personCount + 1. */
	readonly personStart: Uint32Array;
	/** Code of each visit in dictionary `visit`, and of each person in dictionary `person`. */
	readonly visitCode: Uint32Array;
	readonly personCode: Uint32Array;
	/** A table that the batch does not have is absent here. Tables that belong to the batch are in `Batch`. */
	readonly tables: Readonly<Partial<Record<TableId, ShardTable>>>;
}

/** What is the same for every shard of a batch. */
export interface BatchContext {
	readonly files: readonly SourceFile[];
	readonly dictionaries: Dictionaries;
	/** Tables of the batch as a whole (stock, institutions, doctors): one pseudo-visit 0 that owns every row. */
	readonly tables: Readonly<Partial<Record<TableId, ShardTable>>>;
	/** UTF-8 decoder of the host: the core knows no TextDecoder. */
	readonly decode: (bytes: Uint8Array) => string;
}

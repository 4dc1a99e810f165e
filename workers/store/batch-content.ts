import type { TableId } from '../../rules/domain/tables/index.ts';
import type { Followed } from '../protocol/delta.ts';

/** What a batch says of itself, beside its records. */
export interface BatchContent {
	readonly files: readonly { readonly name: string; readonly digest: string; readonly size: number }[];
	readonly stays: number;
	readonly persons: number;
	readonly rows: number;
	/** Rows by table. */
	readonly tables: Readonly<Partial<Record<TableId, number>>>;
	readonly shards: number;
	/** The batch that this one follows (上一版). */
	readonly follows?: Followed;
}

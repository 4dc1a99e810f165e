import type { KnowledgePoint, KnowledgeTableId, PointOf } from './pack.ts';

/** Dictionary codes of the cells that name an item on a fee line; 0 where the cell is empty or the batch has no such column. */
export interface ItemKey {
	/** `hilist_code` and `med_list_codg`, dictionary `item`. */
	readonly national: number;
	readonly catalogue: number;
	/** `medins_list_codg`, dictionary `localItem`. */
	readonly local: number;
	/** `hilist_name` and `medins_list_name`, dictionary `itemName`. */
	readonly nationalName: number;
	readonly localName: number;
}

/** How an item was matched is itself a condition on the evidence card: a name is weaker than a code. */
export type MatchedBy = 'national' | 'local' | 'name';

export interface Match<P extends KnowledgePoint = KnowledgePoint> {
	readonly point: P;
	readonly by: MatchedBy;
	/** Field of the fee line that matched. */
	readonly field: 'hilist_code' | 'med_list_codg' | 'medins_list_codg' | 'hilist_name' | 'medins_list_name';
}

/** One byte a dictionary code: 1 where a point may match. For the prefilters of rules. */
export interface ItemFlags {
	readonly item: Uint8Array;
	readonly localItem: Uint8Array;
	readonly itemName: Uint8Array;
}

/** `sub` is the second item of a pair, or any part of a whole; every other table has only `main`. */
export type Side = 'main' | 'sub';

/** Packs compiled once a run against the dictionaries of the batch. */
export interface Knowledge {
	/** Whether any loaded pack has points of this table: without them a rule answers 无法判断. */
	has(table: KnowledgeTableId): boolean;
	points<T extends KnowledgeTableId>(table: T): readonly PointOf<T>[];
	/** Points that the item matches: by national code, else by mapped local code, else by normalised name. */
	match<T extends KnowledgeTableId>(table: T, item: ItemKey, side?: Side): readonly Match<PointOf<T>>[];
	flags(table: KnowledgeTableId, side?: Side): ItemFlags;
	/** "pack id@version" that a point came from. */
	packOf(point: KnowledgePoint): string;
}

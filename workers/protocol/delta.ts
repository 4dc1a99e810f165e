import type { Finding } from '../../rules/domain/finding.ts';
import type { Shard, ShardTable } from '../../rules/domain/shard.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import type { DictionaryData } from './batch.ts';
import type { DecisionView } from './decision.ts';
import type { FindingRow, RunRecipe } from './review.ts';
import type { OnProgress } from './source.ts';

/**
 * How the files of a later version join those of the batch that it follows (基于已有批次导入).
 * - `tables` 更正: a table that the files give takes the place of the same table, whole
 * - `stays` 更新: for the stays that the files name, their rows take the place of the rows of the same tables; other stays keep theirs
 * - `append` 追加: the rows are added; a record whose identifier is there already is told, and the first stands
 * Tables that the files do not give are carried over as they are.
 */
export const FOLLOW_MODES = ['tables', 'stays', 'append'] as const;
export type FollowMode = (typeof FOLLOW_MODES)[number];

/** Which batch an import follows. Batches never change: the later version is a batch of its own that remembers its predecessor (上一版). */
export interface Follows {
	readonly batch: string;
	readonly mode: FollowMode;
}
/** What a batch remembers of it. */
export interface Followed extends Follows {
	/** Name of the predecessor when it was followed. */
	readonly name: string;
	/** Tables that the new files gave, and the digests of these files; all other files were carried over. */
	readonly tables: readonly TableId[];
	readonly files: readonly string[];
}

/** A batch that exists, as the import that follows it reads its records again: shard by shard. */
export interface KeptHead extends Follows {
	readonly name: string;
	readonly files: readonly { readonly name: string; readonly digest: string; readonly size: number }[];
	readonly dictionaries: readonly DictionaryData[];
	/** Tables of the batch as a whole. */
	readonly tables: Readonly<Partial<Record<TableId, ShardTable>>>;
	readonly shards: readonly string[];
}
export interface KeptBatch extends KeptHead {
	/** With all texts; the arrays are the caller's from then on. */
	shard(id: string): Promise<Shard>;
}

/** What became of a fact: a row, or a stay. */
export const FACT_CHANGES = ['new', 'changed', 'gone'] as const;
export type FactChange = (typeof FACT_CHANGES)[number];

/** Rows of one table, by what became of them. Money is that of the table's main amount, 分; null where the table has none. */
export interface TableChanges {
	readonly table: TableId;
	readonly before: number;
	readonly after: number;
	readonly new: number;
	readonly changed: number;
	readonly gone: number;
	readonly money: { readonly new: number; readonly changedBefore: number; readonly changedAfter: number; readonly gone: number } | null;
	/** Changed rows by field that differs. */
	readonly fields: Readonly<Record<string, number>>;
	/** Columns that only one of the two versions has: they are told, not compared. */
	readonly fieldsNew: readonly string[];
	readonly fieldsGone: readonly string[];
}

/** The comparison of a batch with its predecessor, kept with the batch; it needs no review. */
export interface FactChanges {
	/** Epoch milliseconds, a claim of this machine, and how long it took. */
	readonly at: number;
	readonly elapsedMs: number;
	/** Only tables that some version has. */
	readonly tables: readonly TableChanges[];
	readonly stays: { readonly before: number; readonly after: number; readonly same: number } & Readonly<Record<FactChange, number>>;
	/** Institutions among the new rows that the predecessor does not know, up to 20. */
	readonly institutions: readonly string[];
}

/** One stay of which something changed. Sums of fee lines in 分. */
export interface StayChange {
	readonly visit: string;
	readonly change: FactChange;
	readonly rows: Readonly<Record<FactChange, number>>;
	/** Σ of its fee lines before and after. */
	readonly before: number;
	readonly after: number;
	readonly tables: readonly TableId[];
}
/** The same of all such stays, as columns: bit t of a mask stands for the t-th of `TABLE_IDS`. */
export interface StayColumns {
	readonly visits: readonly string[];
	/** Place in `FACT_CHANGES`. */
	readonly change: Uint8Array;
	/** Three a stay, in the order of `FACT_CHANGES`. */
	readonly rows: Uint32Array;
	readonly before: Float64Array;
	readonly after: Float64Array;
	readonly tables: Uint32Array;
}
/** What is kept with a batch. */
export interface Comparison {
	readonly facts: FactChanges;
	readonly stays: StayColumns;
}
export interface StayFilter {
	readonly change?: FactChange;
	/** A row of this table changed. */
	readonly table?: TableId;
}

/** One row of a stay that is new, changed or gone. `file` and `record` are its place in the later version; where it is gone, in the former one. */
export interface RowChange {
	readonly table: TableId;
	readonly change: FactChange;
	readonly file: string;
	readonly record: number;
	readonly rowId: string;
	/** Fields that differ, as text; for a row that is new or gone the fields that say what it is, on its one side. */
	readonly cells: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

/**
 * What became of a finding. `kept` 沿用: the same evidence, so a decision stands; `returned` 需重看: other evidence; `new`; `gone`.
 */
export const FINDING_FATES = ['kept', 'returned', 'new', 'gone'] as const;
export type FindingFate = (typeof FINDING_FATES)[number];
export interface FateSum {
	readonly findings: number;
	/** 分; a fee line claimed by several findings counts once. */
	readonly amount: number;
	/** Those that were decided in the former version. */
	readonly decided: number;
}
export interface FindingChanges {
	/** Of the later version; those `gone` of the former one. */
	readonly sums: Readonly<Record<FindingFate, FateSum>>;
	/** Decisions that could be carried over and were not yet. */
	readonly waiting: number;
	/** Carried over so far. */
	readonly carried: number;
	/** What the two reviews do not have in common: then not every difference comes from the data. */
	readonly recipe: readonly (keyof RunRecipe)[];
}
export interface FateRow {
	readonly fate: FindingFate;
	/** As the later run has it; where it is gone, as the former one had it. */
	readonly row: FindingRow;
	/** 分 in the former run; null where it had none or the amount cannot be known. */
	readonly before: number | null;
	readonly former: DecisionView | null;
}

/** Why a comparison of findings cannot be made. */
export type NoFindings = 'no-predecessor' | 'not-reviewed' | 'predecessor-not-reviewed';

/** A finding on both sides; which conditions and lines differ. */
export interface FindingDiff {
	readonly fate: FindingFate;
	readonly former: DecisionView | null;
	readonly before: Finding | null;
	readonly after: Finding | null;
	/** Conditions that are not alike on both sides, by their place in `conditions`. */
	readonly conditions: readonly { readonly before: number | null; readonly after: number | null }[];
	readonly lines: readonly { readonly before: number | null; readonly after: number | null }[];
}

/** What the auditor says of stays that the later version does not have (撤销). */
export interface Withdrawal {
	readonly answer: 'withdrawn' | 'incomplete';
	/** Stays it was said of. */
	readonly stays: number;
	readonly note: string;
}

/** Rows of one stay beyond this many are counted, not listed. */
export const MOST_ROWS = 5_000;

export interface Windowed<Row> {
	readonly rows: readonly Row[];
	readonly total: number;
}

/** What the page asks the workspace about a batch and its predecessor. */
export interface DeltaCalls {
	/** Compares, where it was not done yet. @throws Fault not-found where the batch follows none, or its predecessor is gone and nothing was kept */
	facts(batch: string, onProgress: OnProgress): Promise<FactChanges>;
	stays(batch: string, filter: StayFilter, from: number, count: number): Promise<Windowed<StayChange>>;
	/** Rows of one stay; '' for the tables of the batch as a whole. */
	/** At most `MOST_ROWS`, `total` counts all. */
	rows(batch: string, visit: string): Promise<Windowed<RowChange>>;
	findings(batch: string): Promise<FindingChanges | NoFindings>;
	findingRows(batch: string, fate: FindingFate, from: number, count: number): Promise<Windowed<FateRow>>;
	/** Null where the batch follows none, or there is nothing to compare with. */
	finding(batch: string, key: string): Promise<FindingDiff | null>;
	/** Carries decisions over whose evidence is the same. @throws Fault read-only, journal-failed */
	carry(batch: string): Promise<number>;
}
export interface DeltaApi {
	delta<K extends keyof DeltaCalls>(call: K, ...args: Parameters<DeltaCalls[K]>): Promise<Awaited<ReturnType<DeltaCalls[K]>>>;
}

import type { TableId } from '../../rules/domain/tables/index.ts';
import type { Encoding, Problem } from './mapping.ts';

/** One table taken from one file: read = taken + refused + duplicates. */
export interface ReceiptLine {
	readonly file: string;
	readonly sheet: string;
	readonly digest: string;
	readonly encoding: Encoding;
	readonly table: TableId;
	readonly read: number;
	readonly taken: number;
	readonly refused: number;
	/** Records whose identifier an earlier record of the batch already has: the first stands. */
	readonly duplicates: number;
	/** Σ of the table's main amount over taken records, 分; null where the table has none. */
	readonly amount: number | null;
	/** Headings that were left out. */
	readonly leftOut: readonly string[];
	/** Carried over from the batch that this one follows: of its records only those that stood there are read again. */
	readonly kept?: true;
}

/** Σ fee lines of a settlement against what the settlement says. Differences are told, never judged here. */
export interface MoneyCheck {
	readonly settlement: string;
	readonly visit: string;
	readonly settled: number;
	readonly lines: number;
}

/** Rows that name a visit, settlement or person that no file describes. */
export interface DanglingLink {
	readonly table: TableId;
	readonly field: string;
	readonly target: TableId;
	readonly rows: number;
	/** Up to 20 values. */
	readonly examples: readonly string[];
}

/** The ledger of an import. Lists are cut to `LIST_LIMIT` on screen; counts are always whole. */
export interface Receipt {
	readonly lines: readonly ReceiptLine[];
	/** Files that were not imported at all, with the reason: the same bytes again, no table recognised, unreadable. */
	readonly skipped: readonly Problem[];
	/** All refused records. */
	readonly refusals: readonly Problem[];
	readonly refusalCount: number;
	readonly duplicates: readonly Problem[];
	readonly duplicateCount: number;
	readonly money: {
		readonly settled: number;
		readonly lines: number;
		readonly checked: number;
		readonly different: readonly MoneyCheck[];
		readonly differentCount: number;
	};
	readonly dangling: readonly DanglingLink[];
	readonly visits: number;
	readonly persons: number;
	readonly rows: number;
	/** Tables that no file gave. */
	readonly absent: readonly TableId[];
}

/** Refusals and duplicates beyond this many are counted, not listed. */
export const LIST_LIMIT = 10_000;

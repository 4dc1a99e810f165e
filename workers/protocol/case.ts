import type { Finding } from '../../rules/domain/finding.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import type { DecisionView } from './decision.ts';
import type { FindingRow } from './review.ts';
import type { RuleException } from './rule-life.ts';

/** One record of the stay as text, with the times that place it on the timeline. */
export interface CaseRow {
	readonly file: string;
	readonly record: number;
	readonly rowId: string;
	/** Civil seconds; null where the record has no time. Precision 1 = day, 2 = minute. */
	readonly begin: number | null;
	readonly end: number | null;
	readonly precision: 0 | 1 | 2;
	/** Display text of the table's fields, in the order of `fields`. */
	readonly cells: readonly string[];
	/** Another stay of the person whose record this is: here only because a finding names it. */
	readonly other?: string;
}
export interface CaseTable {
	/** Canonical fields that the batch carries. */
	readonly fields: readonly string[];
	readonly rows: readonly CaseRow[];
}

/** The whole record of a stay with its findings: what the case screen shows. */
export interface CaseView {
	readonly visit: string;
	readonly person: string;
	/** Canonical fields of the visit record as text; empty where fee lines name a visit that no file describes. */
	readonly head: Readonly<Record<string, string>>;
	readonly begin: number | null;
	readonly end: number | null;
	/** Σ of the stay's fee lines, 分. */
	readonly total: number;
	readonly tables: Readonly<Partial<Record<TableId, CaseTable>>>;
	/** Tables that the batch does not have at all. */
	readonly absent: readonly TableId[];
	/** All findings of the stay, in the order of the queue. */
	readonly findings: readonly CaseFinding[];
	/** Other stays of the same person in the batch. */
	readonly others: readonly {
		readonly visit: string;
		readonly begin: number | null;
		readonly end: number | null;
		readonly institution: string;
		readonly diagnosis: string;
		readonly findings: number;
	}[];
	/** 无法判断 of this stay: what is missing. */
	readonly undetermined: readonly { readonly rule: string; readonly missing: { readonly kind: string; readonly what: string } }[];
}
export interface CaseFinding {
	readonly row: FindingRow;
	readonly finding: Finding;
	readonly decision: DecisionView | null;
	/** The exception that it falls under: without a decision it is no open work. */
	readonly exception: RuleException | null;
}

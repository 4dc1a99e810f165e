import type { TableId } from './tables/index.ts';

export type Dimension = 'compliance' | 'clinical' | 'dip' | 'fraud';
export type Scope = 'line' | 'stay' | 'person' | 'population';
export type Stage = 'in-stay' | 'settled';
/** certain 明确违规; suspect 可疑. */
export type Grade = 'certain' | 'suspect';

/**
 * Official terms (医保函〔2025〕2号, 条例 article 38, and for groups of diseases 实施细则 article 23); 数据质量 is a fault of the file, no violation.
 */
export const VIOLATIONS = [
	'诱导就医',
	'虚假就医',
	'虚构医药服务项目',
	'伪造变造资料',
	'重复收费',
	'超标准收费',
	'分解收费',
	'串换项目',
	'过度检查',
	'过度诊疗',
	'将不属于医保支付范围的费用纳入医保基金结算',
	'转嫁费用',
	'分解住院',
	'挂床住院',
	'高套或低编病种编码',
	'数据质量'
] as const;
export type Violation = (typeof VIOLATIONS)[number];

/** Chinese and English of one text shown to people. */
export interface Bilingual {
	readonly zh: string;
	readonly en: string;
}

/** One cell, span or row that a condition read. */
export interface EvidenceRef {
	readonly table: TableId;
	/** SHA-256 of the file, and 1-based number of the record in that file and table. */
	readonly file: string;
	readonly record: number;
	/** The row's own identifier where the file has one (费用明细流水号, 文书编号), else empty. */
	readonly rowId: string;
	readonly field: string | null;
	/** UTF-16 units of the stored text, [from, to). */
	readonly span?: readonly [number, number];
	/** The value as it was read, in display form (amounts in 元). */
	readonly value: string;
}

export type Unit = 'text' | 'amount' | 'price' | 'quantity' | 'ratio' | 'integer' | 'time' | 'day' | 'days' | 'hours' | 'span';

/** One side of a comparison. */
export interface Operand {
	readonly label: Bilingual;
	readonly unit: Unit;
	/** Raw value: whole numbers in `unit`, text, or a pair for a span. */
	readonly value: number | string | readonly number[] | readonly string[];
	readonly sources: readonly EvidenceRef[];
	/** Where the value is no cell: a parameter, a knowledge point, a fact derived from the sources, a statistic of the batch. */
	readonly origin: 'record' | 'derived' | 'parameter' | 'knowledge' | 'batch' | 'constant';
	/** Name of the parameter, or pack and point of the knowledge. */
	readonly originRef?: string;
}

export type Operator =
	'gt' | 'ge' | 'lt' | 'le' | 'eq' | 'ne' | 'in' | 'notIn' | 'within' | 'outside' | 'overlaps' | 'absent' | 'present' | 'matches';

/** One traced comparison with both values and its outcome. */
export interface Condition {
	readonly name: string;
	readonly left: Operand;
	readonly op: Operator;
	readonly right: Operand;
	readonly holds: boolean;
	/** For `absent`: a row that would have made it false, in canonical fields; the mutation tests add it. */
	readonly witness?: { readonly table: TableId; readonly fields: Readonly<Record<string, string | number>> };
}

/** 反证: what would clear the finding. */
export interface Clear {
	readonly id: string;
	readonly text: Bilingual;
	/** found: seen in the record, a human weighs it; not-found: looked for in vain; no-data: its table was not loaded. */
	readonly state: 'found' | 'not-found' | 'no-data';
	readonly sources: readonly EvidenceRef[];
}

export interface Basis {
	readonly doc: string;
	readonly clause: string;
	/** First and last day in force, yyyy-MM-dd. */
	readonly from: string;
	readonly to?: string;
	/** Checked against the published text by a person. */
	readonly verified: boolean;
}

/** offending 违规项, related 涉及项. */
export type LineRole = 'offending' | 'related';

export interface FindingLine {
	readonly table: TableId;
	readonly file: string;
	readonly record: number;
	readonly rowId: string;
	readonly role: LineRole;
	/** Quantity found wrong, 1/10 000 units. */
	readonly qty: number | null;
	/** 分. */
	readonly amount: number | null;
	readonly inScope: number | null;
	readonly fund: number | null;
}

/** How the fund loss was got; `none` stands with a reason. */
export type FundMethod = 'billed-share' | 'pro-rata' | 'agreement-estimate' | 'none';

/** The three amounts: 违规金额, 医保范围内金额, 基金损失; 分, null where it cannot be known. */
export interface Amounts {
	readonly amount: number | null;
	readonly inScope: number | null;
	readonly fund: number | null;
	readonly fundMethod: FundMethod;
	/** Why an amount is null, as message ids of the engine. */
	readonly reasons: readonly string[];
}

export interface FindingMessage {
	readonly id: string;
	readonly data: Readonly<Record<string, string | number>>;
}

export interface Finding {
	/** Stable over re-imports and re-runs: rule, subject, anchor. */
	readonly key: string;
	readonly rule: string;
	readonly version: number;
	readonly dimension: Dimension;
	readonly violation: Violation;
	readonly grade: Grade;
	/** Identifiers as text, as in the files; empty where unknown. */
	readonly visit: string;
	readonly person: string;
	/** Other visits that the finding speaks of (split admission, ring). */
	readonly related: readonly string[];
	readonly institution: string;
	readonly department: string;
	readonly doctor: string;
	/** First day of the conduct, yyyy-MM-dd; empty where unknown. */
	readonly date: string;
	readonly lines: readonly FindingLine[];
	readonly conditions: readonly Condition[];
	readonly clears: readonly Clear[];
	readonly basis: readonly Basis[];
	readonly amounts: Amounts;
	/** One a part that the rule reported, in its order; ids of the rule's templates and their data. */
	readonly messages: readonly FindingMessage[];
	/** SHA-256 over canonical conditions, lines and clears: decisions stay while it does. */
	readonly evidenceDigest: string;
}

/** Why a rule could not be judged: a table or a field that is absent, or a value that is not exact enough. */
export interface Missing {
	readonly kind: 'table' | 'field' | 'value' | 'precision' | 'document' | 'ambiguous-refund' | 'knowledge' | 'parameter' | 'peers';
	/** Table or field ("fee.inscp_amt"), or knowledge table, or parameter. */
	readonly what: string;
}

export type Verdict =
	/** `missing`: parts of the same subject that could not be judged. */
	| { readonly kind: 'finding'; readonly finding: Finding; readonly missing: readonly Missing[] }
	| { readonly kind: 'pass' }
	| { readonly kind: 'undetermined'; readonly missing: Missing }
	| { readonly kind: 'not-applicable'; readonly reason: string }
	| { readonly kind: 'error'; readonly message: string };

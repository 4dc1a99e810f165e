import type { Basis, Bilingual, Dimension, Missing, Scope, Stage, Violation } from '../domain/finding.ts';
import type { Shard, BatchContext } from '../domain/shard.ts';
import type { TableId } from '../domain/tables/index.ts';
import type { Knowledge } from '../knowledge/lookup.ts';
import type { KnowledgeTableId } from '../knowledge/pack.ts';
import type { Stay } from './stay.ts';
import type { Trace } from './trace.ts';

/** A limit, window or ratio with its reason. `default: null` means: unknown until a region sets it. */
export interface ParamSpec {
	readonly default: number | null;
	readonly unit: 'day' | 'hour' | 'count' | 'ratio' | 'amount' | 'year' | 'percent';
	readonly title: Bilingual;
	/** Why this value, and where it comes from. */
	readonly why: string;
}
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

export interface RuleMeta<Required extends TableId = TableId, Used extends TableId = TableId> {
	/** The name of the rule's file: a kebab-case noun of the wrong that it finds. */
	readonly id: string;
	readonly version: number;
	readonly title: Bilingual;
	/** One sentence for the reviewer: what is wrong and how it is seen. */
	readonly explains: Bilingual;
	readonly dimension: Dimension;
	readonly violation: Violation;
	readonly stages: readonly Stage[];
	readonly scope: Scope;
	readonly basis: readonly Basis[];
	/** National classes (GZ… codes or official names) that the rule serves. */
	readonly official: readonly string[];
	/** Items of the typical-problem list (医保函〔2025〕2号, 1–183) that it illustrates. */
	readonly problems: readonly number[];
	/** Items of its second part, for retail pharmacies (定点零售药店, 1–19), which are numbered anew. */
	readonly pharmacyProblems?: readonly number[];
	/** Items of the earlier list of imaging (医学影像, 前批) that the letter does not repeat. */
	readonly imagingProblems?: readonly number[];
	/** Tables without which the answer is 无法判断. */
	readonly requires: readonly Required[];
	/** Tables that it reads where they are there. */
	readonly uses: readonly Used[];
	/** Knowledge tables without which the answer is 无法判断. */
	readonly knowledge: readonly KnowledgeTableId[];
	/** Knowledge tables that it looks into where they are loaded, and does without where they are not. */
	readonly consults?: readonly KnowledgeTableId[];
	/** Counter-evidence (反证) that it looks for, by id. */
	readonly clears: Readonly<Record<string, Bilingual>>;
	/** Templates with {{name}}; tests assert ids and data, never prose. */
	readonly messages: Readonly<Record<string, Bilingual>>;
}

/** What rules see beside the records. */
export interface RunContext {
	readonly batch: BatchContext;
	readonly knowledge: Knowledge;
	readonly parameters: Parameters;
}

/** Parameters in force, by rule, name and day of service. */
export interface Parameters {
	/** @param day days since 1970-01-01, or null for the value without a date */
	get(rule: string, name: string, day: number | null): { readonly value: number | null; readonly source: string } | null;
}

export interface RuleDefinition<
	Required extends TableId = TableId,
	Used extends TableId = TableId,
	Params extends ParamSpecs = ParamSpecs,
	Partial = unknown,
	Aggregate = unknown
> {
	readonly meta: RuleMeta<Required, Used>;
	readonly params: Params;
	/**
	 * A fast prefilter over columns: visits (by index) that could give a finding or 无法判断. It gives no verdicts and
	 * must never lose one: the oracle in the tests judges every stay. Absent: every visit is judged. Null: cannot prefilter.
	 * Of a population rule it sees the aggregate too.
	 */
	candidates?(shard: Shard, context: RunContext, aggregate: Aggregate): Iterable<number> | null;
	/** Population rules first look at every shard, then at all partials; plain data that can be cloned. */
	readonly population?: { map(shard: Shard, context: RunContext): Partial; reduce(partials: readonly Partial[]): Aggregate };
	/** Judges one stay (for person and population rules: the anchor of the finding) by traced operations only. */
	judge(stay: Stay<Required | Used>, trace: Trace<Params>, aggregate: Aggregate): void;
}

/** Checks the rule's shape at compile time; the registry checks the rest. */
export function defineRule<
	const Required extends TableId,
	const Used extends TableId,
	const Params extends ParamSpecs,
	Partial = unknown,
	Aggregate = unknown
>(rule: RuleDefinition<Required, Used, Params, Partial, Aggregate>): RuleDefinition<Required, Used, Params, Partial, Aggregate> {
	return rule;
}

/** A rule with its types erased, as the engine runs it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where the types of many rules meet
export type AnyRule = RuleDefinition<any, any, any, any, any>;

export type { Missing };

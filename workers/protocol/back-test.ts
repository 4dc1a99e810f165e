import type { Bilingual, Finding, Grade, Stage } from '../../rules/domain/finding.ts';
import type { ParameterSetting } from '../../rules/domain/parameter.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { DecisionKind } from './decision.ts';
import type { RunRecipe } from './review.ts';
import type { ShardWork } from './shard-work.ts';
import type { UserRuleVersion } from './user-rule.ts';

/** One side of a back-test (回测): all that decides what its rules say. */
export interface RecipeSide {
	readonly stage: Stage;
	/** Ids of the rules that run. */
	readonly rules: readonly string[];
	/** Digests of knowledge packs in the order of precedence, weakest first. */
	readonly packs: readonly string[];
	readonly parameters: readonly ParameterSetting[];
	/** Absent: as the batch's latest run had them, else those of the stored mapping profiles. */
	readonly localCodes?: Readonly<Record<string, string>>;
	/** The user's own rules (自建规则) among `rules`, in the version that this side runs. */
	readonly userRules?: readonly UserRuleVersion[];
}

/** What is changed against the base recipe; empty lists and null change nothing. */
export interface RecipeChange {
	/**
	 * Rules that run in addition: on trial (试运行), retired, or left out by the base. One of the user's own runs in its last committed version, which takes the
	 * place of an earlier one of the base.
	 */
	readonly rulesOn: readonly string[];
	readonly rulesOff: readonly string[];
	/** Come after those of the base: the last that is in force on the day of service wins. */
	readonly parameters: readonly ParameterSetting[];
	/** Digests of all packs of the changed side, weakest first; null keeps those of the base. */
	readonly packs: readonly string[] | null;
}

export interface BackTestSpec {
	readonly batch: string;
	/** The recipe to compare with; null: that of the batch's latest run. */
	readonly base: RecipeSide | null;
	readonly change: RecipeChange;
	/** Decisions made later than this, in epoch milliseconds, do not count. */
	readonly asOf: number;
}

/** Why a rule is judged again. */
export type TouchReason = 'rule-on' | 'rule-off' | 'version' | 'parameter' | 'knowledge' | 'local-codes';
export interface TouchedRule {
	readonly rule: string;
	readonly because: readonly TouchReason[];
}

/** A decision that stood at the time of the back-test. */
export interface FrozenDecision {
	readonly key: string;
	readonly evidenceDigest: string;
	readonly decision: DecisionKind;
}

/** One side as the workers judge it: the rules touched that run on it. */
export interface SideRequest {
	readonly rules: readonly string[];
	readonly packs: readonly KnowledgePack[];
	readonly parameters: readonly ParameterSetting[];
	readonly localCodes: Readonly<Record<string, string>>;
	readonly userRules: readonly UserRuleVersion[];
}

/** A back-test as planned by the workspace and judged by the pool: nothing in it changes any more. */
export interface BackTestRequest {
	readonly batch: string;
	readonly asOf: number;
	readonly actor: string;
	readonly build: string;
	/** The run whose recipe is the base; null where another recipe was given. */
	readonly run: { readonly id: string; readonly at: number } | null;
	/** Whether the rules themselves were changed since that run: both sides are judged by the rules of today. */
	readonly otherRuleBase: boolean;
	/** Rules of the base that this rule base does not have; they stand on neither side. */
	readonly unknownRules: readonly string[];
	readonly touched: readonly TouchedRule[];
	readonly before: SideRequest;
	readonly after: SideRequest;
	/** The whole recipes, for the record. */
	readonly recipes: { readonly before: RunRecipe; readonly after: RunRecipe };
	readonly decisions: readonly FrozenDecision[];
}

/** What a finding became. `amount`: another amount; `evidence`: the same amount on other evidence (a limit that the card shows, a further line). */
export const FINDING_CHANGES = ['new', 'gone', 'amount', 'evidence'] as const;
export type FindingChange = (typeof FINDING_CHANGES)[number];

export const DECIDED_STATES = ['open', 'confirm', 'reject', 'ask'] as const;
export type DecidedState = (typeof DECIDED_STATES)[number];

/** Money of a set of findings. A fee line that several of them claim counts once, with its largest claim. */
export interface MoneySum {
	readonly findings: number;
	/** Findings whose 违规金额 cannot be known; they add nothing to `amount`. */
	readonly unknown: number;
	/** 违规金额, 分. */
	readonly amount: number;
	/** 医保范围内金额, 分. */
	readonly inScope: number;
}
/** The set, and its parts by decision; the parts of a line claimed under two decisions may add up to more than the set. */
export type Sums = Readonly<Record<'all' | DecidedState, MoneySum>>;

/** The sets of findings that are counted. `same` and `evidence` have equal amounts on both sides. */
export const COUNTED_SETS = ['before', 'after', 'new', 'gone', 'amountBefore', 'amountAfter', 'evidence', 'same'] as const;
export type CountedSet = (typeof COUNTED_SETS)[number];
export type BackTestCounts = Readonly<Record<CountedSet, Sums>> & {
	/** Pairs of stay and rule that could not be judged (无法判断). */
	readonly undetermined: { readonly before: number; readonly after: number };
	/** Judgements that broke off by a fault of the rule. */
	readonly errors: { readonly before: number; readonly after: number };
};

/** A finding that differs between the sides. */
export interface BackTestRow {
	readonly change: FindingChange;
	readonly key: string;
	readonly rule: string;
	readonly grade: Grade;
	readonly visit: string;
	readonly department: string;
	/** yyyy-MM-dd, or empty. */
	readonly date: string;
	/** What was decided about it by then. */
	readonly decision: DecidedState;
	/** 分; null on the side where it is not found, and where the amount cannot be known. */
	readonly before: { readonly amount: number | null; readonly inScope: number | null; readonly evidenceDigest: string } | null;
	readonly after: { readonly amount: number | null; readonly inScope: number | null; readonly evidenceDigest: string } | null;
	/** Where its traces lie; null where too many differ in this part of the batch and theirs were not kept. */
	readonly trace: { readonly shard: string; readonly at: number } | null;
}

/** Evidence of one finding on both sides, as judged then. */
export interface BackTestTrace {
	readonly before: Finding | null;
	readonly after: Finding | null;
}

/** A back-test as it is kept: frozen, whatever is decided or loaded later. */
export interface BackTestInfo {
	readonly id: string;
	readonly batch: string;
	readonly batchName: string;
	/** SHA-256 of the files of the batch. */
	readonly files: readonly string[];
	/** Epoch milliseconds, claims of this machine. */
	readonly at: number;
	readonly asOf: number;
	readonly elapsedMs: number;
	readonly actor: string;
	/** Version of the app. */
	readonly build: string;
	readonly run: BackTestRequest['run'];
	readonly otherRuleBase: boolean;
	readonly unknownRules: readonly string[];
	readonly touched: readonly TouchedRule[];
	readonly recipes: BackTestRequest['recipes'];
	/** SHA-256 over RFC 8785 of each recipe. */
	readonly digests: { readonly before: string; readonly after: string };
	/** Of all rules judged again, and of each. */
	readonly counts: BackTestCounts;
	readonly byRule: Readonly<Record<string, BackTestCounts>>;
	/** Findings that differ. */
	readonly differing: number;
}

/** Narrows the list of differing findings; what is not given matches all. */
export interface BackTestFilter {
	readonly change?: FindingChange;
	readonly decision?: DecidedState;
	readonly rule?: string;
}
export interface BackTestWindow {
	readonly rows: readonly BackTestRow[];
	readonly total: number;
}

/** A pack that a side may take: kept now, or as an earlier run used it. */
export interface PackChoice {
	readonly id: string;
	readonly title: Bilingual;
	readonly version: string;
	readonly digest: string;
	readonly points: number;
	/** What new runs would use. */
	readonly kept: boolean;
}
export interface BackTestChoices {
	/** The batch's latest run as a recipe; null where there is none. */
	readonly base: RecipeSide | null;
	/** Base packs first, then others by title and version. */
	readonly packs: readonly PackChoice[];
}

/** What the page asks the workspace about back-tests. */
export interface BackTestCalls {
	/** @throws Fault not-found for a batch that is not there */
	choices(batch: string): Promise<BackTestChoices>;
	/** Freezes recipes and decisions. @throws Fault not-found where batch, run, rule or pack is not there */
	plan(spec: BackTestSpec): Promise<BackTestRequest>;
	/** The newest first. */
	list(): Promise<readonly BackTestInfo[]>;
	/** @throws Fault not-found */
	open(id: string): Promise<BackTestInfo>;
	/** Differing findings [from, from + count) under a filter, the largest amount first. */
	rows(id: string, filter: BackTestFilter, from: number, count: number): Promise<BackTestWindow>;
	/** @throws Fault not-found where it was not kept */
	trace(id: string, place: { readonly shard: string; readonly at: number }): Promise<BackTestTrace>;
	/** `json`: the whole result with all differing findings; `csv`: the differing findings. */
	export(id: string, format: 'json' | 'csv'): Promise<Blob>;
	remove(id: string): Promise<void>;
}

/** The workspace's one door to back-tests: a call of `BackTestCalls` by its name. */
export interface BackTestApi {
	backTest<K extends keyof BackTestCalls>(call: K, ...args: Parameters<BackTestCalls[K]>): Promise<Awaited<ReturnType<BackTestCalls[K]>>>;
}
export type BackTestWork = ShardWork<BackTestRequest, BackTestInfo>;
/** The same door of a worker of the pool. */
export interface BackTestWorkApi {
	backTest<K extends keyof BackTestWork>(call: K, ...args: Parameters<BackTestWork[K]>): Promise<Awaited<ReturnType<BackTestWork[K]>>>;
}

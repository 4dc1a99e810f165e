import type { Dimension, Finding, Grade, Missing, Stage, Violation } from '../../rules/domain/finding.ts';
import type { ParameterSetting } from '../../rules/domain/parameter.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { Match, Snooze } from './queue.ts';
import type { RuleException } from './rule-life.ts';
import type { UserRuleVersion } from './user-rule.ts';

/** What a run was made with: all of it, together with the files, recomputes its findings. */
export interface RunRecipe {
	readonly stage: Stage;
	/** SHA-256 over the sorted sources of the rule base. */
	readonly ruleBase: string;
	readonly rules: readonly { readonly id: string; readonly version: number }[];
	readonly packs: readonly { readonly id: string; readonly version: string; readonly digest: string }[];
	readonly parameters: readonly ParameterSetting[];
	/** Local code → national code as mapped by hand; absent where none were. */
	readonly localCodes?: Readonly<Record<string, string>>;
	/** Exceptions that held when the run was made; absent where none did. They leave its findings as they are. */
	readonly exceptions?: readonly RuleException[];
	/** Rules of the user's own among `rules`, whole, so that they can be run again anywhere; absent where none ran. */
	readonly userRules?: readonly UserRuleVersion[];
}
/** 无法判断 of one rule for one missing thing, over the whole run. */
export interface UndeterminedRow {
	readonly rule: string;
	readonly missing: Missing;
	readonly stays: number;
}
export interface RuleFault {
	readonly rule: string;
	readonly visit: string;
	readonly message: string;
}
export interface RunInfo {
	readonly id: string;
	readonly batch: string;
	/** Epoch milliseconds, a claim of this machine. */
	readonly at: number;
	readonly recipe: RunRecipe;
	readonly findings: number;
	/** 分; a fee line claimed by several findings counts once. */
	readonly amount: number;
	readonly undetermined: readonly UndeterminedRow[];
	readonly errors: readonly RuleFault[];
	readonly elapsedMs: number;
}

export interface RunRequest {
	readonly batch: string;
	readonly stage: Stage;
	readonly packs: readonly KnowledgePack[];
	readonly parameters: readonly ParameterSetting[];
	/** Rule ids; empty: all live ones of the stage. */
	readonly rules: readonly string[];
	/** Absent: those of all stored mapping profiles. A replay gives those of its recipe. */
	readonly localCodes?: Readonly<Record<string, string>>;
	/** Absent: those in force on this machine. A replay gives those of its recipe. */
	readonly exceptions?: readonly RuleException[];
	/** Absent: those that are live on this machine. A replay gives those of its recipe. */
	readonly userRules?: readonly UserRuleVersion[];
}

/** What the queue shows of one finding; small, so that 100,000 of them stay in memory as columns. */
export interface FindingRow {
	/** Position in the run, stable while the run is open. */
	readonly index: number;
	readonly key: string;
	readonly rule: string;
	readonly dimension: Dimension;
	readonly violation: Violation;
	readonly grade: Grade;
	readonly visit: string;
	readonly person: string;
	readonly patient: string;
	readonly sex: string;
	readonly age: number | null;
	readonly institution: string;
	readonly department: string;
	readonly doctor: string;
	readonly date: string;
	readonly lines: number;
	readonly amount: number | null;
	readonly inScope: number | null;
	readonly fund: number | null;
	readonly messages: Finding['messages'];
	readonly decision: DecisionState;
	/** Main item (主要项目): of the offending lines the name with the most money; empty where no line names one, or the run is older than this column. */
	readonly item: string;
	/** In windows of the queue: the latest snooze, whether it has ended or not; what was said last; where searched words were found. */
	readonly snooze?: Snooze | null;
	readonly said?: Said | null;
	readonly matched?: readonly Match[];
}
/** What a reviewer said of a finding, in short. */
export interface Said {
	readonly actor: string;
	/** Epoch milliseconds. */
	readonly at: number;
	readonly reason: string;
	readonly note: string;
}

/**
 * `excepted`: nobody decided, and an exception of the run's recipe fits and has not ended. `snoozed` 暂缓: nobody decided, and somebody put it off until a
 * day that has not come.
 */
export type DecisionState = 'open' | 'confirm' | 'reject' | 'ask' | 'excepted' | 'snoozed';
/** `month`: yyyy-MM of the conduct. */
export const FACETS = ['violation', 'rule', 'dimension', 'grade', 'decision', 'department', 'doctor', 'institution', 'item', 'month'] as const;
export type FacetName = (typeof FACETS)[number];
export type QueueSort = 'weight' | 'amount' | 'date' | 'rule' | 'visit';

/**
 * Filter of the queue; within a facet values are joined by or, facets by and. The URL carries exactly this, so no name of a person may stand in it: doctors
 * stand as the `nameId` of their name.
 */
export interface QueueFilter {
	readonly facets: Readonly<Partial<Record<FacetName, readonly string[]>>>;
	/** 分, closed range. */
	readonly amountFrom?: number;
	readonly amountTo?: number;
	/** Id of searched words (`QueueCalls.keepSearch`); the words themselves stay in the workspace. */
	readonly search?: string;
}
export interface QueueQuery {
	readonly filter: QueueFilter;
	readonly sort: QueueSort;
	readonly descending: boolean;
	readonly from: number;
	readonly count: number;
}
export interface FacetValue {
	readonly value: string;
	readonly count: number;
	/** 分, findings of unknown amount count 0. */
	readonly amount: number;
}
export interface QueueWindow {
	readonly rows: readonly FindingRow[];
	readonly total: number;
	readonly amount: number;
	/** Searched words; null where none are searched, or those of the filter are not kept on this machine: then nothing is found. */
	readonly text: string | null;
	/** Name of the set of findings that the view is limited to (`QueueCalls.keepSet`); null without one. */
	readonly set: string | null;
	/** Each facet counted under all other filters, so that a further choice shows what it would give. */
	readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>;
	/** Counts in logarithmic bins of the amount: bin i is [100 · 10^(i/2), 100 · 10^((i+1)/2)) 分. */
	readonly histogram: readonly number[];
}

export type { ParameterSetting };

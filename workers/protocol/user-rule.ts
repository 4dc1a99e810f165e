import type { Missing } from '../../rules/domain/finding.ts';
import type { UserRuleDefinition, UserRuleVersion } from '../../rules/user/definition.ts';
import type { FormFault } from '../../rules/user/form.ts';
import type { RuleLife, RuleLifeEvent } from './rule-life.ts';
import type { OnProgress } from './source.ts';

export type { FormFault, UserRuleDefinition, UserRuleVersion };

/** What is kept of one rule of the user's own (自定义规则): its versions never change, its draft does. */
export interface UserRuleSource {
	readonly id: string;
	/** Null where the last version is what stands. */
	readonly draft: UserRuleDefinition | null;
	/** Oldest first; version n stands at n − 1. */
	readonly versions: readonly UserRuleVersion[];
	/** The last trial of each version, by digest. */
	readonly trials: Readonly<Record<string, TrialReport>>;
}

/** What a rule would find on a loaded batch (试运行). Nothing is written to the batch. */
export interface TrialReport {
	/** Of the text that was tried. */
	readonly digest: string;
	readonly batch: string;
	readonly batchName: string;
	/** Epoch milliseconds, a claim of this machine. */
	readonly at: number;
	/** Stays and fee lines of the batch, and those found. */
	readonly stays: number;
	readonly lines: number;
	readonly foundStays: number;
	readonly foundLines: number;
	/** 分, findings of known amount; how many are of unknown amount. */
	readonly amount: number;
	readonly unknownAmounts: number;
	/** Stays of which some part could not be judged, and what was missing most. */
	readonly undetermined: number;
	readonly missing: readonly { readonly missing: Missing; readonly stays: number }[];
	/** Shards in which the rule was stopped: it found more rows than `LIMITS.rowsOfShard` of rules/user. */
	readonly stopped: number;
	readonly errors: readonly string[];
	/** Some stays that it found. */
	readonly examples: readonly string[];
	readonly warnings: readonly TrialWarning[];
	readonly elapsedMs: number;
}

/** `flood` and `most` ask for a second look before the rule goes live; `nothing` and `unknown` are said and hinder nothing. */
export const TRIAL_WARNINGS = ['flood', 'most', 'nothing', 'unknown'] as const;
export type TrialWarning = (typeof TRIAL_WARNINGS)[number];
/** Shares from which a rule finds nearly everything: half of the stays, or a fifth of the fee lines. No source: what one person can look at. */
export const MOST = { stays: 0.5, lines: 0.2 } as const;
export const needsSecondLook = ({ warnings }: TrialReport): boolean => warnings.includes('flood') || warnings.includes('most');

export interface UserRuleView extends UserRuleSource {
	readonly life: RuleLife;
	/** Version that runs, or null. */
	readonly live: number | null;
	/** Newest first. */
	readonly events: readonly RuleLifeEvent[];
}

/** Why a wish is not taken: ids whose sentences the page has. */
export const USER_RULE_REFUSALS = ['faulty', 'known-id', 'no-change', 'not-tried', 'second-look', 'no-reason', 'no-rule', 'has-versions'] as const;
export type UserRuleRefusal = (typeof USER_RULE_REFUSALS)[number];
export interface UserRuleAnswer {
	readonly rules: readonly UserRuleView[];
	readonly refused: UserRuleRefusal | null;
}

/** Calls of the page about its own rules, one door. */
export interface UserRuleCalls {
	list(): Promise<readonly UserRuleView[]>;
	/** What is wrong with a definition, each at its place; without faults the digest that a trial of it has. */
	check(definition: UserRuleDefinition): Promise<{ readonly faults: readonly FormFault[]; readonly draft: UserRuleVersion | null }>;
	/** @throws Fault read-only, as those below */
	saveDraft(definition: UserRuleDefinition): Promise<UserRuleAnswer>;
	/** A rule that was never committed. */
	remove(id: string): Promise<UserRuleAnswer>;
	/** Makes the draft a version that never changes. */
	commit(id: string): Promise<UserRuleAnswer>;
	/** Keeps a trial of a committed version. */
	keepTrial(id: string, report: TrialReport): Promise<UserRuleAnswer>;
	/** @param seen the user has read that it finds nearly everything */
	goLive(id: string, digest: string, reason: string, seen: boolean): Promise<UserRuleAnswer>;
	retire(id: string, reason: string): Promise<UserRuleAnswer>;
}
export interface UserRuleApi {
	userRules<Call extends keyof UserRuleCalls>(call: Call, ...args: Parameters<UserRuleCalls[Call]>): ReturnType<UserRuleCalls[Call]>;
}

/** Of the review's workers: tries a rule on a batch. */
export interface UserRuleTrialApi {
	trialUserRule(batch: string, version: UserRuleVersion, onProgress: OnProgress): Promise<TrialReport>;
}

import type { AmountBasis } from '../../rules/domain/part-amounts.ts';
import type { DecisionView } from './decision.ts';
import type { DecisionState } from './review.ts';

/** 分; null where it is unknown. */
export interface ThreeAmounts {
	readonly amount: number | null;
	readonly inScope: number | null;
	readonly fund: number | null;
}

/** How a finding counts among those that are confirmed: a fee line that several claim counts once. */
export interface CountedView {
	/** What this finding adds to the total of confirmed findings, or would add if it were confirmed as it stands. */
	readonly adds: ThreeAmounts;
	/** Its offending lines, by their order, that count under another finding (已计入疑点). */
	readonly elsewhere: readonly { readonly line: number; readonly amount: number; readonly in: ClaimingFinding }[];
	/** Other findings that claim lines of this one and were not rejected. */
	readonly rivals: readonly ClaimingFinding[];
}
export interface ClaimingFinding {
	readonly key: string;
	readonly rule: string;
	readonly visit: string;
	readonly state: DecisionState;
}

/**
 * A decision that stands about a finding which the latest run does not have as it was decided. It comes back by itself when the same evidence is found again.
 * `no-batch`: the batch is not on this machine; `no-run`: it was not reviewed; `gone`: the run has no such finding; `changed`: its evidence is another now.
 */
export interface WaitingDecision {
	readonly batch: string;
	/** Name of the batch, '' where it is gone. */
	readonly batchName: string;
	readonly key: string;
	readonly rule: string;
	/** Stay of a changed finding; '' where there is none to open. */
	readonly visit: string;
	readonly why: 'no-batch' | 'no-run' | 'gone' | 'changed';
	readonly decision: DecisionView;
}

/** Line by line, told to the 分, and what waits. */
export interface DecidingCalls {
	/** What each offending line of a finding is reckoned from, in their order; null where its record is not in the batch. @throws Fault not-found */
	bases(batch: string, key: string): Promise<readonly (AmountBasis | null)[]>;
	/** @throws Fault not-found */
	counted(batch: string, key: string): Promise<CountedView>;
	/** Decisions that wait, of one batch or ('') of all, the latest first; at most `limit` of `total`. */
	waiting(batch: string, limit: number): Promise<{ readonly rows: readonly WaitingDecision[]; readonly total: number }>;
}
export interface DecidingApi {
	deciding<K extends keyof DecidingCalls>(call: K, ...args: Parameters<DecidingCalls[K]>): Promise<Awaited<ReturnType<DecidingCalls[K]>>>;
}

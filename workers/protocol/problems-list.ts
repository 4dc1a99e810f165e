import type { AttachedFile } from './register.ts';
import type { SelfListCalls } from './self-list.ts';

/** yyyy-MM-dd. */
export type Day = string;

/** Who it is about: the code stays when a name is written otherwise. */
export interface Institution {
	readonly name: string;
	/** '' where the records do not say. */
	readonly code: string;
}

/** A finding as it stood when its problem was made: nothing that is decided later changes it. */
export interface ProblemFinding {
	readonly key: string;
	readonly rule: string;
	readonly visit: string;
	/** First day of the conduct; '' where unknown. */
	readonly date: Day;
	/** 分 that it adds to the problem (认定金额, 基金损失): a fee line that several findings claim counts under one of them. Null where unknown. */
	readonly amount: number | null;
	readonly fund: number | null;
}
/** Findings of a problem, in parts so that each entry stays small: `<problem>/<n>` from 0. */
export interface ProblemPart {
	readonly findings: readonly ProblemFinding[];
}

export interface Payment {
	readonly id: string;
	readonly day: Day;
	/** 分, over 0. */
	readonly amount: number;
	readonly note: string;
}
export interface Evidence {
	readonly file: AttachedFile;
	readonly day: Day;
	readonly note: string;
}
export interface Recheck {
	readonly day: Day;
	readonly by: string;
	readonly passed: boolean;
	readonly text: string;
}

/** What is done to a problem; amounts in 分. `day` is that of the event, not of its being written down. */
export type ProblemStep =
	| { readonly kind: 'make' }
	| { readonly kind: 'assign'; readonly person: string; readonly deadline: Day }
	| { readonly kind: 'due'; readonly amount: number; readonly reason: string }
	| { readonly kind: 'pay'; readonly day: Day; readonly amount: number; readonly note: string }
	| { readonly kind: 'unpay'; readonly payment: string; readonly reason: string }
	| { readonly kind: 'waive'; readonly reason: string }
	| { readonly kind: 'evidence'; readonly files: readonly AttachedFile[]; readonly note: string }
	| { readonly kind: 'recheck'; readonly recheck: Recheck }
	| { readonly kind: 'close'; readonly day: Day; readonly note: string }
	| { readonly kind: 'reopen'; readonly reason: string };

/** A confirmed wrong at an institution and its mending (问题, 整改): an entry of the register `problems`, which belongs to no batch. */
export interface Problem {
	/** 1, 2, 3 … in the order of making: what people call it by. */
	readonly number: number;
	readonly institution: Institution;
	readonly violation: string;
	readonly rules: readonly string[];
	/** Where its findings are: the batch of its making, by id and by the name that it had. */
	readonly batch: string;
	readonly batchName: string;
	/** `self`: what the institution admitted in a self-inspection list (自查自纠). */
	readonly source: 'review' | 'self';
	/** Frozen at its making: findings and how many parts hold them, visits, first and last day of the conduct. */
	readonly findings: number;
	readonly parts: number;
	readonly visits: number;
	readonly from: Day;
	readonly to: Day;
	/** 分, of findings whose amount is known, and how many are not. */
	readonly amount: number;
	readonly amountUnknown: number;
	readonly fund: number;
	readonly fundUnknown: number;
	/** Day on which it was made. */
	readonly found: Day;
	readonly person: string;
	readonly deadline: Day;
	/** Refund due, 分; null until it is settled: part of the loss is unknown. */
	readonly due: number | null;
	readonly payments: readonly Payment[];
	readonly waived: { readonly amount: number; readonly reason: string } | null;
	readonly evidence: readonly Evidence[];
	readonly rechecks: readonly Recheck[];
	readonly closed: { readonly day: Day; readonly note: string } | null;
	/** What led to this state: the history is told by these. */
	readonly last: ProblemStep;
}

/** Why a step is refused; amounts in 分. Words stand in src/lib/components/problems. */
export type ProblemFault =
	| {
			readonly id: 'no-person' | 'no-reason' | 'no-files' | 'no-examiner' | 'no-finding' | 'is-closed' | 'not-closed' | 'no-due' | 'nothing-to-waive';
	  }
	| { readonly id: 'bad-day'; readonly day: string }
	| { readonly id: 'before-found'; readonly day: Day; readonly found: Day }
	| { readonly id: 'in-future'; readonly day: Day; readonly today: Day }
	| { readonly id: 'not-money' }
	| { readonly id: 'over-due'; readonly amount: number; readonly due: number; readonly paid: number; readonly over: number }
	| { readonly id: 'below-paid'; readonly amount: number; readonly paid: number }
	/** What a closing (销号) waits for. */
	| { readonly id: 'refund-open'; readonly rest: number }
	| { readonly id: 'no-evidence' | 'no-recheck' }
	| { readonly id: 'recheck-failed'; readonly day: Day };

export type ProblemState = 'open' | 'soon' | 'overdue' | 'closed';

/** An earlier, closed problem of the same institution with the same violation or rule. */
export interface EarlierProblem {
	readonly id: string;
	readonly number: number;
	readonly violation: string;
	readonly found: Day;
	readonly closed: Day;
	/** Rules that both speak of. */
	readonly rules: readonly string[];
	/** Whether conduct went on after that problem was closed. */
	readonly after: boolean;
}

export interface ProblemRow {
	readonly id: string;
	readonly problem: Problem;
	readonly state: ProblemState;
	/** Days to the deadline; negative: overdue. */
	readonly daysLeft: number;
	readonly paid: number;
	/** Still to be refunded; null while the refund due is open. */
	readonly rest: number | null;
	/** What a closing waits for; empty where it may be closed. */
	readonly wants: readonly ProblemFault[];
	/** 屡查屡犯 where not empty. */
	readonly earlier: readonly EarlierProblem[];
}
export interface ProblemList {
	readonly rows: readonly ProblemRow[];
	readonly today: Day;
	/** A problem whose deadline is at most so many days away is soon due: a choice of ours, no document sets it. */
	readonly soonDays: number;
}

export interface ProblemHistoryEntry {
	readonly event: string;
	readonly at: number;
	readonly actor: string;
	/** Null: struck out. */
	readonly step: ProblemStep | null;
	readonly undone: boolean;
}
export interface ProblemView {
	readonly row: ProblemRow;
	readonly findings: readonly ProblemFinding[];
	/** The newest first; its first that is not undone can be taken back. */
	readonly history: readonly ProblemHistoryEntry[];
}

/** Confirmed findings of a batch that are in no problem yet, by institution and violation. */
export interface ProblemProposal {
	readonly institution: Institution;
	readonly violation: string;
	readonly rules: readonly string[];
	readonly findings: number;
	readonly visits: number;
	readonly from: Day;
	readonly to: Day;
	readonly amount: number;
	readonly amountUnknown: number;
	readonly fund: number;
	readonly fundUnknown: number;
	/** Findings of it that claim a fee line which is in a problem already: their refund would be asked for twice. */
	readonly claimedBefore: number;
}
export interface MakeRequest {
	readonly batch: string;
	readonly groups: readonly { readonly institution: Institution; readonly violation: string }[];
	readonly person: string;
	readonly deadline: Day;
	readonly found: Day;
}
export type Refusable<T> = { readonly faults: readonly ProblemFault[] } | ({ readonly faults: null } & T);

export interface ProblemCalls extends SelfListCalls {
	/** @param today of the machine: deadlines are counted from it */
	list(today: Day): Promise<ProblemList>;
	/** @throws Fault not-found */
	view(id: string, today: Day): Promise<ProblemView>;
	/** @throws Fault not-found where the batch has no run */
	proposals(batch: string): Promise<readonly ProblemProposal[]>;
	make(request: MakeRequest, today: Day): Promise<Refusable<{ readonly made: readonly string[] }>>;
	step(id: string, step: ProblemStep, today: Day): Promise<Refusable<{ readonly event: string }>>;
}
export interface ProblemApi {
	problems<K extends keyof ProblemCalls>(call: K, ...args: Parameters<ProblemCalls[K]>): Promise<Awaited<ReturnType<ProblemCalls[K]>>>;
}

import type { Agreement, Coefficient } from '../statistics/agreement.ts';
import type { DecidedLine, DecisionKind } from './decision.ts';
import type { OnProgress } from './source.ts';
import type { KeyStanding, KnownKey, TrustedKeyEntry } from './trusted-key.ts';

/* Second eyes: plans and tasks of blind second review (盲审), what is merged of it, conferences (合议), opinions of experts. */

// --- plans (复核方案), register `secondPlans` of the batch; an entry's id is SHA-256 over the RFC 8785 text of its value ---

export const SECOND_ALGORITHM = 'mingshen.second/1';
/** Findings of this amount and more, up to the band above: this share of them, in thousandths, rounded up. */
export interface PlanBand {
	/** 分 */
	readonly from: number;
	readonly permille: number;
}
export interface PlanTerms {
	/** `decided`: findings about which a decision stands, whichever it is; `all`: every finding of the run. */
	readonly scope: 'decided' | 'all';
	/** Highest first; the last begins at 0. By the finding's own amount, never by a decided one. */
	readonly bands: readonly PlanBand[];
	/** Share of findings whose amount is not known, in thousandths. */
	readonly unknown: number;
	/** At least so many of each rule, or all that it has. */
	readonly perRule: number;
	/** Names of the second reviewers; drawn findings go round among them. */
	readonly reviewers: readonly string[];
}
export interface SecondPlan extends PlanTerms {
	readonly algorithm: typeof SECOND_ALGORITHM;
	readonly seed: string;
	/** SHA-256 over the text of the frame, which is kept as an attachment under this digest; and its findings. */
	readonly frame: string;
	readonly size: number;
	readonly note: string;
}
export interface PlanStratum {
	/** Index of the band; -1: amount not known. */
	readonly band: number;
	readonly size: number;
	readonly drawn: number;
}
export interface PlanView {
	readonly id: string;
	readonly plan: SecondPlan;
	readonly actor: string;
	readonly at: number;
	readonly strata: readonly PlanStratum[];
	/** Drawn beside the shares so that each rule has its least number. */
	readonly topUp: number;
	readonly drawn: number;
	readonly reviewers: readonly { readonly name: string; readonly targets: number; readonly merged: MergeView | null }[];
	/** What became of the frame since the commitment: the draw stays with the frame as committed. */
	readonly drift: { readonly fresh: number; readonly gone: number; readonly changed: number };
}

// --- tasks (复核任务) on the second reviewer's machine, register `secondTask` of the blind batch, entry 'task' ---

export interface SecondTask {
	readonly plan: string;
	/** 0-based place among the plan's reviewers. */
	readonly place: number;
	readonly reviewer: string;
	/** Digest of the attached assignment. */
	readonly assignment: string;
	readonly keyId: string;
	readonly signer: string;
	readonly targets: number;
	/** Set when blindness was lifted before the end, with the reason: decisions after it are no blind ones. */
	readonly ended: string | null;
}
export interface TaskView {
	/** Id of the blind batch: the batch's own with a mark. */
	readonly batch: string;
	readonly of: string;
	readonly task: SecondTask;
	/** Drawn findings that this machine's run has with the same evidence, and those about which something was said. */
	readonly found: number;
	readonly decided: number;
	readonly standing: KeyStanding;
}

// --- merges, register `secondMerges` of the batch ---

export interface SecondMerge {
	/** Digest of the attached package. */
	readonly package: string;
	/** '' for an ordinary package: two who reviewed the same batch without an assignment. */
	readonly plan: string;
	readonly place: number;
	readonly reviewer: string;
	readonly keyId: string;
	/** Frames and head of the package's journal: a later package has more. */
	readonly frames: number;
	readonly head: string;
	readonly taken: number;
}
export interface MergeView extends SecondMerge {
	readonly id: string;
	readonly at: number;
	readonly standing: KeyStanding;
}

// --- receiving a file ---

/** Why a received file is not taken, or not wholly; data for the sentence. `refuses`: nothing was written. */
export interface SecondFault {
	readonly id: SecondFaultId;
	readonly refuses: boolean;
	readonly data: Readonly<Record<string, string | number>>;
}
export type SecondFaultId =
	| 'not-ours'
	| 'damaged'
	| 'unknown-key'
	| 'revoked-key'
	| 'expired-key'
	| 'not-yet-key'
	| 'other-batch'
	| 'batch-missing'
	| 'no-run'
	| 'unknown-plan'
	| 'no-targets'
	| 'other-evidence'
	| 'other-rules'
	| 'outside'
	| 'not-blind'
	| 'same-person'
	| 'not-found'
	| 'stale-opinion'
	| 'too-large';
export interface Received {
	readonly kind: 'assignment' | 'review' | 'opinion' | 'unknown';
	readonly keyId: string;
	/** The holder as trusted, else the name that the file claims. */
	readonly signer: string;
	readonly standing: KeyStanding;
	readonly faults: readonly SecondFault[];
	/** `ready`: sound, and waits to be taken; `taken`: written; `same`, `older`: merged before, nothing was written. */
	readonly state: 'refused' | 'ready' | 'taken' | 'same' | 'older';
	/** Decisions or targets that the file brings. */
	readonly brings: number;
	/** Batch that it was taken into: a blind one for an assignment. */
	readonly batch: string;
}

// --- pairs, agreement, conflicts ---

export const DECISION_KINDS: readonly DecisionKind[] = ['confirm', 'reject', 'ask'];
/** What one reviewer said about a finding. */
export interface Said {
	readonly decision: DecisionKind;
	/** What stands by it, 分: 0 where rejected; null where it is not known or material was asked for. */
	readonly amount: number | null;
	readonly actor: string;
	readonly at: number;
	readonly reason: string;
	readonly note: string;
	readonly lines: readonly DecidedLine[];
}
/** `amount`: both confirmed, for different amounts. `only-first`, `only-second`: the other has not spoken. */
export type PairState = 'agree' | 'decision' | 'amount' | 'only-first' | 'only-second';
export interface Pair {
	readonly key: string;
	readonly evidenceDigest: string;
	readonly rule: string;
	readonly visit: string;
	readonly patient: string;
	/** The finding's own amount, 分. */
	readonly amount: number | null;
	readonly merge: string;
	readonly reviewer: string;
	readonly first: Said | null;
	readonly second: Said | null;
	readonly state: PairState;
	/** Left out of the coefficients, and why; null where it counts. */
	readonly aside: 'same-person' | 'not-blind' | 'key' | null;
	/** Conference that settled it. */
	readonly conference: string | null;
}
export type PairFilter = 'open' | 'settled' | PairState;
export interface PairWindow {
	readonly rows: readonly Pair[];
	readonly total: number;
	readonly counts: Readonly<Record<PairFilter, number>>;
}
export interface AgreementRow {
	/** Rule, or names of both reviewers; '' over all. */
	readonly rule: string;
	readonly first: string;
	readonly second: string;
	/** Rows: first; columns: second; in the order of `DECISION_KINDS`. */
	readonly table: readonly (readonly number[])[];
	readonly agreement: Agreement;
	/** Of 95 %; null where there is none. */
	readonly intervals: { readonly kappa: readonly [number, number] | null; readonly ac1: readonly [number, number] | null };
	/** Pairs that both confirmed, and those of them for the same amount. */
	readonly confirmed: number;
	readonly sameAmount: number;
}
export interface AgreementView {
	readonly overall: AgreementRow;
	readonly byRule: readonly AgreementRow[];
	readonly byReviewer: readonly AgreementRow[];
	/** Pairs left out of the coefficients. */
	readonly aside: Readonly<Record<'same-person' | 'not-blind' | 'key', number>>;
	readonly unpaired: { readonly first: number; readonly second: number };
}

// --- conferences (合议), register `conferences` of the batch ---

export interface Conference {
	readonly key: string;
	readonly evidenceDigest: string;
	readonly merge: string;
	readonly first: Said;
	readonly second: Said;
	readonly present: readonly string[];
	readonly decision: DecisionKind;
	/** Whose lines and amount stand where it was confirmed. */
	readonly amountOf: 'first' | 'second' | 'finding';
	readonly grounds: string;
}
export interface ConferenceView extends Conference {
	readonly id: string;
	readonly rule: string;
	/** '' where the run no longer has the finding. */
	readonly visit: string;
	readonly actor: string;
	readonly at: number;
	/** The decision that names the conference stands. */
	readonly stands: boolean;
}

// --- opinions of experts (专家意见), register `opinions` of the batch; an entry's id is the digest of its file ---

export type Leaning = 'supports' | 'against' | 'undetermined';
export interface Opinion {
	readonly key: string;
	readonly evidenceDigest: string;
	readonly leaning: Leaning;
	readonly text: string;
	readonly expert: string;
	readonly title: string;
	readonly keyId: string;
	/** Claimed by the expert's machine, epoch milliseconds. */
	readonly said: number;
}
export interface OpinionView extends Opinion {
	readonly id: string;
	readonly holder: string;
	readonly standing: KeyStanding;
	/** The finding's evidence is other than the opinion was about. */
	readonly stale: boolean;
}

export type { Coefficient };

/** What of the second review the page asks for; one door, `second`. */
export interface SecondCalls {
	keys(): Promise<readonly KnownKey[]>;
	trust(keyId: string, entry: TrustedKeyEntry): Promise<void>;

	/** Sizes of the strata under some terms: nothing is drawn. */
	sizes(batch: string, terms: PlanTerms): Promise<readonly PlanStratum[]>;
	/** Commits frame, seed and terms to the journal; only then there is a draw. @throws Fault read-only, too-large */
	commit(batch: string, terms: PlanTerms, seed: string, note: string): Promise<string>;
	plans(batch: string): Promise<readonly PlanView[]>;
	/** Text of a plan's frame: with seed and algorithm anyone draws again. */
	frame(batch: string, plan: string): Promise<Blob>;
	/** Signed assignment of one reviewer, without anything that was said before. */
	assignment(batch: string, plan: string, place: number): Promise<Blob>;

	/** Looks at a file that came from elsewhere, and takes it where it is sound and `take` is set. */
	receive(batch: string, file: File, take: boolean): Promise<Received>;

	/** The task behind a blind batch; null for any other. */
	task(batch: string): Promise<TaskView | null>;
	/** Tasks of a batch on this machine, those that ended too. */
	tasks(batch: string): Promise<readonly TaskView[]>;
	/** Lifts blindness; decisions stay. */
	endTask(batch: string, reason: string): Promise<void>;
	exportTask(batch: string, onProgress: OnProgress): Promise<Blob>;

	merges(batch: string): Promise<readonly MergeView[]>;
	pairs(batch: string, filter: PairFilter, from: number, count: number): Promise<PairWindow>;
	agreement(batch: string): Promise<AgreementView>;

	/** Writes the conference, then the decision that names it. @throws Fault read-only, not-found */
	confer(batch: string, key: string, merge: string, said: Pick<Conference, 'present' | 'decision' | 'amountOf' | 'grounds'>): Promise<void>;
	conferences(batch: string): Promise<readonly ConferenceView[]>;

	/** An opinion signed with this machine's key. @throws Fault not-found */
	writeOpinion(batch: string, key: string, said: Pick<Opinion, 'leaning' | 'text' | 'expert' | 'title'>): Promise<Blob>;
	opinions(batch: string, key: string): Promise<readonly OpinionView[]>;
}
export interface SecondApi {
	second<K extends keyof SecondCalls>(call: K, ...args: Parameters<SecondCalls[K]>): Promise<Awaited<ReturnType<SecondCalls[K]>>>;
}

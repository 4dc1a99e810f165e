import type { DecisionKind } from './decision.ts';
import type { DecisionState, FindingRow, QueueFilter, QueueQuery, QueueSort } from './review.ts';
import type { Interval } from './rule-life.ts';
import type { OnProgress } from './source.ts';

/** By what the queue is grouped (分组): findings of one person, stay, doctor, department, item or rule stand together. */
export const GROUPINGS = ['person', 'visit', 'doctor', 'department', 'item', 'rule'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Columns of the list that the reviewer may choose; the rule with its message always shows. */
export const COLUMNS = [
	'violation',
	'institution',
	'department',
	'doctor',
	'visit',
	'patient',
	'item',
	'date',
	'lines',
	'amount',
	'inScope',
	'fund',
	'grade',
	'precision',
	'decision',
	'said'
] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** A saved queue (保存队列): filter, order, grouping and columns as one thing. Searched words stand in it as words: who saves them wants them kept. */
export interface SavedQueue {
	readonly name: string;
	readonly filter: Omit<QueueFilter, 'search'>;
	/** Searched words; empty where nothing is searched. */
	readonly text: string;
	readonly sort: QueueSort;
	readonly descending: boolean;
	readonly group: Grouping | null;
	/** Empty: the columns that the queue opens with. */
	readonly columns: readonly ColumnName[];
}

/** 暂缓: findings that nobody decided are no open work until a day. One act of snoozing is one entry of the register `snoozes`. */
export interface Snooze {
	/** Keys of findings. */
	readonly keys: readonly string[];
	/** Day on which they come back, yyyy-MM-dd. */
	readonly until: string;
	readonly reason: string;
}

/** Findings of a group in numbers. */
export interface GroupRow {
	readonly by: Grouping;
	/** As in the files; empty where it is not known. */
	readonly value: string;
	/** Name of a person; otherwise the value. */
	readonly label: string;
	readonly count: number;
	/** 分; a fee line claimed by several findings counts once. */
	readonly amount: number;
	readonly states: Readonly<Record<DecisionState, number>>;
	readonly open: boolean;
}
/** A line of the grouped list: the head of a group, or a finding of an opened one. */
export type QueueEntry = { readonly group: GroupRow } | { readonly row: FindingRow };

export interface EntryQuery extends QueueQuery {
	readonly by: Grouping;
	/** Values of the groups that are opened. */
	readonly opened: readonly string[];
}
export interface EntryWindow {
	/** Lines [from, from + count) of the list. */
	readonly entries: readonly QueueEntry[];
	/** Lines of the list as a whole. */
	readonly length: number;
	readonly groups: number;
}

/** Findings that one decision may be about: a group under a filter, or those like one finding (同类) in the whole run. */
export type BulkScope =
	| { readonly kind: 'group'; readonly filter: QueueFilter; readonly by: Grouping; readonly value: string }
	| { readonly kind: 'alike'; readonly key: string };

/** What a decision about a scope would do. */
export interface BulkPreview {
	readonly count: number;
	/** 分, as everywhere: a shared line once. */
	readonly amount: number;
	readonly states: Readonly<Record<DecisionState, number>>;
	/** The open findings, which a decision would be about. */
	readonly open: number;
	readonly openAmount: number;
	/** What the findings have in common; null for a group. */
	readonly pattern: { readonly rule: string; readonly item: string; readonly messages: readonly string[] } | null;
	/**
	 * Findings to be seen before the open ones may be confirmed in one step: all of them where they are few, else `CONFIRM_SAMPLE` of the scope, drawn by a
	 * hash of their keys, so that nobody chooses them. Whatever was decided about them they stay in the sample.
	 */
	readonly sample: readonly { readonly key: string; readonly visit: string; readonly decision: DecisionState }[];
	/** The first findings in the order of the queue. */
	readonly rows: readonly FindingRow[];
}

/**
 * Findings of a sample to be seen before a larger scope is confirmed in one step. Where none of 30 is wrong, at most some 10 % of the scope are (95 %, the
 * rule of three: Hanley & Lippman-Hand 1983, JAMA 249:1743). A choice of ours, no requirement of any regulation.
 */
export const CONFIRM_SAMPLE = 30;

/** What a rule's findings weigh in the order 金额×等级×准确率. */
export interface RuleWeight {
	readonly rule: string;
	readonly confirmed: number;
	readonly rejected: number;
	/** Confirmed of both with its 95 % interval; null where nothing was decided. */
	readonly precision: { readonly share: number; readonly interval: Interval } | null;
	/** The smoothed share that the order multiplies with. */
	readonly weight: number;
}

/** Where a searched word was found for a finding. */
export const MATCH_KINDS = [
	'rule',
	'visit',
	'person',
	'institution',
	'department',
	'doctor',
	'item',
	'diagnosis',
	'operation',
	'order',
	'lab',
	'document'
] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];
export interface Match {
	readonly word: string;
	readonly kind: MatchKind;
	/** The text that holds the word; of documents a piece around it. */
	readonly text: string;
}

export interface SearchInfo {
	/** null: these words are not kept on this machine. */
	readonly text: string | null;
	/** Findings with a match in their own columns or in the records of their stay. */
	readonly findings: number;
	/** Milliseconds of reading and searching; 0 where it was known already. */
	readonly elapsedMs: number;
}

/** What the page asks the workspace about the queue beyond its windows. */
export interface QueueCalls {
	/** Keeps searched words on this machine and answers the id that stands for them in addresses; the same words have the same id. */
	keepSearch(text: string): Promise<string>;
	/** The same for a set of findings by their keys, under a name: a view of just these (a sample, what a number counts). */
	keepSet(name: string, keys: readonly string[]): Promise<string>;
	/** Reads the records of a batch where that was not done, and searches. @throws Fault aborted */
	search(batch: string, id: string, onProgress: OnProgress): Promise<SearchInfo>;
	/** Ends reading and searching. */
	stopSearch(): Promise<void>;
	/** Rows [from, from + count) of a view without what `queue` counts beside them: scrolling asks for no more. */
	rows(batch: string, query: QueueQuery): Promise<readonly FindingRow[]>;
	/** Grouped lines of a view. */
	entries(batch: string, query: EntryQuery): Promise<EntryWindow>;
	/** Line of the grouped list with the next open finding after a line, around its end; the head of its group where that is closed. */
	nextOpenEntry(batch: string, query: EntryQuery, after: number): Promise<number | null>;
	/** What rules weigh in the order; taken when the run was opened, so that the list does not move under the reviewer. */
	weights(batch: string): Promise<readonly RuleWeight[]>;
	/** Weighs anew by what has been decided since. */
	reweigh(batch: string): Promise<readonly RuleWeight[]>;
	/**
	 * The first open finding after a place in the view, around its end; of another stay where one is given. null where there is none.
	 * `after`: place in the view's order, -1 for the first.
	 */
	nextOpen(
		batch: string,
		query: QueueQuery,
		after: number,
		notOf: string | null
	): Promise<{ readonly at: number; readonly key: string; readonly visit: string } | null>;
	/** @throws Fault not-found where the finding is not in the run */
	preview(batch: string, scope: BulkScope): Promise<BulkPreview>;
	/** Decides the open findings of a scope in one event. Resolves to how many; 0 wrote nothing. */
	decideScope(
		batch: string,
		scope: BulkScope,
		said: { readonly decision: DecisionKind; readonly reason: string; readonly note: string }
	): Promise<{ readonly event: string | null; readonly decided: number }>;
	/** Evidence digests of findings of the run; those that it does not have are left out. */
	targets(batch: string, keys: readonly string[]): Promise<readonly { readonly key: string; readonly evidenceDigest: string }[]>;
	/** Counts and money of several filters at once, for the list of saved queues. */
	sums(batch: string, queues: readonly SavedQueue[]): Promise<readonly ({ readonly count: number; readonly amount: number } | null)[]>;
}

/** The workspace's one door to the queue: a call of `QueueCalls` by its name. */
export interface QueueApi {
	queueDesk<K extends keyof QueueCalls>(call: K, ...args: Parameters<QueueCalls[K]>): Promise<Awaited<ReturnType<QueueCalls[K]>>>;
}

import type { Withdrawal } from './delta.ts';
import type { Budget } from './overview.ts';
import type { ReasonEntry } from './reason.ts';
import type { SavedQueue, Snooze } from './queue.ts';
import type { Problem, ProblemPart } from './problems-list.ts';
import type { Inspection, InspectionResult } from './inspection.ts';
import type { Draw, Sample, SampleError } from './sampling.ts';
import type { Conference, Opinion, SecondMerge, SecondPlan, SecondTask } from './second.ts';
import type { TrustedKeyEntry } from './trusted-key.ts';
import type { SelfList, SelfListPart } from './self-list.ts';
import type { TrainingAnswer, TrainingKey, TrainingSet } from './training.ts';

/** A note (备注) on an object: it shows wherever the object appears. */
export interface Note {
	readonly on: 'visit' | 'person' | 'doctor' | 'department' | 'institution' | 'item' | 'finding';
	readonly object: string;
	readonly text: string;
}

/**
 * Registers (登记簿): what reviewers keep beside their decisions, each with the type of its entries. The journal is their truth as it is that of decisions, so
 * entries survive kills, can be undone and leave in a package. An entry is small JSON; files go to the store of attachments, and their digest stands here.
 */
export interface Registers {
	readonly notes: Note;
	/** By batch; one entry: what is said of the stays that a later version does not have. */
	readonly withdrawals: Withdrawal;
	/** Of no batch; an entry a saved queue. */
	readonly queues: SavedQueue;
	/** By batch; an entry an act of snoozing. */
	readonly snoozes: Snooze;
	/** Draws of a batch, and (of no batch) of inspections: see sampling.ts and inspection.ts for what an entry's id is. */
	readonly draws: Draw;
	readonly samples: Sample;
	readonly sampleErrors: SampleError;
	readonly inspections: Inspection;
	readonly inspectionResults: InspectionResult;
	/** Of no batch; an entry a reason to choose from. */
	readonly reasons: ReasonEntry;
	/** By batch; an entry a fund and period. */
	readonly budgets: Budget;
	/** 整改, of no batch: problems, and their frozen findings in parts; lists for self-inspection, and their rows in parts. */
	readonly problems: Problem;
	readonly problemFindings: ProblemPart;
	readonly selfLists: SelfList;
	readonly selfListRows: SelfListPart;
	/** Second eyes: see second.ts for what an entry's id is. */
	readonly trustedKeys: TrustedKeyEntry;
	readonly secondPlans: SecondPlan;
	readonly secondTask: SecondTask;
	readonly secondMerges: SecondMerge;
	readonly conferences: Conference;
	readonly opinions: Opinion;
	/** Training: see training.ts for what an entry's id is. */
	readonly trainingKeys: TrainingKey;
	readonly trainingSets: TrainingSet;
	readonly trainingAnswers: TrainingAnswer;
}
export type RegisterName = keyof Registers;

/** The value of an entry that stands, with who wrote it last. */
export interface Entered<Name extends RegisterName = RegisterName> {
	readonly id: string;
	readonly value: Registers[Name];
	/** What `undo` takes back. */
	readonly event: string;
	readonly actor: string;
	/** Epoch milliseconds, a claim of this machine. */
	readonly at: number;
}

export interface AttachedFile {
	/** SHA-256 of its bytes: what an entry names it by. */
	readonly digest: string;
	readonly name: string;
	readonly type: string;
	readonly size: number;
}
/** One attachment (附件) is at most so large: a photograph or a scanned page, not a film; beyond it a package of a case can no longer be handed over. */
export const MOST_ATTACHMENT_BYTES = 20 << 20;

export interface RegisterApi {
	/** Entries that stand, in the order in which they were first written; `batch` '' holds what belongs to no batch. */
	register<Name extends RegisterName>(batch: string, name: Name): Promise<readonly Entered<Name>[]>;
	/** Writes an entry anew or over; null strikes it out. Resolves when the frame is on disk. @throws Fault read-only, journal-failed */
	enter<Name extends RegisterName>(batch: string, name: Name, id: string, value: Registers[Name] | null): Promise<{ readonly event: string }>;
	/** Keeps a file under the digest of its bytes. @throws Fault read-only, quota-exceeded, too-large */
	attach(file: File): Promise<AttachedFile>;
	/** @throws Fault not-found */
	attached(digest: string): Promise<File>;
}

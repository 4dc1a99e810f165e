/** What was planted in a training batch (培训批次), and what only looks alike: the answers. */
export interface TrainingTruth {
	/** In words of the generator's answer key. */
	readonly problem: string;
	readonly kind: 'planted' | 'look-alike';
	readonly visit: string;
	/** 分; null where the fault has no amount of its own. */
	readonly amount: number | null;
	readonly note: string;
}
/** Register `trainingKeys`, id 'key': how the batch was made, so that anyone can make it again, and its answers. */
export interface TrainingKey {
	readonly stays: number;
	readonly seed: number;
	readonly truths: readonly TrainingTruth[];
}

/** Is there, in this stay, what this rule finds? */
export interface TrainingQuestion {
	readonly visit: string;
	readonly rule: string;
}
/** Register `trainingSets` (题集): questions in their order. */
export interface TrainingSet {
	readonly title: string;
	readonly questions: readonly TrainingQuestion[];
}
/** Register `trainingAnswers`, id `attempt/index`. */
export interface TrainingAnswer {
	readonly set: string;
	readonly attempt: string;
	readonly trainee: string;
	/** Place of the question in its set. */
	readonly index: number;
	/** Whether the trainee says that the fault is there. */
	readonly there: boolean;
	/** From the record on screen to the answer. */
	readonly ms: number;
}

/** What a trainer asks for. */
export interface TrainingForm {
	readonly title: string;
	readonly questions: number;
	/** Percent of the questions whose stay only looks alike. */
	readonly lookAlikes: number;
	/** Rules asked about; empty: all that the batch can ask. */
	readonly rules: readonly string[];
	/** The same form and seed give the same questions. */
	readonly seed: string;
}
export interface TrainingAttempt {
	readonly id: string;
	readonly trainee: string;
	readonly at: number;
	readonly answered: number;
}
export interface TrainingSetView {
	readonly id: string;
	readonly title: string;
	readonly by: string;
	readonly questions: number;
	readonly attempts: readonly TrainingAttempt[];
}
export interface TrainingView {
	/** Null where the batch was not made here as a training batch: without answers there is nothing to score. */
	readonly made: { readonly stays: number; readonly seed: number; readonly planted: number; readonly lookAlikes: number } | null;
	/** Rules that the batch can ask about, with how many stays it has of either kind. */
	readonly rules: readonly { readonly rule: string; readonly planted: number; readonly lookAlikes: number }[];
	readonly sets: readonly TrainingSetView[];
}

/** Counts of answers. `missed`: the fault was there; `wronglyAccepted`: it was not. */
export interface TrainingScore {
	readonly asked: number;
	readonly right: number;
	readonly missed: number;
	readonly wronglyAccepted: number;
	/** Median time of an answer. */
	readonly medianMs: number;
}
export interface DebriefRow extends TrainingQuestion {
	readonly index: number;
	readonly truth: TrainingTruth;
	readonly there: boolean;
	readonly right: boolean;
	readonly ms: number;
	/** The rule's finding about the stay, where it has one. */
	readonly finding: string | null;
}
export interface Debrief {
	readonly trainee: string;
	readonly score: TrainingScore;
	readonly byRule: readonly (TrainingScore & { readonly rule: string })[];
	readonly rows: readonly DebriefRow[];
}

export interface TrainingCalls {
	view(batch: string): Promise<TrainingView>;
	/** Keeps the answers of a batch that was just made. @param key truth.csv of the generator */
	keepKey(batch: string, stays: number, seed: number, key: File): Promise<void>;
	/** Draws a set. @throws Fault not-found where the batch cannot ask anything of what the form wants */
	makeSet(batch: string, form: TrainingForm): Promise<string>;
	removeSet(batch: string, set: string): Promise<void>;
	/** The questions of a set: without a word of what is right. @throws Fault not-found */
	questions(batch: string, set: string): Promise<readonly TrainingQuestion[]>;
	answer(batch: string, answer: Omit<TrainingAnswer, 'trainee'>): Promise<void>;
	/** Answers of an attempt by place in the set. */
	answered(batch: string, attempt: string): Promise<readonly number[]>;
	/** @throws Fault not-found */
	debrief(batch: string, attempt: string): Promise<Debrief>;
	/** The set as a file for other machines, without its answers. */
	exportSet(batch: string, set: string): Promise<Blob>;
	/** Takes a set from a file. @throws Fault bad-file, other-batch */
	importSet(batch: string, file: File): Promise<string>;
}
export interface TrainingApi {
	training<K extends keyof TrainingCalls>(call: K, ...args: Parameters<TrainingCalls[K]>): Promise<Awaited<ReturnType<TrainingCalls[K]>>>;
}

import type { RunRecipe } from '../protocol/review.ts';
import { SECOND_ALGORITHM, type PlanBand } from '../protocol/second.ts';
import type { Bytes } from './bytes.ts';
import { ASSIGNMENT_TYPE, writeSigned, type SignedFile } from './merge-file.ts';
import type { Signer } from './suites.ts';

export const ASSIGNMENT_FORMAT = 'mingshen.second-assignment/1';

/**
 * What a second reviewer is given (复核任务). Nothing of the first review: no decision, count, note, actor or frame of the journal; not even whether the
 * frame held decided findings only, nor how many, nor who else reviews. Findings stand as digests, in the order of their ranks, which chance alone made:
 * who lacks the files learns nothing of any patient.
 */
export interface Assignment {
	readonly format: typeof ASSIGNMENT_FORMAT;
	readonly batch: string;
	readonly plan: string;
	readonly algorithm: typeof SECOND_ALGORITHM;
	readonly seed: string;
	readonly frame: string;
	readonly bands: readonly PlanBand[];
	readonly unknown: number;
	readonly perRule: number;
	readonly place: number;
	readonly reviewer: string;
	/** Epoch milliseconds, claimed: when the plan was committed. */
	readonly at: number;
	readonly recipe: Pick<RunRecipe, 'stage' | 'ruleBase' | 'rules' | 'packs' | 'parameters'>;
	readonly targets: readonly AssignedFinding[];
}
export interface AssignedFinding {
	/** SHA-256 of the finding's key. */
	readonly key: string;
	readonly evidence: string;
}

export const writeAssignment = (assignment: Assignment, inputs: readonly string[], signer: Signer): Promise<Bytes> =>
	writeSigned(ASSIGNMENT_TYPE, assignment, inputs, signer);

const DIGEST = /^[0-9a-f]{64}$/;

/** The assignment of a file that was verified; null where it is none, or of a format that this version does not know. */
export function assignmentOf({ predicateType, predicate }: SignedFile): Assignment | null {
	if (predicateType !== ASSIGNMENT_TYPE) return null;
	const given = predicate as Partial<Assignment> | null;
	if (given?.format !== ASSIGNMENT_FORMAT || given.algorithm !== SECOND_ALGORITHM) return null;
	const texts = [given.batch, given.plan, given.seed, given.frame, given.reviewer];
	const sound =
		texts.every((text) => typeof text === 'string') &&
		DIGEST.test(given.plan!) &&
		/^[0-9a-f]{1,64}$/.test(given.batch!) &&
		Number.isSafeInteger(given.place) &&
		Array.isArray(given.recipe?.rules) &&
		Array.isArray(given.targets) &&
		given.targets.every(({ key, evidence }: AssignedFinding) => DIGEST.test(key) && DIGEST.test(evidence));
	return sound ? (given as Assignment) : null;
}

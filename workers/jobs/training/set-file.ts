import type { TrainingKey, TrainingQuestion, TrainingSet } from '../../protocol/training.ts';
import { Fault } from '../../store/index.ts';

const FORMAT = 'mingshen.training/1';
/** More than the largest set that a form makes: a file beyond it is no set. */
const MOST_QUESTIONS = 10_000;

/** A set as a file: what batch it is about and how that is made, and its questions. Not its answers: those come with the batch. */
export const setFile = (batch: string, { stays, seed }: TrainingKey, { title, questions }: TrainingSet): Blob =>
	new Blob([JSON.stringify({ format: FORMAT, batch, stays, seed, title, questions }, null, '\t')], { type: 'application/json' });

/** @throws Fault bad-training-file, other-training-batch (detail: stays and seed of the batch that it is about) */
export function readSet(text: string, batch: string): TrainingSet {
	let file: Record<string, unknown>;
	try {
		file = JSON.parse(text) as Record<string, unknown>;
	} catch {
		throw new Fault('bad-training-file', 'not JSON');
	}
	const { format, title, questions, stays, seed } = file ?? {};
	if (format !== FORMAT) throw new Fault('bad-training-file', String(format ?? ''));
	// The same files loaded twice are two batches of one name with a number behind it.
	if (nameOf(String(file['batch'])) !== nameOf(batch)) throw new Fault('other-training-batch', `${Number(stays)} / ${Number(seed)}`);
	if (
		typeof title !== 'string' ||
		!Array.isArray(questions) ||
		questions.length === 0 ||
		questions.length > MOST_QUESTIONS ||
		!questions.every(isQuestion)
	)
		throw new Fault('bad-training-file', 'questions');
	return { title, questions: questions.map(({ visit, rule }) => ({ visit, rule })) };
}

const isQuestion = (one: unknown): one is TrainingQuestion =>
	typeof one === 'object' &&
	one !== null &&
	typeof (one as TrainingQuestion).visit === 'string' &&
	typeof (one as TrainingQuestion).rule === 'string';
const nameOf = (batch: string): string => batch.split('-')[0]!;

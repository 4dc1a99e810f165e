import type { JournalFrame } from '../protocol/decision.ts';
import type { RunRecipe } from '../protocol/review.ts';
import type { SecondTask } from '../protocol/second.ts';
import { textOf, type Bytes } from './bytes.ts';
import { readJson } from './check-content.ts';
import { readContainer, type Packed } from './container.ts';
import { readEnvelope } from './dsse.ts';
import { ChainReader, foldDecisions, type DecisionState } from './journal.ts';
import { contentOf, readLines } from './pack.ts';
import { MEMBERS, readStatement } from './statement.ts';

/** What a package says of the review that it was exported from (合并). */
export interface ReviewContent {
	/** Batch that its frames speak of: a blind one where it answers an assignment. */
	readonly batch: string;
	readonly recipe: RunRecipe;
	/** The task as it stands in the package's journal; null for an ordinary package. */
	readonly task: SecondTask | null;
	readonly frames: number;
	readonly head: string;
	readonly decisions: readonly ReviewDecision[];
}
export interface ReviewDecision {
	/** As in the package: masked where identities were. */
	readonly key: string;
	readonly state: DecisionState;
	/** Said while the reviewer could see no first decision. */
	readonly blind: boolean;
}

/**
 * Decisions that stand in a package, with the task that they answer. It says nothing about signatures: verify first.
 * @returns null where the bytes are no package that can be read
 */
export function readReview(bytes: Bytes): ReviewContent | null {
	try {
		const members = new Map<string, Packed>(readContainer(bytes).entries.map((entry) => [entry.name, entry]));
		const envelope = contentOf(members.get(MEMBERS.statement)!);
		const statement = envelope && readStatement(readEnvelope(envelope.bytes)!.payload);
		const recipe = readJson<RunRecipe>(members.get(MEMBERS.recipe));
		const chain = new ChainReader();
		const read = readLines(members.get(MEMBERS.decisions)!, (line) => chain.take(textOf(line)));
		if (!statement || !recipe || !read) return null;
		const { batch, journal } = statement.predicate;
		const { task, unblinded } = followTask(chain.frames, batch);
		const decisions = [...foldDecisions(chain.frames, batch)].flatMap(([key, state]) => {
			const event = state.history.findLast((entry) => !entry.undone)?.event;
			return state.decision === null || event === undefined ? [] : [{ key, state, blind: task !== null && !unblinded.has(event) }];
		});
		return { batch, recipe, task, frames: journal.frames, head: journal.head, decisions };
	} catch {
		return null;
	}
}

/** The task, and the decisions that were made after its blindness was lifted; the order of the journal tells. Who has seen cannot become blind again. */
function followTask(frames: readonly JournalFrame[], batch: string): { task: SecondTask | null; unblinded: ReadonlySet<string> } {
	let [task, lifted]: [SecondTask | null, boolean] = [null, false];
	const unblinded = new Set<string>();
	for (const { payload, eventId } of frames) {
		if (payload.batch !== batch) continue;
		if (payload.kind === 'enter' && payload.register === 'secondTask') task = payload.value as SecondTask | null;
		lifted ||= task !== null && task.ended !== null;
		if (payload.kind === 'decide' && lifted) unblinded.add(eventId);
	}
	return { task, unblinded };
}

import { foldDecisions, type DecisionState } from '../../package/journal.ts';
import type { JournalFrame } from '../../protocol/decision.ts';
import type { DecisionBook } from '../decision-book.ts';

/**
 * What the first reviewer said of each finding before the other's package was merged for the first time: a decision that was changed after seeing the other
 * one is no independent one. Decisions of conferences are both reviewers' and left out.
 * @param merge id of the merge; one that was never made cuts nothing
 */
export function firstDecisions(book: DecisionBook, batch: string, merge: string): ReadonlyMap<string, DecisionState> {
	const entries = book.history(batch, Number.MAX_SAFE_INTEGER).reverse();
	const cut = entries.findIndex(({ payload }) => payload.kind === 'enter' && payload.register === 'secondMerges' && payload.entry === merge);
	const before = cut < 0 ? entries : entries.slice(0, cut);
	const frames = before.flatMap(({ event, at, actor, payload }): JournalFrame[] =>
		payload.kind === 'enter' || (payload.kind === 'decide' && payload.conference !== undefined)
			? []
			: [{ version: 1, keyId: '', eventId: event, actor, lamport: 0, prevHash: '', at, payload }]
	);
	return foldDecisions(frames, batch);
}

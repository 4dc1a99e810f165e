import type { Snooze } from '../../protocol/queue.ts';
import type { DecisionBook } from '../decision-book.ts';

/** The latest snooze of each finding of a batch, whether it has ended or not, by the finding's key. */
export function snoozesOf(book: DecisionBook, batch: string): Map<string, Snooze> {
	const latest = new Map<string, Snooze>();
	for (const { value } of book.register(batch, 'snoozes').toSorted((a, b) => a.at - b.at)) for (const key of value.keys) latest.set(key, value);
	return latest;
}

/** A finding comes back on the day that the snooze names. */
export const isSnoozed = (snooze: Snooze | undefined, today: string): boolean => snooze !== undefined && today < snooze.until;

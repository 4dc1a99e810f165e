import type { Entered, RegisterName, Registers } from '../protocol/register.ts';
import type { DecisionPayload, DecisionView, HistoryEntry, JournalFrame } from '../protocol/decision.ts';

type Enter = JournalFrame & { readonly payload: Extract<DecisionPayload, { kind: 'enter' }> };
type Decide = JournalFrame & { readonly payload: Extract<DecisionPayload, { kind: 'decide' }> };

/** What stands for one finding. */
export interface Standing {
	readonly frame: Decide;
	/** Evidence that was decided about. */
	readonly evidenceDigest: string;
}

interface BatchBook {
	readonly frames: Map<string, JournalFrame>;
	/** Decisions about each finding, oldest first. */
	readonly byKey: Map<string, Standing[]>;
	/** What was written of each entry of each register, oldest first. */
	readonly entered: Map<RegisterName, Map<string, Enter[]>>;
	/** Findings that some decision said something of line by line. */
	readonly corrected: Set<string>;
	undone: ReadonlySet<string>;
	last: number;
}

/**
 * Folds the journal's frames into what stands for each finding: the latest decision that was not taken back. An undo takes its event back, and an undone
 * undo restores it. Entries of registers stand and fall in the same way. Frames come in the order of the journal; one that comes again changes nothing.
 */
export class DecisionBook {
	readonly #batches = new Map<string, BatchBook>();

	/** @returns keys of the findings that the frame speaks of; empty where it was known */
	apply(frame: JournalFrame): readonly string[] {
		const { payload, eventId } = frame;
		const book = this.#bookOf(payload.batch);
		if (book.frames.has(eventId)) return [];
		book.frames.set(eventId, frame);
		book.last = Math.max(book.last, frame.at);
		if (payload.kind === 'undo') {
			book.undone = undoneOf(book.frames);
			return targetsOf(book, payload.event);
		}
		if (payload.kind === 'enter') {
			const entries = upsert(book.entered, payload.register, () => new Map<string, Enter[]>());
			const written = upsert(entries, payload.entry, () => []);
			written.push(frame as Enter);
			return snoozedOf(written);
		}
		for (const { key, evidenceDigest } of payload.targets) {
			const standing = { frame: frame as Decide, evidenceDigest };
			upsert(book.byKey, key, () => []).push(standing);
			if (payload.lines) book.corrected.add(key);
		}
		return payload.targets.map(({ key }) => key);
	}

	standing(batch: string, key: string): Standing | null {
		const book = this.#batches.get(batch);
		return book?.byKey.get(key)?.findLast(({ frame }) => !book.undone.has(frame.eventId)) ?? null;
	}

	/** Whether anybody ever decided about a finding, also where that was taken back. */
	wasDecided(batch: string, key: string): boolean {
		return this.#batches.get(batch)?.byKey.has(key) ?? false;
	}

	/** Entries of a register that stand, in the order in which they were first written. */
	register<Name extends RegisterName>(batch: string, name: Name): Entered<Name>[] {
		const book = this.#batches.get(batch);
		return [...(book?.entered.get(name) ?? [])].flatMap(([id, frames]) => {
			const frame = frames.findLast(({ eventId }) => !book!.undone.has(eventId));
			if (!frame || frame.payload.value === null) return [];
			return [{ id, value: frame.payload.value as Registers[Name], event: frame.eventId, actor: frame.actor, at: frame.at }];
		});
	}

	/** Findings with a decision that stands. */
	*decided(batch: string): Generator<{ readonly key: string; readonly standing: Standing }> {
		for (const key of this.#batches.get(batch)?.byKey.keys() ?? []) {
			const standing = this.standing(batch, key);
			if (standing) yield { key, standing };
		}
	}

	/** Findings about which a decision stands that tells their lines apart. */
	*corrected(batch: string): Generator<{ readonly key: string; readonly standing: Standing }> {
		for (const key of this.#batches.get(batch)?.corrected ?? []) {
			const standing = this.standing(batch, key);
			if (standing?.frame.payload.lines) yield { key, standing };
		}
	}

	batches(): Iterable<string> {
		return this.#batches.keys();
	}

	/** Whether an event is known and can be taken back. */
	has(batch: string, event: string): boolean {
		return this.#batches.get(batch)?.frames.has(event) ?? false;
	}

	lastAt(batch: string): number | null {
		return this.#batches.get(batch)?.last ?? null;
	}

	/** The newest first. */
	history(batch: string, limit: number): HistoryEntry[] {
		const book = this.#batches.get(batch);
		if (!book) return [];
		return [...book.frames.values()]
			.slice(-limit)
			.reverse()
			.map(({ eventId, at, actor, payload }) => ({ event: eventId, at, actor, payload, undone: book.undone.has(eventId) }));
	}

	#bookOf(batch: string): BatchBook {
		let book = this.#batches.get(batch);
		if (!book)
			this.#batches.set(
				batch,
				(book = { frames: new Map(), byKey: new Map(), entered: new Map(), corrected: new Set(), undone: new Set(), last: 0 })
			);
		return book;
	}
}

function upsert<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = make()));
	return value;
}

/** @param evidenceDigest of the finding as it is now; null where the run does not have it */
export function viewOf({ frame, evidenceDigest: decided }: Standing, evidenceDigest: string | null): DecisionView {
	const { decision, reason, note, lines, attachments } = frame.payload;
	const said = { decision, actor: frame.actor, at: frame.at, reason, note, lines: lines ?? [], attachments: attachments ?? [] };
	return { event: frame.eventId, ...said, stale: evidenceDigest !== decided, ...carriedFrom(frame) };
}

const carriedFrom = ({ payload: { from } }: Decide): Pick<DecisionView, 'from'> => (from ? { from } : {});

/** An undo that was itself taken back takes nothing back: so the events are read from the last. */
function undoneOf(frames: ReadonlyMap<string, JournalFrame>): Set<string> {
	const undone = new Set<string>();
	for (const { payload, eventId } of [...frames.values()].reverse()) if (payload.kind === 'undo' && !undone.has(eventId)) undone.add(payload.event);
	return undone;
}

/** Findings of the event at the end of a chain of undos. */
function targetsOf(book: BatchBook, event: string): readonly string[] {
	const payload = book.frames.get(event)?.payload;
	if (!payload) return [];
	if (payload.kind === 'enter') return snoozedOf(book.entered.get(payload.register)?.get(payload.entry) ?? []);
	return payload.kind === 'undo' ? targetsOf(book, payload.event) : payload.targets.map(({ key }) => key);
}

/** Findings that an entry of the register `snoozes` has ever named; entries of other registers move no finding. */
function snoozedOf(frames: readonly Enter[]): readonly string[] {
	return frames.flatMap(({ payload }) => (payload.register === 'snoozes' ? ((payload.value as Registers['snoozes'] | null)?.keys ?? []) : []));
}

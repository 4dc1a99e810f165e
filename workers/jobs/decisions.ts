import type { DecisionPayload } from '../protocol/decision.ts';
import { Fault, Journal, lockOf, type Entry, type JournalFile, type Locks, type Store } from '../store/index.ts';
import { DecisionBook } from './decision-book.ts';

export interface DecisionPorts {
	readonly store: Store;
	readonly locks: Locks;
	/** Opens the journal's file; only the writer does. */
	readonly journalFile: () => Promise<JournalFile>;
	/** Tells other tabs that events were written, and hears it from them. */
	readonly channel: { post(): void; onMessage(listener: () => void): void };
	readonly now: () => number;
	readonly uuid: () => string;
	readonly delay: (ms: number) => Promise<void>;
}

/** A handle that the tab before has not yet let go: tried again this often. */
const OPEN_TRIES = 20;
const OPEN_PAUSE_MS = 100;
/** How long a tab that saw no writer waits for its turn before it opens as a reader: two tabs may have looked at once. */
const ELECTION_MS = 2_000;

/**
 * Decisions of this tab. One tab writes: it holds the lock and the journal. The others read the journal's view in the database and take over when the
 * writer closes. A decision is saved when its frame is flushed; the view follows, and a view that could not be written is caught up when the
 * journal is opened next.
 */
export class Decisions {
	readonly book = new DecisionBook();
	/** What the opening found: lines for `StorageHealth.damage`. */
	readonly damage: string[] = [];
	readonly #ports: DecisionPorts;
	readonly #listeners: ((batch: string, keys: readonly string[]) => void)[] = [];
	#journal: Journal | null = null;
	#lamport = 0;

	private constructor(ports: DecisionPorts) {
		this.#ports = ports;
	}

	static async open(ports: DecisionPorts): Promise<Decisions> {
		const decisions = new Decisions(ports);
		await decisions.#readView();
		// Asked before our own request is made: it would be seen as somebody's.
		const taken = await ports.locks.isHeld(lockOf.writer);
		const granted = new Promise<{ readonly led: Promise<void> }>((resolve) =>
			ports.locks.keep(lockOf.writer, () => resolve({ led: decisions.#lead() }))
		);
		const turn = taken ? null : await Promise.race([granted, ports.delay(ELECTION_MS)]);
		if (turn) await turn.led;
		ports.channel.onMessage(() => void decisions.#readView());
		return decisions;
	}

	get writer(): boolean {
		return this.#journal !== null;
	}

	/** Frames as they lie on disk, in the order of their chain. */
	async texts(): Promise<readonly string[]> {
		const entries = this.#journal?.entries ?? (await this.#ports.store.events.since(0));
		return entries.map(({ text }) => text);
	}

	onChange(listener: (batch: string, keys: readonly string[]) => void): void {
		this.#listeners.push(listener);
	}

	/**
	 * Appends to the journal; when it resolves the frame is on disk.
	 * @param seen event of the decision that the reviewer saw about each target, null for none: where another stands nothing is written. Absent: not asked
	 * @throws Fault read-only, journal-failed, not-found, decided-elsewhere
	 */
	async decide(payload: DecisionPayload, actor: string, keyId: string, seen?: string | null): Promise<string> {
		if (!this.#journal) throw new Fault('read-only');
		if (payload.kind === 'undo' && !this.book.has(payload.batch, payload.event)) throw new Fault('not-found', `event ${payload.event}`);
		if (payload.kind === 'decide' && payload.targets.length === 0) throw new Fault('not-found', 'a decision about nothing');
		if (payload.kind === 'decide' && seen !== undefined) {
			const other = payload.targets.find(({ key }) => (this.book.standing(payload.batch, key)?.frame.eventId ?? null) !== seen);
			if (other) throw new Fault('decided-elsewhere');
		}
		const entry = this.#journal.append(payload, { eventId: this.#ports.uuid(), actor, keyId, at: this.#ports.now() });
		this.#apply(entry);
		// The decision is saved already: a full database must not say otherwise.
		await this.#ports.store.events.put([entry]).catch(() => undefined);
		this.#ports.channel.post();
		return entry.frame.eventId;
	}

	close(): void {
		this.#journal?.close();
		this.#journal = null;
	}

	#apply({ frame }: Entry): void {
		this.#lamport = Math.max(this.#lamport, frame.lamport);
		const keys = this.book.apply(frame);
		if (keys.length > 0) for (const listener of this.#listeners) listener(frame.payload.batch, keys);
	}

	async #readView(): Promise<void> {
		for (const entry of await this.#ports.store.events.since(this.#lamport)) this.#apply(entry);
	}

	/** Becomes the writer: opens the journal and brings journal and view together. */
	async #lead(): Promise<void> {
		let journal;
		try {
			journal = Journal.open(await this.#openFile());
		} catch (error) {
			this.damage.push(`journal-unavailable: ${error instanceof Error ? error.message : String(error)}`);
			return;
		}
		if (journal.damagedBytes > 0) this.damage.push(`journal-damaged: ${journal.damagedBytes}`);
		const known = new Set(journal.entries.map(({ frame }) => frame.eventId));
		const view = await this.#ports.store.events.since(0);
		// Only a lost journal knows less than its view: it is written again, byte by byte.
		const lost = view.filter(({ frame }) => !known.has(frame.eventId));
		for (const { text } of lost) journal.appendText(text);
		if (lost.length > 0) this.damage.push(`journal-rebuilt: ${lost.length}`);
		const seen = new Set(view.map(({ frame }) => frame.eventId));
		const behind = journal.entries.filter(({ frame }) => !seen.has(frame.eventId));
		if (behind.length > 0) await this.#ports.store.events.put(behind).catch(() => undefined);
		for (const entry of journal.entries) this.#apply(entry);
		this.#journal = journal;
	}

	async #openFile(): Promise<JournalFile> {
		for (let attempt = 1; ; attempt++) {
			try {
				return await this.#ports.journalFile();
			} catch (error) {
				if ((error as DOMException).name !== 'NoModificationAllowedError' || attempt === OPEN_TRIES) throw error;
				await this.#ports.delay(OPEN_PAUSE_MS);
			}
		}
	}
}

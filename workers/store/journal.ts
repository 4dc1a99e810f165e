import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { DecisionPayload, JournalFrame } from '../protocol/decision.ts';
import { Fault } from './fault.ts';
import type { JournalFile } from './journal-file.ts';
import { encodeFrame, MAGIC, scanJournal } from './journal-frames.ts';

export interface Entry {
	readonly frame: JournalFrame;
	/** The frame exactly as it lies on disk: what `prevHash` of the next one is made from. */
	readonly text: string;
}
export interface Stamp {
	readonly eventId: string;
	readonly actor: string;
	readonly keyId: string;
	readonly at: number;
}

/**
 * The truth of all decisions: append-only frames, chained by hash, flushed before anything else learns of them. Opening cuts a torn tail, which
 * nobody was told was saved. It is never truncated otherwise; compaction into a two-generation snapshot is not built yet.
 */
export class Journal {
	readonly entries: readonly Entry[];
	/** Bytes of damage between whole frames. */
	readonly damagedBytes: number;
	readonly #entries: Entry[];
	readonly #file: JournalFile;
	#end: number;
	#lamport: number;

	private constructor(file: JournalFile, entries: Entry[], end: number, damagedBytes: number) {
		this.#file = file;
		this.entries = this.#entries = entries;
		this.#end = end;
		this.damagedBytes = damagedBytes;
		this.#lamport = entries.reduce((most, { frame }) => Math.max(most, frame.lamport), 0);
	}

	static open(file: JournalFile): Journal {
		const bytes = new Uint8Array(file.size());
		const scanned = scanJournal(bytes.subarray(0, file.read(bytes, 0)));
		// A file shorter than its mark was cut while it was made. One that has neither mark nor frame is kept: it may be a disk's damage.
		const fresh = bytes.length < MAGIC.length;
		if (fresh) file.write(MAGIC, 0);
		const kept = !fresh && scanned.end === 0;
		const end = fresh ? MAGIC.length : kept ? bytes.length : scanned.end;
		if (fresh || end < bytes.length) {
			file.truncate(end);
			file.flush();
		}
		const entries = scanned.texts.map((text) => ({ frame: JSON.parse(text) as JournalFrame, text }));
		return new Journal(file, entries, end, kept ? bytes.length : scanned.damagedBytes);
	}

	/** Highest counter so far: the order of events, whatever the clock says. */
	get lamport(): number {
		return this.#lamport;
	}

	/** Appends a decision. When it returns, the frame is on disk. @throws Fault journal-failed, with the file as it was */
	append(payload: DecisionPayload, stamp: Stamp): Entry {
		const previous = this.#entries.at(-1);
		const frame: JournalFrame = {
			version: 1,
			keyId: stamp.keyId,
			eventId: stamp.eventId,
			actor: stamp.actor,
			lamport: this.#lamport + 1,
			prevHash: previous ? hashOf(previous.text) : '',
			at: stamp.at,
			payload
		};
		return this.appendText(JSON.stringify(frame));
	}

	/** Appends a frame that was written before: the journal was lost, its view was not. */
	appendText(text: string): Entry {
		const bytes = encodeFrame(text);
		try {
			this.#file.write(bytes, this.#end);
			this.#file.flush();
		} catch (error) {
			this.#cut();
			throw new Fault('journal-failed', error instanceof Error ? error.message : String(error), error);
		}
		this.#end += bytes.length;
		const entry = { frame: JSON.parse(text) as JournalFrame, text };
		this.#entries.push(entry);
		this.#lamport = Math.max(this.#lamport, entry.frame.lamport);
		return entry;
	}

	close(): void {
		this.#file.close();
	}

	/** What a failed write left is cut; where that fails too, the next opening does it. */
	#cut(): void {
		try {
			this.#file.truncate(this.#end);
			this.#file.flush();
		} catch {
			// The torn tail is cut when the journal is opened again.
		}
	}
}

/** Hash of a frame: SHA-256 over its text as it lies on disk. */
export const hashOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

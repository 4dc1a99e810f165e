import type { DecisionKind, DecidedLine, HistoryEntry, JournalFrame } from '../protocol/decision.ts';
import { canonical, digest, utf8 } from './bytes.ts';

/**
 * A line of decisions.jsonl whose frame is not there word for word: it belongs to another batch (or to findings that were not chosen), or parts of it
 * were masked.
 * The chain still runs through its hash.
 */
export interface WithheldLine {
	readonly withheld: 'other-batch' | 'masked';
	readonly hash: string;
	readonly prevHash: string;
	/** Masked frame; null for another batch. */
	readonly frame: JournalFrame | null;
}

/** Hash of a frame: SHA-256 over its JSON text as stored. */
export const frameHash = (text: string): string => digest(utf8(text));

/** What becomes of one frame on its way out. Null: masked nothing, the frame may leave as it is. 'withhold': only its hash leaves. */
export type MaskFrame = (frame: JournalFrame, line: number) => JournalFrame | 'withhold' | null;

/** Lines of decisions.jsonl. Frames of this batch that nothing had to be masked in stand verbatim. */
export function journalLines(journal: readonly string[], batch: string, mask: MaskFrame): string[] {
	return journal.map((text, i) => {
		const frame = JSON.parse(text) as JournalFrame;
		const answer = frame.payload.batch === batch ? mask(frame, i + 1) : 'withhold';
		if (answer === null) return text;
		const masked = answer === 'withhold' ? null : answer;
		const line: WithheldLine = { withheld: masked ? 'masked' : 'other-batch', hash: frameHash(text), prevHash: frame.prevHash, frame: masked };
		return canonical(line);
	});
}

export interface ChainSummary {
	/** `prevHash` of the first frame, hash of the last; '' for an empty journal. */
	readonly root: string;
	readonly head: string;
	readonly frames: number;
	readonly masked: number;
	readonly otherBatch: number;
	/** 1-based number of the first line that does not continue the chain; 0 where all do. */
	readonly broken: number;
}

/** Follows the chain line by line. It never throws: a line that cannot be read is a broken one. */
export class ChainReader {
	readonly frames: JournalFrame[] = [];
	#root = '';
	#head = '';
	#count = 0;
	#masked = 0;
	#other = 0;
	#broken = 0;

	take(text: string): void {
		this.#count++;
		const link = readLink(text);
		if (!link || (this.#count > 1 && link.prevHash !== this.#head)) this.#broken ||= this.#count;
		if (!link) return;
		if (this.#count === 1) this.#root = link.prevHash;
		this.#head = link.hash;
		if (link.withheld === 'masked') this.#masked++;
		if (link.withheld === 'other-batch') this.#other++;
		if (link.frame) this.frames.push(link.frame);
	}
	get summary(): ChainSummary {
		return { root: this.#root, head: this.#head, frames: this.#count, masked: this.#masked, otherBatch: this.#other, broken: this.#broken };
	}
}

interface Link extends Omit<WithheldLine, 'withheld'> {
	readonly withheld: WithheldLine['withheld'] | '';
}
function readLink(text: string): Link | null {
	try {
		const line = JSON.parse(text) as Partial<WithheldLine> & JournalFrame;
		if (line.withheld === undefined) {
			if (typeof line.prevHash !== 'string' || typeof line.payload !== 'object') return null;
			return { withheld: '', hash: frameHash(text), prevHash: line.prevHash, frame: line };
		}
		const sound = (line.withheld === 'masked') === !!line.frame && /^[0-9a-f]{64}$/.test(line.hash ?? '') && canonical(line) === text;
		return sound ? (line as WithheldLine) : null;
	} catch {
		return null;
	}
}

/** Chain of lines that are already text. */
export function chainOf(lines: readonly string[]): ChainSummary {
	const reader = new ChainReader();
	for (const line of lines) reader.take(line);
	return reader.summary;
}

/** What stands decided about one finding, with everything that was said before. */
export interface DecisionState {
	readonly decision: DecisionKind | null;
	readonly reason: string;
	readonly note: string;
	readonly actor: string;
	readonly at: number | null;
	/** Evidence that was decided about. */
	readonly evidenceDigest: string;
	readonly lines: readonly DecidedLine[];
	readonly history: readonly HistoryEntry[];
}

/** Folds the journal into what stands for each finding. An undo takes its event back; an undone undo restores it; an event that comes again changes nothing. */
export function foldDecisions(frames: readonly JournalFrame[], batch: string): Map<string, DecisionState> {
	const undone = undoneEvents(frames);
	const states = new Map<string, DecisionState>();
	const seen = new Set<string>();
	for (const { payload, eventId, at, actor } of frames) {
		if (payload.kind !== 'decide' || payload.batch !== batch || seen.has(eventId)) continue;
		seen.add(eventId);
		const entry: HistoryEntry = { event: eventId, at, actor, payload, undone: undone.has(eventId) };
		for (const target of payload.targets) {
			const before = states.get(target.key);
			const history = [...(before?.history ?? []), entry];
			const { decision, reason, note, lines = [] } = payload;
			const stands = { decision, reason, note, actor, at, evidenceDigest: target.evidenceDigest, lines };
			states.set(target.key, { ...(entry.undone ? (before ?? OPEN) : stands), history });
		}
	}
	return states;
}
export const OPEN: DecisionState = { decision: null, reason: '', note: '', actor: '', at: null, evidenceDigest: '', lines: [], history: [] };

function undoneEvents(frames: readonly JournalFrame[]): Set<string> {
	const undone = new Set<string>();
	for (let i = frames.length - 1; i >= 0; i--) {
		const { payload, eventId } = frames[i]!;
		if (payload.kind === 'undo' && !undone.has(eventId)) undone.add(payload.event);
	}
	return undone;
}

/** A decision about other evidence than the finding has now waits to be looked at again: the finding counts as undecided. */
export const isStale = (state: DecisionState, evidenceDigest: string): boolean => state.decision !== null && state.evidenceDigest !== evidenceDigest;

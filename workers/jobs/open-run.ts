import type { Snooze } from '../protocol/queue.ts';
import type { RunInfo } from '../protocol/review.ts';
import type { RuleException } from '../protocol/rule-life.ts';
import { Fault, type ChunkBlob } from '../store/index.ts';
import type { Finding } from '../../rules/domain/finding.ts';
import type { DecisionBook } from './decision-book.ts';
import { findingAt } from './pack-findings.ts';
import { DECISIONS, QueueIndex } from './queue-index.ts';
import { QueueView, type TitleOf } from './queue-view.ts';
import { GroupedQueue } from './queue/groups.ts';
import { isSnoozed, snoozesOf } from './queue/snoozes.ts';
import { dayOfMoment, holds } from './rule-life.ts';
import type { RunReader } from './second/blind-batch.ts';

/** Blobs kept in memory: the case screen walks through the queue, which jumps between shards. */
const KEPT_BLOBS = 3;

/** A run opened for reading: its queue, and the evidence of its findings on demand. */
export class OpenRun {
	readonly info: RunInfo;
	readonly index: QueueIndex;
	readonly view: QueueView;
	readonly groups: GroupedQueue;
	readonly #store: RunReader;
	/** Places of the recipe's exceptions that hold, 1-based. */
	readonly #held = new Set<number>();
	/** The latest snooze of each finding, by its key. */
	#snoozes: ReadonlyMap<string, Snooze> = new Map();
	/** yyyy-MM-dd: what exceptions and snoozes were last held against. */
	#today = '';
	readonly #blobs = new Map<string, Promise<ChunkBlob>>();

	private constructor(store: RunReader, info: RunInfo, index: QueueIndex, titleOf: TitleOf) {
		this.#store = store;
		this.info = info;
		this.index = index;
		this.view = new QueueView(index, titleOf);
		this.groups = new GroupedQueue(index, this.view);
	}

	static async open(store: RunReader, info: RunInfo, book: DecisionBook, titleOf: TitleOf, now: number): Promise<OpenRun> {
		const index = new QueueIndex(await store.runs.facets(info.id));
		if (index.count !== info.findings) throw new Fault('store-damaged', `${index.count} of ${info.findings} findings`);
		// The queue opens in this order: sorted now, its first window is as fast as the next.
		index.order('weight');
		const run = new OpenRun(store, info, index, titleOf);
		run.turn(book, now);
		return run;
	}

	/** Says where each finding stands on the day of a moment: exceptions and snoozes end with their day, also while the run is open. */
	turn(book: DecisionBook, now: number): void {
		const today = dayOfMoment(now);
		if (today === this.#today) return;
		this.#today = today;
		this.#held.clear();
		(this.info.recipe.exceptions ?? []).forEach((one, i) => holds(one, today) && this.#held.add(i + 1));
		this.#snoozes = snoozesOf(book, this.info.batch);
		for (let at = 0; at < this.index.count; at++) this.index.decision[at] = this.#undecided(at);
		this.refresh(
			book,
			Array.from(book.decided(this.info.batch), ({ key }) => key)
		);
	}

	/** Takes over what was decided about some findings, or that they were snoozed. A decision about other evidence leaves the finding open: it has to be looked at again. */
	refresh(book: DecisionBook, keys: readonly string[]): void {
		this.#snoozes = snoozesOf(book, this.info.batch);
		for (const key of keys) {
			const at = this.index.find(key);
			if (at < 0) continue;
			const standing = book.standing(this.info.batch, key);
			const fits = standing?.evidenceDigest === this.index.digest(at);
			this.index.decision[at] = fits ? DECISIONS.indexOf(standing.frame.payload.decision) : this.#undecided(at);
		}
		this.index.version++;
	}

	#undecided(at: number): number {
		if (this.#held.has(this.index.excepted[at]!)) return DECISIONS.indexOf('excepted');
		return DECISIONS.indexOf(isSnoozed(this.#snoozes.get(this.index.keys[at]!), this.#today) ? 'snoozed' : 'open');
	}

	/** The latest snooze of a finding, or null. */
	snoozeOf(at: number): Snooze | null {
		return this.#snoozes.get(this.index.keys[at]!) ?? null;
	}

	/** The exception that a finding falls under and that has not ended, whatever was decided about it. */
	exceptionOf(at: number): RuleException | null {
		const place = this.index.excepted[at]!;
		return this.#held.has(place) ? (this.info.recipe.exceptions?.[place - 1] ?? null) : null;
	}

	/** Findings that stand under an exception, and which. */
	exceptedFindings(): { key: string; until: string; reason: string }[] {
		const at = DECISIONS.indexOf('excepted');
		return this.index.keys.flatMap((key, i) => {
			const exception = this.index.decision[i] === at ? this.exceptionOf(i) : null;
			return exception ? [{ key, until: exception.until, reason: exception.reason }] : [];
		});
	}

	/** Decisions that stand about findings which this run does not have, or has with other evidence. */
	waiting(book: DecisionBook): number {
		let waiting = 0;
		for (const { key, standing } of book.decided(this.info.batch)) {
			const at = this.index.find(key);
			if (at < 0 || this.index.digest(at) !== standing.evidenceDigest) waiting++;
		}
		return waiting;
	}

	async finding(index: number): Promise<Finding> {
		const { chunk, at } = this.index.locate(index);
		return findingAt(await this.#blob(this.index.shards[chunk]!), at);
	}

	/** Positions of all findings of a visit, the weightiest first. */
	ofVisit(visit: string): number[] {
		const { texts, codes } = this.index.coded.visit;
		const code = texts.indexOf(visit);
		return code < 0 ? [] : Array.from(this.index.order('weight').filter((i) => codes[i] === code)).reverse();
	}

	countOf(visit: string): number {
		const { texts, codes } = this.index.coded.visit;
		const code = texts.indexOf(visit);
		let count = 0;
		if (code >= 0) for (const c of codes) if (c === code) count++;
		return count;
	}

	#blob(shard: string): Promise<ChunkBlob> {
		const known = this.#blobs.get(shard);
		if (known) return known;
		const read = this.#store.runs.blob(this.info.id, shard);
		this.#blobs.set(shard, read);
		read.catch(() => this.#blobs.delete(shard));
		if (this.#blobs.size > KEPT_BLOBS) this.#blobs.delete(this.#blobs.keys().next().value!);
		return read;
	}
}

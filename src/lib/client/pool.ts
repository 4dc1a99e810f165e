import { fault, faultOf } from './fault.ts';
import type { Supervised } from './supervised.ts';

/**
 * Pieces that one worker has in hand at a time: while it computes one, the database reads the next and writes the last. A third would only take memory.
 */
const IN_HAND = 2;

interface Slot<Api> {
	readonly worker: Supervised<Api>;
	readonly ready: Promise<unknown>;
}

/** Deals pieces of work to a bounded number of workers. A worker that dies is replaced, and what it had in hand is dealt once more. */
export class Pool<Api extends object> {
	readonly #spawn: () => Promise<Supervised<Api>>;
	readonly #ready: (api: Api) => Promise<unknown>;
	readonly #slots: (Promise<Slot<Api>> | null)[];
	readonly #spawned = new Set<Supervised<Api>>();
	#ended: { readonly reason: unknown } | null = null;
	#deaths = 0;

	/**
	 * @param ready makes a fresh worker ready for work
	 * @param first a worker that is ready already
	 */
	constructor(size: number, spawn: () => Promise<Supervised<Api>>, ready: (api: Api) => Promise<unknown>, first: Supervised<Api> | null = null) {
		this.#spawn = spawn;
		this.#ready = ready;
		if (first) this.#spawned.add(first);
		const begun = first && Promise.resolve({ worker: first, ready: Promise.resolve() });
		this.#slots = Array.from({ length: Math.max(1, size) }, (_, i) => (i === 0 ? begun : null));
	}

	/** Workers that died and were replaced. */
	get deaths(): number {
		return this.#deaths;
	}

	/** Does every piece once; rejects with the first error, and no further piece is begun. @throws Fault worker-died where a piece killed two workers */
	async deal<Piece, Result>(
		pieces: readonly Piece[],
		work: (api: Api, piece: Piece) => Promise<Result>,
		done: (result: Result) => void
	): Promise<void> {
		const queue = pieces.map((piece) => ({ piece, tries: 0 }));
		let failed = false;
		const lane = async (place: number): Promise<void> => {
			for (let next = queue.shift(); next && !failed; next = queue.shift()) {
				const { worker, ready } = await this.#slot(place);
				try {
					await ready;
					done(await work(worker.api, next.piece));
				} catch (error) {
					next.tries++;
					if (this.#ended || worker.alive || next.tries > 1) {
						failed = true;
						throw next.tries > 1 ? fault('worker-died', `twice over ${String(next.piece)}: ${faultOf(error).detail}`) : error;
					}
					queue.unshift(next);
				}
			}
		};
		const lanes = this.#slots.length * IN_HAND;
		await Promise.all(Array.from({ length: lanes }, (_, i) => lane(i % this.#slots.length)));
	}

	/** One call on any worker, tried once more where it dies. */
	async one<Result>(work: (api: Api) => Promise<Result>): Promise<Result> {
		const results: Result[] = [];
		await this.deal(
			['one'],
			(api) => work(api),
			(result) => results.push(result)
		);
		return results[0]!;
	}

	/** Ends all workers; calls in flight reject with the reason. */
	end(reason: unknown): void {
		this.#ended ??= { reason };
		for (const worker of this.#spawned) worker.end(reason);
	}

	/** The worker of a place, begun where there is none and replaced where it died. */
	async #slot(place: number): Promise<Slot<Api>> {
		if (this.#ended) throw this.#ended.reason;
		const known = this.#slots[place];
		const slot = await known;
		if (slot?.worker.alive) return slot;
		// Whoever comes first begins it; the others find it begun.
		if (this.#slots[place] === known) {
			if (slot) this.#deaths++;
			this.#slots[place] = this.#begin();
		}
		return this.#slots[place]!;
	}

	async #begin(): Promise<Slot<Api>> {
		const worker = await this.#spawn();
		// Known before it is ready: an abort must not wait until it is.
		this.#spawned.add(worker);
		const ended = this.#ended as { readonly reason: unknown } | null;
		if (ended) worker.end(ended.reason);
		const ready = this.#ready(worker.api);
		// Told to whoever waits for it.
		ready.catch(() => undefined);
		return { worker, ready };
	}
}

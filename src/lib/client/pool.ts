import { fault, faultOf } from './fault.ts';
import type { Supervised } from './supervised.ts';

/** Deals pieces of work to a bounded number of workers. A worker that dies is replaced, and its piece is dealt once more. */
export class Pool<Api extends object> {
	readonly #spawn: () => Promise<Supervised<Api>>;
	readonly #ready: (api: Api) => Promise<unknown>;
	readonly #workers: (Supervised<Api> | null)[];
	#ended: { readonly reason: unknown } | null = null;
	#deaths = 0;

	/**
	 * @param ready makes a fresh worker ready for work
	 * @param first a worker that is ready already
	 */
	constructor(size: number, spawn: () => Promise<Supervised<Api>>, ready: (api: Api) => Promise<unknown>, first: Supervised<Api> | null = null) {
		this.#spawn = spawn;
		this.#ready = ready;
		this.#workers = Array.from({ length: Math.max(1, size) }, (_, i) => (i === 0 ? first : null));
	}

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
		const run = async (slot: number): Promise<void> => {
			for (let next = queue.shift(); next && !failed; next = queue.shift()) {
				try {
					const { piece } = next;
					done(await work((await this.#worker(slot)).api, piece));
				} catch (error) {
					next.tries++;
					if (this.#ended || !this.#died(slot) || next.tries > 1) {
						failed = true;
						throw next.tries > 1 ? fault('worker-died', `twice over ${String(next.piece)}: ${faultOf(error).detail}`) : error;
					}
					queue.unshift(next);
				}
			}
		};
		await Promise.all(this.#workers.map((_, slot) => run(slot)));
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
		for (const worker of this.#workers) worker?.end(reason);
	}

	async #worker(slot: number): Promise<Supervised<Api>> {
		if (this.#ended) throw this.#ended.reason;
		const known = this.#workers[slot];
		if (known?.alive) return known;
		const worker = await this.#spawn();
		// Known before it is ready: an abort must not wait until it is.
		this.#workers[slot] = worker;
		const ended = this.#ended as { readonly reason: unknown } | null;
		if (ended) worker.end(ended.reason);
		await this.#ready(worker.api);
		return worker;
	}

	#died(slot: number): boolean {
		const worker = this.#workers[slot];
		if (!worker || worker.alive) return false;
		this.#deaths++;
		this.#workers[slot] = null;
		return true;
	}
}

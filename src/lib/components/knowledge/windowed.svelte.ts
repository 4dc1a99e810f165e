/** What a worker answers for rows [from, from + count). */
export interface Answer<T> {
	readonly total: number;
	readonly rows: readonly T[];
}

const PAGE = 50;

/** Rows of a long list that stays in the worker: pages come as they scroll into sight. The old rows stay until the new ones are there. */
export class Windowed<T, A extends Answer<T> = Answer<T>> {
	#pages = $state.raw<ReadonlyMap<number, readonly T[]>>(new Map());
	#answer = $state.raw<A | null>(null);
	#ask: ((from: number, count: number) => Promise<A>) | null = null;
	#generation = 0;
	#wanted = new Set<number>();
	/** Rows in sight. */
	#range: readonly [from: number, to: number] = [0, 0];
	#fetching = false;
	readonly #failed: (error: unknown) => void;

	/** @param failed told of an error of the worker; nothing is thrown into the page */
	constructor(failed: (error: unknown) => void) {
		this.#failed = failed;
	}

	/** The last answer of page 0; null until there is one. */
	get answer(): A | null {
		return this.#answer;
	}
	get total(): number {
		return this.#answer?.total ?? 0;
	}
	row(index: number): T | null {
		return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null;
	}

	/** Shows another list. @param visible rows that are in sight now: their page is fetched at once */
	async show(ask: (from: number, count: number) => Promise<A>, visible = 0): Promise<void> {
		this.#ask = ask;
		const generation = ++this.#generation;
		this.#wanted = new Set([0]);
		try {
			const answer = await ask(0, PAGE);
			if (generation !== this.#generation) return;
			this.#answer = answer;
			this.#pages = new Map([[0, answer.rows]]);
			if (visible > 0) await this.need(visible, visible + 1);
		} catch (error) {
			if (generation === this.#generation) this.#failed(error);
		}
	}

	/** Fetches what is missing of rows [from, to), page by page; rows that were scrolled past meanwhile are left out. */
	async need(from: number, to: number): Promise<void> {
		this.#range = [from, to];
		if (this.#fetching) return;
		this.#fetching = true;
		try {
			for (let page = this.#missing(); page !== null; page = this.#missing()) await this.#fetch(page);
		} finally {
			this.#fetching = false;
		}
	}

	/** The first page in sight that is not there; one that failed is not asked for again. */
	#missing(): number | null {
		if (!this.#ask || !this.#answer) return null;
		const [from, to] = this.#range;
		const last = Math.floor((Math.min(to, this.total) - 1) / PAGE);
		for (let page = Math.floor(from / PAGE); page <= last; page++) if (!this.#wanted.has(page)) return page;
		return null;
	}

	async #fetch(page: number): Promise<void> {
		const generation = this.#generation;
		this.#wanted.add(page);
		try {
			const answer = await this.#ask!(page * PAGE, PAGE);
			if (generation === this.#generation) this.#pages = new Map(this.#pages).set(page, answer.rows);
		} catch (error) {
			if (generation === this.#generation) this.#failed(error);
		}
	}
}

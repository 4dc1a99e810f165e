import type { TableId } from '$rules/domain/tables/index.ts';
import type { CaseView } from '$workers/protocol/case.ts';
import { searchRecord, wordsOf, type SearchHit } from './search.ts';

/** Lets the browser paint and take keys. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Search inside one record: what is asked, the rows that answer, and the one in sight. */
export class RecordSearch {
	#question = $state('');
	#hits = $state.raw<readonly SearchHit[]>([]);
	#at = $state(-1);
	#turn = 0;

	get question() {
		return this.#question;
	}
	readonly words: readonly string[] = $derived(wordsOf(this.#question));
	get hits() {
		return this.#hits;
	}
	/** Place of the hit in sight, from 0; -1 before the first step. */
	get at() {
		return this.#at;
	}
	readonly counts: ReadonlyMap<TableId, number> = $derived.by(() => {
		const counts = new Map<TableId, number>();
		for (const { table } of this.#hits) counts.set(table, (counts.get(table) ?? 0) + 1);
		return counts;
	});
	readonly rows: ReadonlySet<string> = $derived(new Set(this.#hits.map(({ row }) => row)));

	/** Asks; the answer of an earlier question never covers that of a later one. */
	async ask(question: string, view: Pick<CaseView, 'tables'>, order: readonly TableId[]): Promise<void> {
		const turn = ++this.#turn;
		this.#question = question;
		this.#at = -1;
		const hits = await searchRecord(view, order, wordsOf(question), pause, () => turn !== this.#turn);
		if (hits) this.#hits = hits;
	}
	/** The next or the previous hit, around the ends. */
	step(by: 1 | -1): SearchHit | null {
		const count = this.#hits.length;
		if (count === 0) return null;
		this.#at = this.#at < 0 ? (by === 1 ? 0 : count - 1) : (this.#at + by + count) % count;
		return this.#hits[this.#at]!;
	}
}

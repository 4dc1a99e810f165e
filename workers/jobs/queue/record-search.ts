import type { ShardTable } from '../../../rules/domain/shard.ts';
import type { TableId } from '../../../rules/domain/tables/index.ts';
import type { OnProgress } from '../../protocol/source.ts';
import { Fault, type Store } from '../../store/index.ts';
import type { OpenBatch } from '../batch-context.ts';
import { Needle, searchHeap } from './heap-search.ts';
import { RecordWords, SEARCHED, SEARCHED_TABLES } from './record-words.ts';

/** Tables whose long texts are searched: documents, reports, nursing, and what is noted on the visit. */
const TEXT_TABLES: readonly TableId[] = ['document', 'exam', 'nursing', 'visit'];
/** Words whose hits are kept: going back to a search must not read the documents again. */
const KEPT_WORDS = 24;

/** What one word leads to in the records of a batch. */
export interface WordHits {
	/** 1 for each visit (code of dictionary `visit`) whose records hold the word. */
	readonly visits: Uint8Array;
	/** Codes whose text holds it, by dictionary. */
	readonly codes: ReadonlyMap<string, readonly number[]>;
	/** A piece of a text of each visit that holds it. */
	readonly pieces: ReadonlyMap<number, string>;
}
interface OpenHits extends WordHits {
	readonly needle: Needle;
	readonly pieces: Map<number, string>;
}

/**
 * Search in the records of one batch. Names and codes: an index of the codes of each stay, made when the first word is searched; a distinct text is looked
 * at once. Long texts: read from disk and scanned as bytes at each new word, since an index of them would be as large as they are.
 */
export class RecordSearch {
	readonly #store: Store;
	readonly #opened: OpenBatch;
	readonly #hits = new Map<string, WordHits>();
	words: RecordWords | null = null;
	#stopped = false;

	constructor(store: Store, opened: OpenBatch) {
		this.#store = store;
		this.#opened = opened;
	}

	stop(): void {
		this.#stopped = true;
	}

	/**
	 * Hits of each word; those that are known are not searched again.
	 * @param words in lower case, none empty
	 * @throws Fault aborted
	 */
	async find(words: readonly string[], onProgress: OnProgress, now: () => number): Promise<readonly WordHits[]> {
		const fresh = words.filter((word) => !this.#hits.has(word));
		if (fresh.length > 0) await this.#read(fresh, onProgress, now);
		const found = words.map((word) => this.#hits.get(word)!);
		words.forEach((word, i) => this.#hits.delete(word) && this.#hits.set(word, found[i]!));
		while (this.#hits.size > KEPT_WORDS) this.#hits.delete(this.#hits.keys().next().value!);
		return found;
	}

	async #read(words: readonly string[], onProgress: OnProgress, now: () => number): Promise<void> {
		this.#stopped = false;
		const { batch, context } = this.#opened;
		const startedAt = now();
		const index = this.words ? null : new RecordWords();
		const open = words.map((word) => this.#open(word));
		const heads = await this.#store.batches.heads(batch.storage);
		let rows = 0;
		for (const [done, { shard, visitCode, tables }] of heads.entries()) {
			for (const id of tables.filter((id) => TEXT_TABLES.includes(id) || (index && SEARCHED_TABLES.includes(id)))) {
				this.#goOn();
				const table = await this.#store.batches.table(batch.storage, shard, id, TEXT_TABLES.includes(id));
				if (!table) continue;
				index?.add(table, visitCode);
				for (const hits of open) scan(table, visitCode, hits, context.decode);
				rows += table.rowCount;
			}
			onProgress({ phase: 'read', done: done + 1, total: heads.length, rows, file: '', elapsedMs: now() - startedAt });
		}
		this.#goOn();
		index?.close();
		this.words ??= index;
		words.forEach((word, i) => this.#keep(word, open[i]!));
	}

	/** @throws Fault aborted */
	#goOn(): void {
		if (this.#stopped) throw new Fault('aborted');
	}

	#open(word: string): OpenHits {
		const { dictionaries } = this.#opened.context;
		const codes = new Map<string, number[]>();
		for (const name of Object.keys(SEARCHED)) {
			const dictionary = dictionaries.get(name);
			const found: number[] = [];
			for (let code = 1; code < dictionary.size; code++) if (dictionary.text(code).toLowerCase().includes(word)) found.push(code);
			if (found.length > 0) codes.set(name, found);
		}
		return { visits: new Uint8Array(dictionaries.get('visit').size), codes, pieces: new Map(), needle: new Needle(word) };
	}

	#keep(word: string, { visits, codes, pieces }: OpenHits): void {
		for (const [dictionary, found] of codes) this.words!.mark(dictionary, found, visits);
		for (const visit of pieces.keys()) visits[visit] = 1;
		this.#hits.set(word, { visits, codes, pieces });
	}
}

function scan(table: ShardTable, visitCode: Uint32Array, hits: OpenHits, decode: (bytes: Uint8Array) => string): void {
	for (const column of Object.values(table.columns)) {
		if (column.kind !== 'text') continue;
		searchHeap(column, table.rowStart, hits.needle, (visit, at, from, to) => {
			const code = visitCode[visit]!;
			if (!hits.pieces.has(code)) hits.pieces.set(code, hits.needle.piece(column.bytes, at, from, to, decode));
		});
	}
}

import type { SearchInfo } from '../../protocol/queue.ts';
import type { OnProgress } from '../../protocol/source.ts';
import type { KeptSearch } from '../../store/index.ts';
import type { OpenBatch } from '../batch-context.ts';
import type { OpenRun } from '../open-run.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { FoundFindings, wordsOf } from './found-findings.ts';
import { RecordSearch } from './record-search.ts';

/** Searches kept by id: an address from last week still finds its words; older ones are forgotten. */
const KEPT_SEARCHES = 200;

export interface SearchPorts {
	readonly state: () => Promise<WorkspaceState>;
	readonly now: () => number;
}

/**
 * Searched words by their ids, and what they found. People search for names of patients, and addresses stand in the browser's history, in screenshots and
 * in chats: so addresses hold ids, and the words lie in the workspace's own store like the records themselves.
 */
export class Searches {
	readonly #ports: SearchPorts;
	readonly #records = new WeakMap<OpenBatch, RecordSearch>();
	readonly #made = new WeakMap<OpenRun, Map<string, FoundFindings>>();
	#reading: RecordSearch | null = null;

	constructor(ports: SearchPorts) {
		this.#ports = ports;
	}

	/** Id of words; the same words have the same id as long as they are kept. */
	keep = (text: string): Promise<string> => this.#keepOne({ text });
	/** Id of a set of findings under a name: an address can hold a set no more than a patient's name. */
	keepSet = (text: string, keys: readonly string[]): Promise<string> => this.#keepOne({ text, keys });

	async #keepOne(kept: Omit<KeptSearch, 'id'>): Promise<string> {
		const { settings } = (await this.#ports.state()).store;
		return settings.inTurn(async () => {
			const all = await settings.searches();
			const known = all.find(({ text, keys }) => JSON.stringify({ text, keys }) === JSON.stringify(kept));
			const one = known ?? { id: crypto.randomUUID().replaceAll('-', '').slice(0, 12), ...kept };
			await settings.saveSearches([...all.filter((other) => other !== known), one].slice(-KEPT_SEARCHES));
			return one.id;
		});
	}

	/** Words, or name of the set, that an id stands for; both null where it is not kept here. */
	async named(id: string): Promise<{ readonly text: string | null; readonly set: string | null }> {
		const kept = await this.#kept(id);
		return { text: kept && !kept.keys ? kept.text : null, set: kept?.keys ? kept.text : null };
	}

	/** Searches and tells the run's view what was found. Words that are not kept find nothing: a wider list than was asked for would be decided about. */
	async make(run: OpenRun, id: string, onProgress: OnProgress): Promise<SearchInfo> {
		const { now } = this.#ports;
		const startedAt = now();
		const kept = await this.#kept(id);
		if (!run.view.knows(id) || !kept) run.view.know(id, await this.#found(run, id, kept, onProgress));
		return { text: kept?.text ?? null, findings: run.view.found(id), elapsedMs: now() - startedAt };
	}

	/** What searched words found in a run; null where they were not searched, or the id is that of a set. */
	of(run: OpenRun, id: string): FoundFindings | null {
		return this.#made.get(run)?.get(id) ?? null;
	}

	/** Ends the reading of records: the search under way rejects with `aborted`. */
	stop(): void {
		this.#reading?.stop();
	}

	async #kept(id: string): Promise<KeptSearch | null> {
		const { settings } = (await this.#ports.state()).store;
		return (await settings.searches()).find((one) => one.id === id) ?? null;
	}

	async #found(run: OpenRun, id: string, kept: KeptSearch | null, onProgress: OnProgress): Promise<Uint8Array> {
		const { index, view } = run;
		const found = new Uint8Array(index.count);
		if (!kept) return found;
		if (kept.keys) {
			for (const at of kept.keys.map((key) => index.find(key))) if (at >= 0) found[at] = 1;
			return found;
		}
		const state = await this.#ports.state();
		const opened = await state.batch(run.info.batch);
		const search = this.#records.get(opened) ?? new RecordSearch(state.store, opened);
		this.#records.set(opened, search);
		this.#reading = search;
		const words = wordsOf(kept.text);
		const hits = await search.find(words, onProgress, this.#ports.now);
		const made = new FoundFindings(index, view.titleOf, words, hits, search, opened.context.dictionaries);
		this.#made.set(run, (this.#made.get(run) ?? new Map<string, FoundFindings>()).set(id, made));
		return made.found;
	}
}

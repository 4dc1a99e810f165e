import type { BulkScope, EntryQuery, QueueApi, QueueCalls, RuleWeight, SavedQueue, SearchInfo } from '../../protocol/queue.ts';
import type { DecisionPayload } from '../../protocol/decision.ts';
import type { FindingRow, QueueFilter, QueueQuery, QueueWindow } from '../../protocol/review.ts';
import type { OnProgress } from '../../protocol/source.ts';
import { OpenRun } from '../open-run.ts';
import { DECISIONS } from '../queue-index.ts';
import { RuleRecords } from '../rule-record.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { previewOf, scopeMembers } from './bulk.ts';
import { ruleWeights } from './rule-weights.ts';
import { Searches } from './searches.ts';

export interface QueueDeskPorts {
	readonly state: () => Promise<WorkspaceState>;
	/** Writes one event, with what the workspace adds to it. */
	readonly decide: (payload: DecisionPayload) => Promise<{ readonly event: string }>;
	readonly now: () => number;
}
type Call = (...args: readonly unknown[]) => Promise<never>;

/** The queue as the page asks about it. Whoever needs the findings under a filter asks `positions` here: it makes the search that the filter names. */
export class QueueDesk implements QueueCalls {
	readonly #ports: QueueDeskPorts;
	readonly #searches: Searches;
	/** What rules weighed when each run was opened, or was weighed anew. */
	readonly #weights = new WeakMap<OpenRun, Promise<readonly RuleWeight[]>>();

	constructor(ports: QueueDeskPorts) {
		this.#ports = ports;
		this.#searches = new Searches(ports);
	}

	/** One call by its name: what crosses to the worker is one method. */
	answer: QueueApi['queueDesk'] = (call, ...args) => (this[call] as Call).apply(this, args);

	async window(batch: string, query: QueueQuery): Promise<QueueWindow> {
		const run = await this.#run(batch, query.filter);
		const window = run.view.window(query);
		const { search } = query.filter;
		return { ...window, ...(search === undefined ? {} : await this.#searches.named(search)), rows: await this.#told(run, window.rows, query.filter) };
	}

	/** Positions of all findings under a filter in its order, with the run that they are in. */
	async positions(batch: string, query: QueueQuery): Promise<{ readonly run: OpenRun; readonly positions: Uint32Array }> {
		const run = await this.#run(batch, query.filter);
		return { run, positions: run.view.positions(query) };
	}

	keepSearch = (text: string): Promise<string> => this.#searches.keep(text);
	keepSet = (name: string, keys: readonly string[]): Promise<string> => this.#searches.keepSet(name, keys);
	search = async (batch: string, id: string, onProgress: OnProgress): Promise<SearchInfo> =>
		this.#searches.make(await this.#run(batch, null), id, onProgress);
	stopSearch = async (): Promise<void> => this.#searches.stop();

	async rows(batch: string, query: QueueQuery): Promise<readonly FindingRow[]> {
		const { run, positions } = await this.positions(batch, query);
		const rows = Array.from(positions.subarray(query.from, query.from + query.count), (i) => run.index.row(i));
		return this.#told(run, rows, query.filter);
	}

	async entries(batch: string, query: EntryQuery): ReturnType<QueueCalls['entries']> {
		const run = await this.#run(batch, query.filter);
		const window = run.groups.window(query);
		const rows = window.entries.flatMap((entry) => ('row' in entry ? [entry.row] : []));
		const told = new Map((await this.#told(run, rows, query.filter)).map((row) => [row.index, row]));
		return { ...window, entries: window.entries.map((entry) => ('row' in entry ? { row: told.get(entry.row.index)! } : entry)) };
	}

	async nextOpenEntry(batch: string, query: EntryQuery, after: number): Promise<number | null> {
		return (await this.#run(batch, query.filter)).groups.nextOpen(query, after);
	}

	async weights(batch: string): Promise<readonly RuleWeight[]> {
		return this.#weigh(await this.#open(batch));
	}
	async reweigh(batch: string): Promise<readonly RuleWeight[]> {
		const run = await this.#open(batch);
		this.#weights.delete(run);
		return this.#weigh(run);
	}

	async nextOpen(batch: string, query: QueueQuery, after: number, notOf: string | null): ReturnType<QueueCalls['nextOpen']> {
		const { run, positions } = await this.positions(batch, query);
		const { index } = run;
		const open = DECISIONS.indexOf('open');
		const { texts, codes } = index.coded.visit;
		const left = notOf === null ? -1 : texts.indexOf(notOf);
		for (let step = 1; step <= positions.length; step++) {
			const at = (after + step) % positions.length;
			const i = positions[at]!;
			if (index.decision[i] === open && codes[i] !== left) return { at, key: index.keys[i]!, visit: index.text('visit', i) };
		}
		return null;
	}

	async preview(batch: string, scope: BulkScope): ReturnType<QueueCalls['preview']> {
		const run = await this.#run(batch, filterOf(scope));
		return previewOf(run.index, run.view, scope);
	}

	async decideScope(batch: string, scope: BulkScope, said: Parameters<QueueCalls['decideScope']>[2]): ReturnType<QueueCalls['decideScope']> {
		const { index, view } = await this.#run(batch, filterOf(scope));
		const targets = Array.from(scopeMembers(index, view, scope).open, (i) => ({ key: index.keys[i]!, evidenceDigest: index.digest(i) }));
		if (targets.length === 0) return { event: null, decided: 0 };
		const { event } = await this.#ports.decide({ kind: 'decide', batch, ...said, targets });
		return { event, decided: targets.length };
	}

	async targets(batch: string, keys: readonly string[]): ReturnType<QueueCalls['targets']> {
		const { index } = await this.#open(batch);
		return keys.flatMap((key) => {
			const at = index.find(key);
			return at < 0 ? [] : [{ key, evidenceDigest: index.digest(at) }];
		});
	}

	async sums(batch: string, queues: readonly SavedQueue[]): ReturnType<QueueCalls['sums']> {
		const sums = [];
		for (const { filter, text } of queues) {
			// A search reads the records: it is made when its queue is opened, not for a number in a list.
			if (text !== '') {
				sums.push(null);
				continue;
			}
			const { view } = await this.#run(batch, filter);
			const fails = view.fails(filter);
			sums.push({ count: fails.reduce((count, fail) => count + (fail === 0 ? 1 : 0), 0), amount: view.amountOf(fails) });
		}
		return sums;
	}

	async #open(batch: string): Promise<OpenRun> {
		const state = await this.#ports.state();
		const run = await state.runOf(batch);
		run.turn(state.book, this.#ports.now());
		return run;
	}

	/** A run weighed, with the search made that the filter names. */
	async #run(batch: string, filter: QueueFilter | null): Promise<OpenRun> {
		const run = await this.#open(batch);
		await this.#weigh(run);
		if (filter?.search !== undefined && !run.view.knows(filter.search)) await this.#searches.make(run, filter.search, () => undefined);
		return run;
	}

	/** Rows with what was said last, until when they are snoozed, and where searched words were found. */
	async #told(run: OpenRun, rows: readonly FindingRow[], { search }: QueueFilter): Promise<FindingRow[]> {
		const { book } = await this.#ports.state();
		const found = search === undefined ? null : this.#searches.of(run, search);
		return rows.map((row) => {
			const frame = ['confirm', 'reject', 'ask'].includes(row.decision) ? book.standing(run.info.batch, row.key)?.frame : undefined;
			const said = frame ? { actor: frame.actor, at: frame.at, reason: frame.payload.reason, note: frame.payload.note } : null;
			return { ...row, said, snooze: run.snoozeOf(row.index), matched: found?.matches(row.index) ?? [] };
		});
	}

	#weigh(run: OpenRun): Promise<readonly RuleWeight[]> {
		const known = this.#weights.get(run);
		if (known) return known;
		const weighed = this.#readWeights(run);
		this.#weights.set(run, weighed);
		weighed.catch(() => this.#weights.delete(run));
		return weighed;
	}

	async #readWeights(run: OpenRun): Promise<readonly RuleWeight[]> {
		const state = await this.#ports.state();
		const weights = ruleWeights(run.index.coded.rule.texts, (await decidedRecords(state, run)).list());
		// Equal weights order as none: the list that was sorted when the run was opened stays.
		if (new Set(weights.map(({ weight }) => weight)).size > 1) run.index.weigh(new Map(weights.map(({ rule, weight }) => [rule, weight])));
		return weights;
	}
}

/** Records of rules over all batches with some decision: a run without any says nothing of precision and need not be read. */
async function decidedRecords(state: WorkspaceState, run: OpenRun): Promise<RuleRecords> {
	const records = new RuleRecords();
	for (const { id, name, storage } of await state.store.batches.list()) {
		if (state.book.decided(id).next().done) continue;
		const info = await state.store.runs.latest(storage);
		if (!info) continue;
		const { index } = id === run.info.batch ? run : await OpenRun.open(state.store, info, state.book, () => '', state.now());
		records.add({ batch: id, name, index, rules: info.recipe.rules, undetermined: info.undetermined });
	}
	return records;
}

const filterOf = (scope: BulkScope): QueueFilter | null => (scope.kind === 'group' ? scope.filter : null);

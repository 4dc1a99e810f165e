import { SvelteSet } from 'svelte/reactivity';
import { m } from '$lib/i18n/index.ts';
import type { BulkScope, EntryQuery, GroupRow, QueueEntry, RuleWeight, Snooze } from '$workers/protocol/queue.ts';
import type { FindingRow, QueueQuery, QueueWindow } from '$workers/protocol/review.ts';
import type { Said } from './case.svelte.ts';
import type { Workspace } from './port.ts';
import { DEFAULT_VIEW, paramsOf, searched, type View } from './query-url.ts';
import type { Workbench } from './workbench.svelte.ts';

export type Target = Awaited<ReturnType<Workspace['findingsUnder']>>[number];

const PAGE = 100;
export const queryOf = ({ filter, sort, descending }: View, from: number, count: number): QueueQuery => ({ filter, sort, descending, from, count });
/** All findings under a view: a count no run reaches. */
export const everything = (view: View): QueueQuery => queryOf(view, 0, Number.MAX_SAFE_INTEGER);
/** An id for an entry of a register and for addresses: 48 random bits. */
export const newId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 12);

/** The queue of one batch: windows of lines come from the worker as they scroll into sight. A line is a finding or, where it is grouped, the head of a group. */
export class Queue {
	readonly batch: string;
	readonly #workbench: Workbench;
	readonly #workspace: Workspace;
	#view = $state.raw<View>(DEFAULT_VIEW);
	#summary = $state.raw<QueueWindow | null>(null);
	#pages = $state.raw<ReadonlyMap<number, readonly QueueEntry[]>>(new Map());
	#length = $state(0);
	#groups = $state(0);
	#weights = $state.raw<ReadonlyMap<string, RuleWeight>>(new Map());
	#selected = $state.raw<ReadonlyMap<string, FindingRow>>(new Map());
	/** Values of the groups that are opened. */
	readonly #opened = new SvelteSet<string>();
	#cursor = $state(0);
	#generation = 0;
	#wanted = new Set<number>();

	constructor(workbench: Workbench, batch: string) {
		this.#workbench = workbench;
		this.#workspace = workbench.workspace;
		this.batch = batch;
	}
	get view() {
		return this.#view;
	}
	/** Totals, facets and histogram; null until the first answer. */
	get summary() {
		return this.#summary;
	}
	/** Findings under the filter. */
	get total(): number {
		return this.#summary?.total ?? 0;
	}
	/** Lines of the list. */
	get length(): number {
		return this.#length;
	}
	get groups(): number {
		return this.#groups;
	}
	get weights() {
		return this.#weights;
	}
	get selected() {
		return this.#selected;
	}
	get cursor() {
		return this.#cursor;
	}
	set cursor(index: number) {
		this.#cursor = Math.max(0, Math.min(index, this.#length - 1));
	}
	entry(index: number): QueueEntry | null {
		return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null;
	}
	row(index: number): FindingRow | null {
		const entry = this.entry(index);
		return entry && 'row' in entry ? entry.row : null;
	}
	group(index: number): GroupRow | null {
		const entry = this.entry(index);
		return entry && 'group' in entry ? entry.group : null;
	}

	/** Shows a view. The old lines stay in sight until the new ones are there: nothing flickers. */
	async show(view: View, keepCursor = false): Promise<void> {
		const changed = paramsOf(view).toString() !== paramsOf(this.#view).toString();
		if (view.group !== this.#view.group) this.#opened.clear();
		this.#view = view;
		this.#generation += 1;
		this.#wanted = new Set([0]);
		const generation = this.#generation;
		const [answer, first] = await Promise.all([
			this.#workspace.queue(this.batch, queryOf(view, 0, view.group ? 0 : PAGE)),
			view.group ? this.#workspace.queueDesk('entries', this.batch, this.#entryQuery(view, 0)) : null
		]);
		if (generation !== this.#generation) return;
		this.#summary = answer;
		this.#length = first?.length ?? answer.total;
		this.#groups = first?.groups ?? 0;
		this.#pages = new Map([[0, first?.entries ?? answer.rows.map((row) => ({ row }))]]);
		if (changed && !keepCursor) this.#cursor = 0;
		else this.cursor = this.#cursor;
		if (changed) this.#selected = new Map();
		void this.need(this.#cursor, this.#cursor + 1);
	}
	/** Fetches what is missing of lines [from, to). */
	async need(from: number, to: number): Promise<void> {
		const generation = this.#generation;
		const first = Math.floor(from / PAGE);
		const last = Math.floor(Math.max(from, to - 1) / PAGE);
		for (let page = first; page <= last; page++) {
			if (this.#wanted.has(page) || page * PAGE >= this.#length) continue;
			this.#wanted.add(page);
			const entries = await this.#read(page * PAGE);
			if (generation !== this.#generation) return;
			this.#pages = new Map(this.#pages).set(page, entries);
		}
	}
	async #read(from: number): Promise<readonly QueueEntry[]> {
		if (this.#view.group) return (await this.#workspace.queueDesk('entries', this.batch, this.#entryQuery(this.#view, from))).entries;
		return (await this.#workspace.queueDesk('rows', this.batch, queryOf(this.#view, from, PAGE))).map((row) => ({ row }));
	}
	#entryQuery = (view: View, from: number): EntryQuery => ({ ...queryOf(view, from, PAGE), by: view.group!, opened: [...this.#opened] });

	/** Opens or closes a group; what was said of the others stays in sight. */
	async toggleGroup(value: string): Promise<void> {
		if (!this.#opened.delete(value)) this.#opened.add(value);
		await this.reload();
	}
	/** What rules weigh in the order of the queue, with the counts behind it. */
	async readWeights(anew = false): Promise<void> {
		const weights = await this.#workspace.queueDesk(anew ? 'reweigh' : 'weights', this.batch);
		this.#weights = new Map(weights.map((one) => [one.rule, one]));
		if (anew) await this.reload();
	}
	/** Searches findings and records; resolves to the view that shows what was found, or null where the search was stopped. */
	async search(text: string): Promise<View | null> {
		if (text === '') return searched(this.#view, '');
		const id = await this.#workspace.queueDesk('keepSearch', text);
		const info = await this.#workbench.jobs.run(m.queue_searching(), ({ onProgress, signal }) => {
			signal?.addEventListener('abort', () => void this.#workspace.queueDesk('stopSearch'));
			return this.#workspace.queueDesk('search', this.batch, id, onProgress ?? (() => undefined));
		});
		return info && searched(this.#view, id);
	}
	/** Reads ahead the cases of the row under the cursor and of the one after it. */
	readAhead(): void {
		const { id = '' } = this.#workbench.batch(this.batch)?.run ?? {};
		const visits = [this.row(this.#cursor + 1), this.row(this.#cursor)].flatMap((row) => (row ? [row.visit] : []));
		for (const visit of new Set(visits)) this.#workbench.cases.of(this.batch, id, visit).catch(() => undefined);
	}
	toggle(row: FindingRow): void {
		const next = new Map(this.#selected);
		if (!next.delete(row.key)) next.set(row.key, row);
		this.#selected = next;
	}
	clearSelection(): void {
		this.#selected = new Map();
	}
	/** One event over all rows: one step to undo. Resolves to how many findings it was about; 0 where it was not written. */
	async decide(said: Said, keys: readonly string[]): Promise<number> {
		const targets = await this.#workspace.queueDesk('targets', this.batch, keys);
		if (targets.length === 0) return 0;
		const event = await this.#workbench.decide({ kind: 'decide', batch: this.batch, ...said, targets });
		if (event === null) return 0;
		await this.#afterEvent();
		return targets.length;
	}
	preview = (scope: BulkScope) => this.#workspace.queueDesk('preview', this.batch, scope);
	/** Decides the open findings of a scope in one event. Resolves to how many; 0 where nothing was written. */
	async decideScope(scope: BulkScope, said: Said): Promise<number> {
		const { decision, reason, note } = said;
		const done = await this.#workbench.write(() => this.#workspace.queueDesk('decideScope', this.batch, scope, { decision, reason, note }));
		await this.#afterEvent();
		return done?.decided ?? 0;
	}
	/** Puts findings off until a day. Resolves to whether that is on disk. */
	async snooze(snooze: Snooze): Promise<boolean> {
		return this.#enterSnooze(newId(), snooze);
	}
	/** Takes a finding out of the snooze that holds it; the others that were put off with it stay. */
	async wake(key: string): Promise<boolean> {
		const holding = (await this.#workspace.register(this.batch, 'snoozes')).filter(({ value }) => value.keys.includes(key));
		for (const { id, value } of holding) {
			const keys = value.keys.filter((other) => other !== key);
			if (!(await this.#enterSnooze(id, keys.length > 0 ? { ...value, keys } : null))) return false;
		}
		return true;
	}
	async #enterSnooze(id: string, value: Snooze | null): Promise<boolean> {
		const payload = { kind: 'enter', batch: this.batch, register: 'snoozes', entry: id, value } as const;
		if ((await this.#workbench.decide(payload)) === null) return false;
		await this.#afterEvent();
		return true;
	}
	async #afterEvent(): Promise<void> {
		this.#selected = new Map();
		this.#workbench.cases.forget();
		await Promise.all([this.reload(), this.#workbench.refresh()]);
	}
	/** Takes back the last decision or snooze of the batch that stands. Resolves to how many findings it was about. */
	async undo(): Promise<number> {
		const history = await this.#workspace.history(this.batch, 50);
		for (const { event, payload, undone } of history) {
			const keys =
				payload.kind === 'decide' ? payload.targets : payload.kind === 'enter' && payload.register === 'snoozes' ? keysOf(payload.value) : null;
			if (undone || keys === null) continue;
			if ((await this.#workbench.decide({ kind: 'undo', batch: this.batch, event })) === null) return 0;
			await this.#afterEvent();
			return Math.max(1, keys.length);
		}
		return 0;
	}
	/** Line of the next open finding after the cursor, or null; looks only at what the worker says now. */
	async nextOpen(): Promise<number | null> {
		if (this.#view.group) return this.#workspace.queueDesk('nextOpenEntry', this.batch, this.#entryQuery(this.#view, 0), this.#cursor);
		return (await this.#workspace.queueDesk('nextOpen', this.batch, queryOf(this.#view, 0, 0), this.#cursor, null))?.at ?? null;
	}
	/** The next open finding of another stay, in the order of the view. */
	nextCase() {
		const row = this.row(this.#cursor);
		const after = this.#view.group ? -1 : this.#cursor;
		return this.#workspace.queueDesk('nextOpen', this.batch, queryOf(this.#view, 0, 0), after, row?.visit ?? null);
	}
	reload(): Promise<void> {
		return this.show(this.#view, true);
	}
}

const keysOf = (value: unknown): readonly string[] => (value as Snooze | null)?.keys ?? [];

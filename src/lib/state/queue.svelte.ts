import type { FindingRow, QueueQuery, QueueWindow } from '$workers/protocol/review.ts';
import type { Said } from './case.svelte.ts';
import type { Workspace } from './port.ts';
import { DEFAULT_VIEW, paramsOf, type View } from './query-url.ts';
import type { Workbench } from './workbench.svelte.ts';

export type Target = Awaited<ReturnType<Workspace['findingsUnder']>>[number];

const PAGE = 100;
export const queryOf = (view: View, from: number, count: number): QueueQuery => ({ ...view, from, count });
/** All findings under a view: a count no run reaches. */
export const everything = (view: View): QueueQuery => queryOf(view, 0, Number.MAX_SAFE_INTEGER);

/** The queue of one batch: windows of rows come from the worker as they scroll into sight. */
export class Queue {
	readonly batch: string;
	readonly #workbench: Workbench;
	readonly #workspace: Workspace;
	#view = $state.raw<View>(DEFAULT_VIEW);
	#summary = $state.raw<QueueWindow | null>(null);
	#pages = $state.raw<ReadonlyMap<number, readonly FindingRow[]>>(new Map());
	#selected = $state.raw<ReadonlyMap<string, FindingRow>>(new Map());
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
	get total(): number {
		return this.#summary?.total ?? 0;
	}
	get selected() {
		return this.#selected;
	}
	get cursor() {
		return this.#cursor;
	}
	set cursor(index: number) {
		this.#cursor = Math.max(0, Math.min(index, this.total - 1));
	}
	row(index: number): FindingRow | null {
		return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null;
	}

	/** Shows a view. The old rows stay in sight until the new ones are there: nothing flickers. */
	async show(view: View, keepCursor = false): Promise<void> {
		const changed = paramsOf(view).toString() !== paramsOf(this.#view).toString();
		this.#view = view;
		this.#generation += 1;
		this.#wanted = new Set([0]);
		const generation = this.#generation;
		const answer = await this.#workspace.queue(this.batch, queryOf(view, 0, PAGE));
		if (generation !== this.#generation) return;
		this.#summary = answer;
		this.#pages = new Map([[0, answer.rows]]);
		if (changed && !keepCursor) this.#cursor = 0;
		else this.cursor = this.#cursor;
		if (changed) this.#selected = new Map();
		void this.need(this.#cursor, this.#cursor + 1);
	}
	/** Fetches what is missing of rows [from, to). */
	async need(from: number, to: number): Promise<void> {
		const generation = this.#generation;
		const first = Math.floor(from / PAGE);
		const last = Math.floor(Math.max(from, to - 1) / PAGE);
		for (let page = first; page <= last; page++) {
			if (this.#wanted.has(page) || page * PAGE >= this.total) continue;
			this.#wanted.add(page);
			const answer = await this.#workspace.queue(this.batch, queryOf(this.#view, page * PAGE, PAGE));
			if (generation !== this.#generation) return;
			this.#pages = new Map(this.#pages).set(page, answer.rows);
		}
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
	async decide(said: Said, keys: ReadonlySet<string>): Promise<number> {
		const all = await this.#workspace.findingsUnder(this.batch, everything(this.#view));
		const targets = all.filter((target) => keys.has(target.key)).map(({ key, evidenceDigest }) => ({ key, evidenceDigest }));
		if (targets.length === 0) return 0;
		const event = await this.#workbench.decide({ kind: 'decide', batch: this.batch, ...said, targets });
		if (event === null) return 0;
		this.#selected = new Map();
		this.#workbench.cases.forget();
		await Promise.all([this.reload(), this.#workbench.refresh()]);
		return targets.length;
	}
	/** Takes back the last decision of the batch that stands. Resolves to how many findings it was about. */
	async undo(): Promise<number> {
		const history = await this.#workspace.history(this.batch, 50);
		const entry = history.find((one) => one.payload.kind === 'decide' && !one.undone);
		if (entry?.payload.kind !== 'decide') return 0;
		if ((await this.#workbench.decide({ kind: 'undo', batch: this.batch, event: entry.event })) === null) return 0;
		this.#workbench.cases.forget();
		await Promise.all([this.reload(), this.#workbench.refresh()]);
		return entry.payload.targets.length;
	}
	/** Index of the next open row after the cursor, or null; looks only at what the worker says now. */
	async nextOpen(): Promise<number | null> {
		const all = await this.#workspace.findingsUnder(this.batch, everything(this.#view));
		const after = all.findIndex((target, i) => i > this.#cursor && target.decision === 'open');
		const found = after === -1 ? all.findIndex((target) => target.decision === 'open') : after;
		return found === -1 ? null : found;
	}
	reload(): Promise<void> {
		return this.show(this.#view, true);
	}
}

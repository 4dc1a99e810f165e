import type { Entered } from '$workers/protocol/register.ts';
import type { SavedQueue } from '$workers/protocol/queue.ts';
import type { Workspace } from './port.ts';
import { DEFAULT_VIEW, paramsOf, searched, type View } from './query-url.ts';
import { newId } from './queue.svelte.ts';
import type { Workbench } from './workbench.svelte.ts';

type Sum = { readonly count: number; readonly amount: number } | null;

/** Saved queues (保存队列): filter, order, grouping and columns as one thing, the same for all batches. Each is an entry of the register `queues`. */
export class SavedQueues {
	readonly #workbench: Workbench;
	readonly #workspace: Workspace;
	readonly #batch: string;
	#list = $state.raw<readonly Entered<'queues'>[]>([]);
	#sums = $state.raw<ReadonlyMap<string, Sum>>(new Map());

	constructor(workbench: Workbench, batch: string) {
		this.#workbench = workbench;
		this.#workspace = workbench.workspace;
		this.#batch = batch;
	}
	get list() {
		return this.#list;
	}
	/** What a saved queue holds in this batch; undefined while it is counted, null where it searches words. */
	sum(id: string): Sum | undefined {
		return this.#sums.get(id);
	}
	of(id: string): SavedQueue | null {
		return this.#list.find((one) => one.id === id)?.value ?? null;
	}
	async load(): Promise<void> {
		this.#list = await this.#workspace.register('', 'queues');
	}
	/** Counts what each saved queue holds now. */
	async count(): Promise<void> {
		const list = this.#list;
		const sums = await this.#workspace.queueDesk(
			'sums',
			this.#batch,
			list.map(({ value }) => value)
		);
		this.#sums = new Map(list.map(({ id }, i) => [id, sums[i]!]));
	}
	/** The view of a saved queue; its words get an id for the address. */
	async viewOf(id: string): Promise<View | null> {
		const queue = this.of(id);
		if (!queue) return null;
		const { filter, text, sort, descending, group, columns } = queue;
		const view = { ...DEFAULT_VIEW, filter, sort, descending, group, columns, saved: id };
		return text === '' ? view : searched(view, await this.#workspace.queueDesk('keepSearch', text));
	}
	/** Saves a view under a name, over the queue with this id where one is given. Resolves to the id, or null where it was not written. */
	async save(name: string, view: View, text: string, id: string = newId()): Promise<string | null> {
		return (await this.#enter(id, savedOf(name, view, text))) ? id : null;
	}
	rename(id: string, name: string): Promise<boolean> {
		const queue = this.of(id);
		return queue ? this.#enter(id, { ...queue, name }) : Promise.resolve(false);
	}
	remove(id: string): Promise<boolean> {
		return this.#enter(id, null);
	}
	/** Whether a view is still what was saved under its id. */
	isAsSaved(view: View, text: string): boolean {
		const queue = this.of(view.saved);
		return (
			queue !== null && JSON.stringify(savedOf(queue.name, view, text)) === JSON.stringify(savedOf(queue.name, { ...view, ...queue }, queue.text))
		);
	}

	async #enter(id: string, value: SavedQueue | null): Promise<boolean> {
		const event = await this.#workbench.decide({ kind: 'enter', batch: '', register: 'queues', entry: id, value });
		if (event !== null) await this.load();
		return event !== null;
	}
}

/** What is kept of a view. Its facets stand in the order of addresses, so that equal views are kept alike. */
function savedOf(name: string, view: View, text: string): SavedQueue {
	const { search: _, ...filter } = viewInOrder(view).filter;
	const { sort, descending, group, columns } = view;
	return { name, filter, text, sort, descending, group, columns };
}
const viewInOrder = (view: View): View => {
	const names = [...new Set(paramsOf(view).keys())];
	const facets = Object.fromEntries(names.flatMap((name) => (name in view.filter.facets ? [[name, view.filter.facets[name as 'rule']!]] : [])));
	const { amountFrom, amountTo } = view.filter;
	return { ...view, filter: { facets, ...(amountFrom === undefined ? {} : { amountFrom }), ...(amountTo === undefined ? {} : { amountTo }) } };
};

import { failureText } from '$lib/format/problems.ts';
import { machineTime } from '$lib/format/time.ts';
import type { MakeRequest, ProblemFault, ProblemList, ProblemProposal, ProblemStep, ProblemView } from '$workers/protocol/problems-list.ts';
import type { SelfFault, SelfListEntry, SelfOffer, SelfRequest } from '$workers/protocol/self-list.ts';
import type { Workbench } from './workbench.svelte.ts';

/** What hindered a step: faults that have words, or a failure that is its own words. */
export interface Hindered<F = ProblemFault> {
	readonly faults: readonly F[];
	readonly failure: string;
}
const DONE = { faults: [], failure: '' };
export const isDone = ({ faults, failure }: Hindered<unknown>): boolean => faults.length === 0 && failure === '';

/** Today on this machine: deadlines are counted from it. */
export const today = (): string => machineTime(Date.now()).slice(0, 10);

/** The list of problems (整改), the one that is open, and the lists for self-inspection (自查自纠). */
export class Problems {
	readonly #workbench: Workbench;
	#list = $state.raw<ProblemList | null>(null);
	#view = $state.raw<ProblemView | null>(null);
	#lists = $state.raw<readonly SelfListEntry[]>([]);
	#failure = $state('');
	/** The latest call of `show`: what an earlier one still brings is thrown away. */
	#turn = 0;

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}
	get list() {
		return this.#list;
	}
	/** The problem that is open; null where none is. */
	get view() {
		return this.#view;
	}
	get lists() {
		return this.#lists;
	}
	get failure() {
		return this.#failure;
	}

	/** @param id of the problem to open; one that is not listed, as '' is not, opens none */
	async show(id: string): Promise<void> {
		const { problems } = this.#workbench.workspace;
		const turn = ++this.#turn;
		try {
			const [list, lists] = await Promise.all([problems('list', today()), problems('selfLists')]);
			const view = list.rows.some((row) => row.id === id) ? await problems('view', id, today()) : null;
			if (turn === this.#turn) [this.#list, this.#lists, this.#view, this.#failure] = [list, lists, view, ''];
		} catch (error) {
			if (turn === this.#turn) this.#failure = failureText(error);
		}
	}

	proposals = (batch: string): Promise<readonly ProblemProposal[]> => this.#workbench.workspace.problems('proposals', batch);
	make = (request: MakeRequest): Promise<Hindered> => this.#refusable(() => this.#workbench.workspace.problems('make', request, today()));
	step = (step: ProblemStep): Promise<Hindered> =>
		this.#refusable(() => this.#workbench.workspace.problems('step', this.#view!.row.id, step, today()));
	attach = (file: File) => this.#workbench.workspace.attach(file);
	attached = (digest: string): Promise<File> => this.#workbench.workspace.attached(digest);

	/** Takes the last step of the open problem back. */
	undo = (event: string): Promise<Hindered> =>
		this.#refusable(async () => {
			await this.#workbench.workspace.decide({ kind: 'undo', batch: '', event });
			return { faults: null };
		});

	offers = (batch: string): Promise<readonly SelfOffer[]> => this.#workbench.workspace.problems('selfOffers', batch);
	makeList = (request: SelfRequest): Promise<Hindered> =>
		this.#refusable(async () => {
			await this.#workbench.workspace.problems('makeSelfList', request, today());
			return { faults: null };
		});
	listFile = (id: string, format: 'xlsx' | 'csv') => this.#workbench.workspace.problems('selfFile', id, format);
	readList = (id: string, file: File): Promise<Hindered<SelfFault>> =>
		this.#refusable(() => this.#workbench.workspace.problems('readSelfList', id, file, today()));
	makeFromList = (id: string, given: { person: string; deadline: string; found: string }): Promise<Hindered> =>
		this.#refusable(() => this.#workbench.workspace.problems('makeFromSelfList', id, given, today()));

	async #refusable<F>(act: () => Promise<{ readonly faults: readonly F[] | null }>): Promise<Hindered<F>> {
		try {
			const { faults } = await act();
			if (faults) return { faults, failure: '' };
		} catch (error) {
			return { faults: [], failure: failureText(error) };
		}
		await this.show(this.#view?.row.id ?? '');
		return DONE;
	}
}

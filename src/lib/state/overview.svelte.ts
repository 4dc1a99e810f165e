import { failureText } from '$lib/format/problems.ts';
import type { Budget, OverviewView } from '$workers/protocol/overview.ts';
import type { Workbench } from './workbench.svelte.ts';

/** The overview of one batch, for all institutions or for one. */
export class Overview {
	readonly #workbench: Workbench;
	readonly batch: string;
	#view = $state.raw<OverviewView | null>(null);
	#failure = $state('');
	#institution = $state('');
	/** The latest call: what an earlier one still brings is thrown away. */
	#turn = 0;

	constructor(workbench: Workbench, batch: string) {
		this.#workbench = workbench;
		this.batch = batch;
	}
	get view() {
		return this.#view;
	}
	get failure() {
		return this.#failure;
	}
	get institution() {
		return this.#institution;
	}

	/** Figures as they are now; the old ones stay in sight until the new ones are there. */
	async show(institution: string): Promise<void> {
		this.#institution = institution;
		const turn = ++this.#turn;
		try {
			const view = await this.#workbench.workspace.overview(this.batch, institution);
			if (turn === this.#turn) [this.#view, this.#failure] = [view, ''];
		} catch (error) {
			if (turn === this.#turn) this.#failure = failureText(error);
		}
	}

	/** An entry a fund and period: a further one takes its place. Resolves to what hindered it, or ''. */
	setBudget = (budget: Budget): Promise<string> => this.#enter(`${budget.fund}:${budget.period}`, budget);
	strikeBudget = (fund: Budget['fund'], period: string): Promise<string> => this.#enter(`${fund}:${period}`, null);

	async #enter(id: string, value: Budget | null): Promise<string> {
		try {
			await this.#workbench.workspace.enter(this.batch, 'budgets', id, value);
		} catch (error) {
			return failureText(error);
		}
		await this.show(this.#institution);
		return '';
	}
}

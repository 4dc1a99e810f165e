import type { CaseView } from '$workers/protocol/case.ts';
import type { TrainingQuestion } from '$workers/protocol/training.ts';
import type { EvidenceLinks } from './links.ts';
import { numberEvidence } from './numbering.ts';
import { RecordWindow } from './record/window.svelte.ts';
import { timelineOf } from './timeline.ts';
import type { Workbench } from './workbench.svelte.ts';

const NO_MARKS = numberEvidence({ conditions: [], clears: [] });

/** An exercise (练习): the questions of a set one after the other, each over the whole record of a stay, in which nothing tells what the rules found. */
export class Exercise implements EvidenceLinks {
	readonly batch: string;
	readonly set: string;
	readonly attempt: string;
	readonly #workbench: Workbench;
	#questions = $state.raw<readonly TrainingQuestion[]>([]);
	#answered = $state.raw<ReadonlySet<number>>(new Set());
	#view = $state.raw<CaseView | null>(null);
	#flash = $state.raw<{ readonly row: string } | null>(null);
	#shownAt = 0;
	readonly numbering = NO_MARKS;
	readonly lit = null;
	readonly mask = null;

	constructor(workbench: Workbench, batch: string, set: string, attempt: string) {
		this.#workbench = workbench;
		this.batch = batch;
		this.set = set;
		this.attempt = attempt;
	}
	get total(): number {
		return this.#questions.length;
	}
	get done(): number {
		return this.#answered.size;
	}
	/** Place of the question at hand; -1 where all are answered. */
	readonly index: number = $derived(this.#questions.findIndex((_, i) => !this.#answered.has(i)));
	readonly question: TrainingQuestion | null = $derived(this.#questions[this.index] ?? null);
	get view() {
		return this.#view;
	}
	get flash() {
		return this.#flash;
	}
	readonly timeline = $derived(this.#view ? timelineOf(this.#view, NO_MARKS) : null);
	readonly window = new RecordWindow(() => this.timeline ?? { from: 0, to: 1 });
	light(): void {
		// Nothing has a number here.
	}
	go(row: string): void {
		this.#flash = { row };
	}

	async open(): Promise<void> {
		const { workspace } = this.#workbench;
		this.#questions = await workspace.training('questions', this.batch, this.set);
		this.#answered = new Set(await workspace.training('answered', this.batch, this.attempt));
		await this.#show();
	}
	async answer(there: boolean): Promise<void> {
		const { index } = this;
		if (index < 0) return;
		const ms = Math.round(performance.now() - this.#shownAt);
		await this.#workbench.workspace.training('answer', this.batch, { set: this.set, attempt: this.attempt, index, there, ms });
		this.#answered = new Set(this.#answered).add(index);
		await this.#show();
	}
	async #show(): Promise<void> {
		const { question } = this;
		if (!question) {
			this.#view = null;
			return;
		}
		const run = this.#workbench.batch(this.batch)?.run?.id ?? '';
		const view = await this.#workbench.cases.of(this.batch, run, question.visit);
		if (this.question !== question) return;
		this.#view = { ...view, findings: [], undetermined: [] };
		this.window.choose(null);
		this.#shownAt = performance.now();
	}
}

import type { ParameterSetting } from '$rules/domain/parameter.ts';
import type { ReviewProgress } from '$lib/client/review.ts';
import type { BackTestChoices, BackTestInfo, RecipeChange, RecipeSide } from '$workers/protocol/back-test.ts';
import type { Workbench } from './workbench.svelte.ts';

/** What a person puts together on the page of back-tests, and the test that runs. */
export class BackTestDraft {
	readonly #workbench: Workbench;
	#batch = $state('');
	#choices = $state.raw<BackTestChoices | null>(null);
	/** Back-tests of the batch; the changed side of one may be the base of the next. */
	#former = $state.raw<readonly BackTestInfo[]>([]);
	/** Id of the back-test whose changed side is the base; empty: the latest run. */
	#from = $state('');
	#parameters = $state.raw<readonly ParameterSetting[]>([]);
	/** Rules switched against the base. */
	#switched = $state.raw<readonly string[]>([]);
	/** Rules of the user's own that take their last committed version in place of the one that ran. */
	#renewed = $state.raw<readonly string[]>([]);
	/** Digests; null: those of the base. */
	#packs = $state.raw<readonly string[] | null>(null);
	#progress = $state.raw<ReviewProgress | null>(null);
	#running = $state(false);
	#cancelled = $state(false);
	#cancel: () => void = () => undefined;

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}
	get batch() {
		return this.#batch;
	}
	get choices() {
		return this.#choices;
	}
	get former() {
		return this.#former;
	}
	get from() {
		return this.#from;
	}
	/** The recipe that the change is held against. */
	get base(): RecipeSide | null {
		const recipe = this.#former.find(({ id }) => id === this.#from)?.recipes.after;
		if (!recipe) return this.#choices?.base ?? null;
		const { stage, parameters, localCodes = {}, userRules = [] } = recipe;
		return { stage, parameters, localCodes, userRules, rules: recipe.rules.map(({ id }) => id), packs: recipe.packs.map(({ digest }) => digest) };
	}
	get parameters() {
		return this.#parameters;
	}
	get switched() {
		return this.#switched;
	}
	get packs(): readonly string[] {
		return this.#packs ?? this.base?.packs ?? [];
	}
	get renewed() {
		return this.#renewed;
	}
	get running() {
		return this.#running;
	}
	get cancelled() {
		return this.#cancelled;
	}
	get progress() {
		return this.#progress;
	}
	get change(): RecipeChange {
		const off = this.#switched.filter((rule) => this.runs(rule));
		const on = [...this.#switched.filter((rule) => !off.includes(rule)), ...this.#renewed];
		return { rulesOn: on, rulesOff: off, parameters: this.#parameters, packs: this.#packs };
	}
	/** Whether the base runs a rule. */
	runs(rule: string): boolean {
		return this.base?.rules.includes(rule) ?? false;
	}

	/** Another batch has another base: what was switched against the old one is forgotten. */
	async take(batch: string): Promise<void> {
		this.#batch = batch;
		[this.#choices, this.#former] = [null, []];
		this.takeBase('');
		const { workspace } = this.#workbench;
		const [choices, tests] = await Promise.all([workspace.backTest('choices', batch), workspace.backTest('list')]);
		if (this.#batch !== batch) return;
		[this.#choices, this.#former] = [choices, tests.filter((test) => test.batch === batch)];
	}
	/** @param test id of a former back-test, or empty for the latest run */
	takeBase(test: string): void {
		[this.#from, this.#switched, this.#renewed, this.#packs] = [test, [], [], null];
	}
	setParameter(setting: ParameterSetting): void {
		const same = (other: ParameterSetting): boolean => other.rule === setting.rule && other.name === setting.name && other.from === setting.from;
		this.#parameters = [...this.#parameters.filter((other) => !same(other)), setting];
	}
	dropParameter(setting: ParameterSetting): void {
		this.#parameters = this.#parameters.filter((other) => other !== setting);
	}
	toggleRule(rule: string): void {
		this.#switched = this.#switched.includes(rule) ? this.#switched.filter((other) => other !== rule) : [...this.#switched, rule];
	}
	renewRule(rule: string): void {
		this.#renewed = this.#renewed.includes(rule) ? this.#renewed.filter((other) => other !== rule) : [...this.#renewed, rule];
	}
	/** Of one pack one version is in use: the one that comes takes the rank of the one that goes. */
	togglePack(digest: string): void {
		const choices = this.#choices;
		if (!choices) return;
		const idOf = (one: string): string => choices.packs.find((pack) => pack.digest === one)?.id ?? one;
		const at = this.packs.findIndex((other) => idOf(other) === idOf(digest));
		const next = this.packs.includes(digest)
			? this.packs.filter((other) => other !== digest)
			: at < 0
				? [...this.packs, digest]
				: this.packs.with(at, digest);
		this.#packs = next.join() === this.base?.packs.join() ? null : next;
	}

	/** Plans the test and judges it. Null where it was cancelled or failed; the line of jobs says why. */
	async run(title: string, asOf: number): Promise<BackTestInfo | null> {
		const { jobs, client, workspace } = this.#workbench;
		[this.#running, this.#cancelled, this.#progress] = [true, false, null];
		const own = new AbortController();
		this.#cancel = () => own.abort();
		try {
			return await jobs
				.run(title, async ({ onProgress, signal }) => {
					const request = await workspace.backTest('plan', {
						batch: this.#batch,
						base: this.#from === '' ? null : this.base,
						change: this.change,
						asOf
					});
					return client.runBackTest(request, {
						onProgress: (progress) => {
							this.#progress = progress as ReviewProgress;
							onProgress?.(progress);
						},
						signal: AbortSignal.any([own.signal, ...(signal ? [signal] : [])])
					});
				})
				.then((info) => ((this.#cancelled = info === null && own.signal.aborted), info));
		} finally {
			this.#running = false;
		}
	}
	cancel(): void {
		this.#cancel();
	}
}

import { failureText } from '$lib/format/problems.ts';
import type { ParameterSetting } from '$workers/protocol/review.ts';
import type { RuleExamples } from '$workers/protocol/rule-example.ts';
import type { DeskAnswer, DeskRefusal, NewException, RuleDesk, RuleLife, RuleLifeStep, RuleRecord } from '$workers/protocol/rule-life.ts';
import { sameSetting } from './parameter-settings.ts';
import type { Workbench } from './workbench.svelte.ts';

const NO_DESK: RuleDesk = { lives: {}, events: [], exceptions: [], ruleBase: '' };

/** What is kept about the rules on this machine: lives, exceptions, parameters, records; and the examples that the product brings. */
export class Rules {
	readonly #workbench: Workbench;
	#desk = $state.raw<RuleDesk>(NO_DESK);
	#records = $state.raw<ReadonlyMap<string, RuleRecord> | null>(null);
	#parameters = $state.raw<readonly ParameterSetting[]>([]);
	#examples = $state.raw<RuleExamples['rules'] | null>(null);
	#settled = $state(false);
	#failure = $state('');
	readonly today = localDay(new Date());

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}
	get desk() {
		return this.#desk;
	}
	/** By rule; null while they are counted. */
	get records() {
		return this.#records;
	}
	get parameters() {
		return this.#parameters;
	}
	/** By rule; null while they are read. */
	get examples() {
		return this.#examples;
	}
	get settled() {
		return this.#settled;
	}
	get failure() {
		return this.#failure;
	}
	lifeOf(rule: string): RuleLife {
		return this.#desk.lives[rule] ?? 'live';
	}

	/** Lives, exceptions and parameters alone. */
	async settle(): Promise<void> {
		const { workspace } = this.#workbench;
		try {
			[this.#desk, this.#parameters] = await Promise.all([workspace.ruleDesk(), workspace.parameters()]);
			this.#settled = true;
		} catch (error) {
			this.#failure = failureText(error);
		}
	}
	/** What the page shows first comes first: counting the records of large batches takes a moment. */
	async load(): Promise<void> {
		const { workspace, client } = this.#workbench;
		await this.settle();
		try {
			this.#examples = (await client.ruleExamples()).rules;
			this.#records = new Map((await workspace.ruleRecords()).map((record) => [record.rule, record]));
		} catch (error) {
			this.#failure = failureText(error);
		}
	}
	step = (step: RuleLifeStep): Promise<DeskRefusal | null> => this.#ask(() => this.#workbench.workspace.stepRule(step));
	except = (wish: NewException): Promise<DeskRefusal | null> => this.#ask(() => this.#workbench.workspace.addException(wish));
	end = (id: string, reason: string): Promise<DeskRefusal | null> => this.#ask(() => this.#workbench.workspace.endException(id, reason));

	/** Adds a setting as the last one, which wins, in place of the one that it takes over from. */
	saveSetting(setting: ParameterSetting, instead: ParameterSetting | null): Promise<void> {
		const others = this.#parameters.filter((one) => instead === null || !sameSetting(one, instead));
		return this.#save([...others, setting]);
	}
	removeSetting(setting: ParameterSetting): Promise<void> {
		return this.#save(this.#parameters.filter((one) => !sameSetting(one, setting)));
	}

	async #save(settings: readonly ParameterSetting[]): Promise<void> {
		this.#failure = '';
		try {
			await this.#workbench.workspace.saveParameters(settings);
			this.#parameters = await this.#workbench.workspace.parameters();
		} catch (error) {
			this.#failure = failureText(error);
		}
	}
	async #ask(wish: () => Promise<DeskAnswer>): Promise<DeskRefusal | null> {
		this.#failure = '';
		try {
			const { desk, refused } = await wish();
			this.#desk = desk;
			return refused;
		} catch (error) {
			this.#failure = failureText(error);
			return null;
		}
	}
}

/** Day of this machine's calendar, yyyy-MM-dd. */
function localDay(date: Date): string {
	const two = (value: number): string => String(value).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

import { failureText } from '$lib/format/problems.ts';
import { m } from '$lib/i18n/index.ts';
import type {
	FormFault,
	TrialReport,
	UserRuleAnswer,
	UserRuleDefinition,
	UserRuleRefusal,
	UserRuleVersion,
	UserRuleView
} from '$workers/protocol/user-rule.ts';
import type { Workbench } from './workbench.svelte.ts';

/** A rule that nobody has written yet. */
export const BLANK: UserRuleDefinition = {
	format: 'mingshen.user-rule/1',
	id: 'own-',
	title: { zh: '', en: '' },
	dimension: 'compliance',
	violation: '超标准收费',
	stages: ['in-stay', 'settled'],
	scope: 'line',
	condition: '',
	amount: 'whole',
	grade: 'suspect',
	message: { zh: '{{item}}：{{value}}，规则限 {{limit}}', en: '' },
	basis: { doc: '', clause: '', from: '2021-05-01', verified: false }
};
/** Pause in typing after which the text is read. */
const PAUSE_MS = 150;

/** The user's own rules and the one in the editor (自定义规则). */
export class OwnRules {
	readonly #workbench: Workbench;
	#rules = $state.raw<readonly UserRuleView[]>([]);
	#definition = $state.raw<UserRuleDefinition>(BLANK);
	#faults = $state.raw<readonly FormFault[]>([]);
	/** The text as it can be tried; null while it is faulty or not yet read. */
	#tryable = $state.raw<UserRuleVersion | null>(null);
	#trial = $state.raw<TrialReport | null>(null);
	#refused = $state<UserRuleRefusal | null>(null);
	#failure = $state('');
	#loaded = $state(false);
	/** Wishes on their way: what is tried meanwhile would be another version. */
	#wishes = $state(0);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#reading = 0;

	readonly rule: UserRuleView | null = $derived(this.#rules.find(({ id }) => id === this.#definition.id) ?? null);
	/** The last committed version, where the editor shows exactly it. */
	readonly committed: UserRuleVersion | null = $derived.by(() => {
		const last = this.rule?.versions.at(-1);
		return last && JSON.stringify(last.definition) === JSON.stringify(this.#definition) ? last : null;
	});
	readonly trial: TrialReport | null = $derived(this.#trial ?? (this.committed ? (this.rule?.trials[this.committed.digest] ?? null) : null));

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}
	get rules() {
		return this.#rules;
	}
	get definition() {
		return this.#definition;
	}
	get faults() {
		return this.#faults;
	}
	get tryable() {
		return this.#tryable;
	}
	get refused() {
		return this.#refused;
	}
	get failure() {
		return this.#failure;
	}
	get busy(): boolean {
		return this.#wishes > 0;
	}
	get loaded() {
		return this.#loaded;
	}

	async load(): Promise<void> {
		this.#rules = await this.#workbench.workspace.userRules('list');
		this.#loaded = true;
	}

	/** Shows a rule in the editor: its draft, else its last version. */
	open(id: string | null): void {
		const rule = this.#rules.find((one) => one.id === id);
		this.#show(rule?.draft ?? rule?.versions.at(-1)?.definition ?? BLANK);
	}
	edit(part: Partial<UserRuleDefinition>): void {
		this.#show({ ...this.#definition, ...part });
	}
	#show(definition: UserRuleDefinition): void {
		this.#definition = definition;
		[this.#tryable, this.#trial, this.#refused, this.#failure] = [null, null, null, ''];
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.read(), PAUSE_MS);
	}

	/** Reads the text; an answer to an earlier text is dropped. */
	async read(): Promise<void> {
		const own = ++this.#reading;
		const { faults, draft } = await this.#workbench.workspace.userRules('check', $state.snapshot(this.#definition) as UserRuleDefinition);
		if (own !== this.#reading) return;
		[this.#faults, this.#tryable] = [faults, draft];
	}

	save = (): Promise<boolean> => this.#wish(() => this.#workbench.workspace.userRules('saveDraft', this.#definition));
	remove = (): Promise<boolean> => this.#wish(() => this.#workbench.workspace.userRules('remove', this.#definition.id));
	async commit(): Promise<boolean> {
		this.#wishes++;
		try {
			return (await this.save()) && (await this.#wish(() => this.#workbench.workspace.userRules('commit', this.#definition.id)));
		} finally {
			this.#wishes--;
		}
	}
	goLive = (reason: string, seen: boolean): Promise<boolean> =>
		this.#wish(() => this.#workbench.workspace.userRules('goLive', this.#definition.id, this.committed?.digest ?? '', reason, seen));
	retire = (reason: string): Promise<boolean> => this.#wish(() => this.#workbench.workspace.userRules('retire', this.#definition.id, reason));

	/** Tries the committed version where the editor shows it, else the text as it stands. */
	async try(batch: string): Promise<void> {
		const version = this.committed ?? this.#tryable;
		if (!version) return;
		const plain = $state.snapshot(version) as UserRuleVersion;
		const report = await this.#workbench.jobs.run(m.own_trial_job(), (options) => this.#workbench.client.tryUserRule(batch, plain, options));
		if (!report || (this.committed ?? this.#tryable)?.digest !== report.digest) return;
		this.#trial = report;
		if (this.committed && this.#workbench.writable)
			await this.#wish(() => this.#workbench.workspace.userRules('keepTrial', this.#definition.id, report));
	}

	/** True where the wish was taken. */
	async #wish(ask: () => Promise<UserRuleAnswer>): Promise<boolean> {
		this.#wishes++;
		try {
			const { rules, refused } = await ask();
			[this.#rules, this.#refused, this.#failure] = [rules, refused, ''];
			await this.#workbench.refreshRules();
			return refused === null;
		} catch (error) {
			this.#failure = failureText(error);
			return false;
		} finally {
			this.#wishes--;
		}
	}
}

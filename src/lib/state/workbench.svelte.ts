import { createContext } from 'svelte';
import type { KnowledgePack } from '$rules/knowledge/pack.ts';
import { bi } from '$lib/i18n/index.ts';
import { failureText } from '$lib/format/problems.ts';
import type { DecisionPayload } from '$workers/protocol/decision.ts';
import type { BatchInfo, RuleCard, StorageHealth } from '$workers/protocol/workspace.ts';
import { Cases } from './cases.ts';
import { Jobs } from './jobs.svelte.ts';
import type { Client, Workspace } from './port.ts';

/** What the whole workbench shares: the client, the batches, the rules, the reviewer, and whether everything is saved. */
export class Workbench {
	readonly client: Client;
	readonly jobs = new Jobs();
	#workspace: Workspace | null = null;
	#cases: Cases | null = null;
	#batches = $state.raw<readonly BatchInfo[]>([]);
	#rules = $state.raw<ReadonlyMap<string, RuleCard>>(new Map());
	#packs = $state.raw<readonly KnowledgePack[]>([]);
	#actor = $state('');
	#health = $state.raw<StorageHealth | null>(null);
	#ready = $state(false);
	#failure = $state('');
	#saved = $state<'saved' | 'saving' | 'failed'>('saved');
	/** Search parameters of the queue last seen, so that the work area is found again as it was left. */
	lastQueue = $state('');
	lastCase = $state('');

	constructor(client: Client) {
		this.client = client;
	}
	get ready() {
		return this.#ready;
	}
	get failure() {
		return this.#failure;
	}
	get batches() {
		return this.#batches;
	}
	get rules() {
		return this.#rules;
	}
	get packs() {
		return this.#packs;
	}
	get actor() {
		return this.#actor;
	}
	get health() {
		return this.#health;
	}
	get saved() {
		return this.#saved;
	}
	get workspace(): Workspace {
		if (!this.#workspace) throw new Error('the workspace is not open');
		return this.#workspace;
	}
	get cases(): Cases {
		return (this.#cases ??= new Cases(this.workspace));
	}
	/** A second tab reads; the first one writes. */
	get writable(): boolean {
		return this.#health?.writer ?? false;
	}

	async open(): Promise<void> {
		this.#failure = '';
		try {
			this.#workspace = await this.client.openWorkspace();
			const [health, rules, actor] = await Promise.all([this.#workspace.health(), this.#workspace.rules(), this.#workspace.actor()]);
			this.#health = health;
			this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
			this.#actor = actor;
			await Promise.all([this.refresh(), this.refreshPacks()]);
			if (this.#packs.length === 0 && this.writable && !(await this.#hasRemovedPacks())) await this.#bringStarterPack();
			this.#ready = true;
		} catch (error) {
			this.#failure = failureText(error);
		}
	}
	async refresh(): Promise<void> {
		this.#batches = (await this.workspace.batches()).toSorted((a, b) => (b.lastDecisionAt ?? b.createdAt) - (a.lastDecisionAt ?? a.createdAt));
	}
	async refreshRules(): Promise<void> {
		this.#rules = new Map((await this.workspace.rules()).map((rule) => [rule.id, rule]));
	}
	async refreshPacks(): Promise<void> {
		this.#packs = await this.workspace.packs();
	}
	/** Whoever removed every pack wants none: nothing is brought back behind their back. */
	async #hasRemovedPacks(): Promise<boolean> {
		return (await this.workspace.knowledge('keptVersions')).some(({ why }) => why === 'removed');
	}
	/** Without any pack most rules could only answer 无法判断. */
	async #bringStarterPack(): Promise<void> {
		const { packs } = await this.client.readKnowledge(await this.client.starterPack());
		for (const pack of packs) await this.workspace.savePack(pack);
		await this.refreshPacks();
	}
	/** A reading tab becomes the writer when the other one closes. */
	async checkHealth(): Promise<void> {
		this.#health = await this.workspace.health();
	}
	async acknowledgeDamage(): Promise<void> {
		await this.workspace.acknowledgeDamage();
		await this.checkHealth();
	}
	batch(id: string): BatchInfo | null {
		return this.#batches.find((batch) => batch.id === id) ?? null;
	}
	ruleTitle(id: string): string {
		const rule = this.#rules.get(id);
		return rule ? bi(rule.title) : id;
	}
	async rename(name: string): Promise<void> {
		await this.workspace.setActor(name);
		this.#actor = name;
	}
	/** Writes one event; resolves when it is on disk. @param seen see `WorkspaceApi.decide` */
	async decide(payload: DecisionPayload, seen?: string | null): Promise<string | null> {
		return (await this.write(() => this.workspace.decide(payload, seen)))?.event ?? null;
	}
	/** Runs what writes to the journal, and says whether it is saved; null where it is not. */
	async write<T>(work: () => Promise<T>): Promise<T | null> {
		this.#saved = 'saving';
		try {
			const result = await work();
			this.#saved = 'saved';
			return result;
		} catch (error) {
			this.#saved = 'failed';
			this.#failure = failureText(error);
			return null;
		}
	}
	/** Runs the rules over a batch; the queue is new afterwards. */
	async review(batch: string, title: string, stage: 'in-stay' | 'settled', packs: readonly KnowledgePack[]): Promise<boolean> {
		const parameters = await this.workspace.parameters();
		const run = await this.jobs.run(title, (options) => this.client.runReview({ batch, stage, packs, parameters, rules: [] }, options));
		// Decisions of the version that this batch follows stand where their evidence is the same.
		if (run && this.batch(batch)?.follows && this.writable) await this.workspace.delta('carry', batch);
		// Decisions of the version that this batch follows stand where their evidence is the same; what fails here waits on the page of changes.
		if (run && this.batch(batch)?.follows && this.writable) await this.workspace.delta('carry', batch).catch(() => 0);
		if (run) await this.refresh();
		return run !== null;
	}
}

export const [useWorkbench, provideWorkbench] = createContext<Workbench>();

import { failureText } from '$lib/format/problems.ts';
import type {
	AgreementView,
	Conference,
	ConferenceView,
	MergeView,
	Pair,
	PairFilter,
	PairWindow,
	PlanStratum,
	PlanTerms,
	PlanView,
	Received,
	TaskView
} from '$workers/protocol/second.ts';
import type { KnownKey, TrustedKeyEntry } from '$workers/protocol/trusted-key.ts';
import type { Workbench } from './workbench.svelte.ts';

const WINDOW = 100;
/** A fingerprint as people read it out: eight groups of eight. */
export const fingerprint = (keyId: string): string => keyId.match(/.{1,8}/g)?.join(' ') ?? '';

/** Second review of one batch: plans and tasks, what was received, both reviewers side by side. */
export class SecondScreen {
	readonly batch: string;
	readonly #workbench: Workbench;
	#plans = $state.raw<readonly PlanView[] | null>(null);
	#tasks = $state.raw<readonly TaskView[]>([]);
	#merges = $state.raw<readonly MergeView[] | null>(null);
	#agreement = $state.raw<AgreementView | null>(null);
	#conferences = $state.raw<readonly ConferenceView[] | null>(null);
	#filter = $state<PairFilter>('open');
	#window = $state.raw<PairWindow | null>(null);
	#pages = $state.raw<ReadonlyMap<number, readonly Pair[]>>(new Map());
	#wanted = new Set<number>();
	#turn = 0;
	#failed = $state('');

	constructor(workbench: Workbench, batch: string) {
		this.#workbench = workbench;
		this.batch = batch;
	}
	get plans() {
		return this.#plans;
	}
	get tasks() {
		return this.#tasks;
	}
	get merges() {
		return this.#merges;
	}
	get agreement() {
		return this.#agreement;
	}
	get conferences() {
		return this.#conferences;
	}
	get filter() {
		return this.#filter;
	}
	/** Totals of the pairs; null until the first answer. */
	get pairs() {
		return this.#window;
	}
	get failed() {
		return this.#failed;
	}
	pair(index: number): Pair | null {
		return this.#pages.get(Math.floor(index / WINDOW))?.[index % WINDOW] ?? null;
	}

	/** Everything that a change of decisions, plans or merges may have touched. */
	async load(): Promise<void> {
		await this.#trying(async () => {
			const { workspace } = this.#workbench;
			[this.#plans, this.#tasks, this.#merges, this.#conferences, this.#agreement] = await Promise.all([
				workspace.second('plans', this.batch),
				workspace.second('tasks', this.batch),
				workspace.second('merges', this.batch),
				workspace.second('conferences', this.batch),
				workspace.second('agreement', this.batch)
			]);
			await this.show(this.#filter);
		});
	}
	async show(filter: PairFilter): Promise<void> {
		const turn = ++this.#turn;
		this.#filter = filter;
		const answer = await this.#workbench.workspace.second('pairs', this.batch, filter, 0, WINDOW);
		if (turn !== this.#turn) return;
		this.#window = answer;
		this.#pages = new Map([[0, answer.rows]]);
		this.#wanted = new Set([0]);
	}
	async need(from: number, to: number): Promise<void> {
		const turn = this.#turn;
		for (let page = Math.floor(from / WINDOW); page * WINDOW < Math.min(to, this.#window?.total ?? 0); page++) {
			if (this.#wanted.has(page)) continue;
			this.#wanted.add(page);
			const { rows } = await this.#workbench.workspace.second('pairs', this.batch, this.#filter, page * WINDOW, WINDOW);
			if (turn !== this.#turn) return;
			this.#pages = new Map(this.#pages).set(page, rows);
		}
	}

	sizes(terms: PlanTerms): Promise<readonly PlanStratum[]> {
		return this.#workbench.workspace.second('sizes', this.batch, terms);
	}
	commit(terms: PlanTerms, seed: string, note: string): Promise<boolean> {
		return this.#changing(() => this.#workbench.workspace.second('commit', this.batch, terms, seed, note));
	}
	frame(plan: string): Promise<Blob | null> {
		return this.#trying(() => this.#workbench.workspace.second('frame', this.batch, plan));
	}
	assignment(plan: string, place: number): Promise<Blob | null> {
		return this.#trying(() => this.#workbench.workspace.second('assignment', this.batch, plan, place));
	}
	async receive(file: File, take: boolean): Promise<Received | null> {
		const received = await this.#trying(() => this.#workbench.workspace.second('receive', this.batch, file, take));
		if (received?.state === 'taken') {
			await this.#workbench.refresh();
			if (received.kind !== 'assignment') await this.load();
		}
		return received;
	}
	confer(pair: Pair, said: Pick<Conference, 'present' | 'decision' | 'amountOf' | 'grounds'>): Promise<boolean> {
		return this.#changing(async () => {
			await this.#workbench.workspace.second('confer', this.batch, pair.key, pair.merge, said);
			this.#workbench.cases.forget(pair.visit);
			await this.#workbench.refresh();
		});
	}
	exportTask(blind: string, title: string): Promise<Blob | null> {
		const { jobs, workspace } = this.#workbench;
		return jobs.run(title, ({ onProgress }) => workspace.second('exportTask', blind, onProgress ?? (() => undefined)));
	}
	async endTask(blind: string, reason: string): Promise<boolean> {
		const done = await this.#trying(async () => (await this.#workbench.workspace.second('endTask', blind, reason), true));
		await this.#workbench.refresh();
		return done !== null;
	}

	async #changing(change: () => Promise<unknown>): Promise<boolean> {
		const done = await this.#trying(async () => (await change(), true));
		if (done) await this.load();
		return done !== null;
	}
	async #trying<T>(work: () => Promise<T>): Promise<T | null> {
		this.#failed = '';
		try {
			return await work();
		} catch (error) {
			this.#failed = failureText(error);
			return null;
		}
	}
}

/** Keys that this machine knows (受信密钥). */
export class KeyList {
	readonly #workbench: Workbench;
	#keys = $state.raw<readonly KnownKey[]>([]);

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}
	get own(): KnownKey | null {
		return this.#keys.find(({ standing }) => standing === 'own') ?? null;
	}
	get others(): readonly KnownKey[] {
		return this.#keys.filter(({ standing }) => standing !== 'own');
	}
	async load(): Promise<void> {
		this.#keys = await this.#workbench.workspace.second('keys');
	}
	/** Resolves to '' or to why it was not kept. */
	async trust(keyId: string, entry: TrustedKeyEntry): Promise<string> {
		try {
			await this.#workbench.workspace.second('trust', keyId, entry);
			await this.load();
			return '';
		} catch (error) {
			return failureText(error);
		}
	}
}

import type { BatchInfo } from '../protocol/workspace.ts';
import { Fault, type Locks, type Markers, type Store } from '../store/index.ts';
import { openBatch, type OpenBatch } from './batch-context.ts';
import type { DecisionBook } from './decision-book.ts';
import type { Decisions } from './decisions.ts';
import { damageLines, findDamage } from './damage.ts';
import { OpenRun } from './open-run.ts';
import type { TitleOf } from './queue-view.ts';
import { isBlind, recordsOf } from './second/blind-batch.ts';
import { openBlindRun, withBlindBatches } from './second/blind-listing.ts';
import { tidy } from './tidy.ts';
import { ownTitles } from './user-rule-run.ts';

/** Batches kept open at a time: a second one for a comparison, no more. */
const KEPT = 2;

/** What one tab's workspace has open. */
export class WorkspaceState {
	readonly #batches = new Map<string, Promise<OpenBatch>>();
	readonly #runs = new Map<string, Promise<OpenRun>>();
	#damage: string[] = [];

	private constructor(
		readonly store: Store,
		readonly decisions: Decisions,
		readonly markers: Markers,
		readonly locks: Locks,
		private readonly titleOf: TitleOf,
		readonly now: () => number
	) {}

	static async open(
		store: Store,
		decisions: Decisions,
		markers: Markers,
		locks: Locks,
		titleOf: TitleOf,
		now: () => number = Date.now
	): Promise<WorkspaceState> {
		const state = new WorkspaceState(store, decisions, markers, locks, titleOf, now);
		state.#damage = damageLines(await findDamage(store, markers));
		if (decisions.writer) await tidy(store, locks);
		decisions.onChange((batch, keys) => void state.#refresh(batch, keys));
		return state;
	}

	get damage(): string[] {
		return [...this.#damage, ...this.decisions.damage];
	}
	get book(): DecisionBook {
		return this.decisions.book;
	}

	async acknowledgeDamage(): Promise<void> {
		const { lost } = await findDamage(this.store, this.markers);
		for (const [id] of lost) await this.markers.remove(id);
		this.#damage = damageLines(await findDamage(this.store, this.markers));
		this.decisions.damage.length = 0;
	}

	async batches(): Promise<BatchInfo[]> {
		const batches = await this.store.batches.list();
		const infos = await Promise.all(
			batches.map(async ({ storage, id, name, createdAt, content }) => ({
				id,
				name,
				createdAt,
				...content,
				run: await this.store.runs.latest(storage),
				decided: [...this.book.decided(id)].length,
				training: this.book.register(id, 'trainingKeys').length > 0,
				lastDecisionAt: this.book.lastAt(id)
			}))
		);
		return withBlindBatches(this, infos);
	}

	batch(id: string): Promise<OpenBatch> {
		return kept(this.#batches, id, () => openBatch(this.store, id));
	}

	/** The latest run, opened; a run that took another's place since is opened anew. Null where there is none. */
	async run(id: string): Promise<OpenRun | null> {
		const { storage } = await this.store.batches.get(recordsOf(id));
		const info = await this.store.runs.latest(storage);
		if (!info) return null;
		const known = await this.#runs.get(id)?.catch(() => null);
		if (known && known.info.id !== info.id) this.#runs.delete(id);
		const titleOf = ownTitles(info.recipe, this.titleOf);
		if (isBlind(id)) return kept(this.#runs, id, () => openBlindRun(this, id, info, titleOf));
		return kept(this.#runs, id, () => OpenRun.open(this.store, info, this.book, titleOf, this.now()));
	}

	/** @throws Fault not-found where the batch has no run */
	async runOf(id: string): Promise<OpenRun> {
		const run = await this.run(id);
		if (!run) throw new Fault('not-found', `run of batch ${id}`);
		return run;
	}

	/** Decisions whose batch or finding is not there, or whose finding has other evidence now. */
	async waiting(): Promise<number> {
		const known = new Set((await this.store.batches.list()).map(({ id }) => id));
		let waiting = 0;
		for (const id of this.book.batches()) {
			const decided = [...this.book.decided(id)].length;
			if (decided === 0) continue;
			const run = known.has(recordsOf(id)) ? await this.run(id) : null;
			waiting += run ? run.waiting(this.book) : decided;
		}
		return waiting;
	}

	async delete(id: string): Promise<void> {
		// The mark goes first: a batch that is still there when this is cut short gets it back.
		await this.markers.remove(id);
		await this.store.batches.delete(id);
		this.#batches.delete(id);
		this.#runs.delete(id);
	}

	async #refresh(batch: string, keys: readonly string[]): Promise<void> {
		(await this.#runs.get(batch)?.catch(() => null))?.refresh(this.book, keys);
	}
}

/** What is open under an id, opened where it is not; the one used longest ago is closed. What failed to open is forgotten. */
function kept<T>(open: Map<string, Promise<T>>, id: string, read: () => Promise<T>): Promise<T> {
	const value = open.get(id) ?? read();
	open.delete(id);
	open.set(id, value);
	value.catch(() => open.delete(id));
	if (open.size > KEPT) open.delete(open.keys().next().value!);
	return value;
}

import { TABLE_IDS } from '../../../rules/domain/tables/index.ts';
import {
	FACT_CHANGES,
	FINDING_FATES,
	type Comparison,
	type DeltaApi,
	type DeltaCalls,
	type FateRow,
	type FindingChanges,
	type FindingDiff,
	type FindingFate,
	type Followed,
	type NoFindings,
	type StayChange,
	type StayFilter,
	type Windowed
} from '../../protocol/delta.ts';
import type { DecisionPayload } from '../../protocol/decision.ts';
import type { OnProgress } from '../../protocol/source.ts';
import { Fault, faultOf } from '../../store/index.ts';
import { viewOf, type Standing } from '../decision-book.ts';
import type { OpenRun } from '../open-run.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { carriedPayloads } from './carry.ts';
import { compareBatches } from './compare-batches.ts';
import { carriable, Fates, recipeDifferences } from './fates.ts';
import { findingDiff } from './finding-diff.ts';
import { stayRows } from './stay-rows.ts';

export interface DeltaPorts {
	readonly state: () => Promise<WorkspaceState>;
	/** Writes a decision as the page does. */
	readonly decide: (payload: DecisionPayload) => Promise<unknown>;
	readonly now: () => number;
}

/** How a batch differs from the one that it follows: facts as they were compared and kept, findings and decisions as they stand now. */
export class DeltaDesk implements DeltaCalls {
	readonly #ports: DeltaPorts;
	#comparison: { readonly batch: string; readonly made: Promise<Comparison> } | null = null;
	#fates: { readonly key: string; readonly fates: Fates } | null = null;

	constructor(ports: DeltaPorts) {
		this.#ports = ports;
	}

	answer: DeltaApi['delta'] = async (call, ...args) => {
		try {
			return await (this[call] as (...given: unknown[]) => Promise<never>).apply(this, args);
		} catch (error) {
			throw faultOf(error);
		}
	};

	async facts(batch: string, onProgress: OnProgress) {
		return (await this.#compared(batch, onProgress)).facts;
	}

	async stays(batch: string, filter: StayFilter, from: number, count: number): Promise<Windowed<StayChange>> {
		const { stays } = await this.#compared(batch, () => undefined);
		const change = filter.change ? FACT_CHANGES.indexOf(filter.change) : -1;
		const bit = filter.table ? 1 << TABLE_IDS.indexOf(filter.table) : 0;
		const places = Array.from(stays.visits.keys()).filter(
			(i) => (change < 0 || stays.change[i] === change) && (bit === 0 || (stays.tables[i]! & bit) !== 0)
		);
		const moved = (i: number): number => Math.abs(stays.after[i]! - stays.before[i]!);
		places.sort((a, b) => moved(b) - moved(a) || a - b);
		const rows = places
			.slice(from, from + count)
			.map((i): StayChange => ({
				visit: stays.visits[i]!,
				change: FACT_CHANGES[stays.change[i]!]!,
				rows: { new: stays.rows[i * 3]!, changed: stays.rows[i * 3 + 1]!, gone: stays.rows[i * 3 + 2]! },
				before: stays.before[i]!,
				after: stays.after[i]!,
				tables: TABLE_IDS.filter((_, t) => (stays.tables[i]! & (1 << t)) !== 0)
			}));
		return { rows, total: places.length };
	}

	async rows(batch: string, visit: string) {
		const { state, follows } = await this.#open(batch);
		const [before, after] = await Promise.all([state.batch(follows.batch), state.batch(batch)]);
		return stayRows(before, after, visit, state.store);
	}

	async findings(batch: string): Promise<FindingChanges | NoFindings> {
		const { state, follows } = await this.#open(batch);
		const fates = await this.#fatesOf(state, batch, follows);
		if (typeof fates === 'string') return fates;
		const former = (key: string): Standing | null => state.book.standing(follows.batch, key);
		const sums = Object.fromEntries(FINDING_FATES.map((fate) => [fate, fates.sum(fate, former)])) as FindingChanges['sums'];
		const waiting = [...carriable(fates.run, follows.batch, state.book)].length;
		const carried = [...state.book.decided(batch)].filter(({ standing }) => standing.frame.payload.from).length;
		return { sums, waiting, carried, recipe: recipeDifferences(fates.former.info, fates.run.info) };
	}

	async findingRows(batch: string, fate: FindingFate, from: number, count: number): Promise<Windowed<FateRow>> {
		const { state, follows } = await this.#open(batch);
		const fates = await this.#fatesOf(state, batch, follows);
		if (typeof fates === 'string') return { rows: [], total: 0 };
		const positions = fates.positions(fate);
		const { former, run } = fates;
		const rows = positions.slice(from, from + count).map((i): FateRow => {
			const row = (fate === 'gone' ? former : run).index.row(i);
			const at = former.index.find(row.key);
			const before = at < 0 ? null : former.index.row(at).amount;
			return { fate, row, before, former: this.#formerOf(state, follows, former, row.key) };
		});
		return { rows, total: positions.length };
	}

	async finding(batch: string, key: string): Promise<FindingDiff | null> {
		const state = await this.#ports.state();
		const follows = (await state.store.batches.get(batch)).content.follows;
		const fates = follows ? await this.#fatesOf(state, batch, follows) : 'no-predecessor';
		if (!follows || typeof fates === 'string') return null;
		const { former, run } = fates;
		const [at, place] = [former.index.find(key), run.index.find(key)];
		if (at < 0 && place < 0) return null;
		const [before, after] = await Promise.all([at < 0 ? null : former.finding(at), place < 0 ? null : run.finding(place)]);
		const fate = place < 0 ? 'gone' : FINDING_FATES[fates.later[place]!]!;
		return { fate, former: this.#formerOf(state, follows, former, key), before, after, ...findingDiff(before, after) };
	}

	async carry(batch: string): Promise<number> {
		const { state, follows } = await this.#open(batch);
		const run = await state.runOf(batch);
		const former = await state.run(follows.batch).catch(() => null);
		let carried = 0;
		for (const payload of await carriedPayloads(run, follows.batch, state.book, former)) {
			await this.#ports.decide(payload);
			carried += payload.targets.length;
		}
		return carried;
	}

	#formerOf(state: WorkspaceState, follows: Followed, former: OpenRun, key: string) {
		const standing = state.book.standing(follows.batch, key);
		const at = former.index.find(key);
		return standing && viewOf(standing, at < 0 ? null : former.index.digest(at));
	}

	async #open(batch: string): Promise<{ readonly state: WorkspaceState; readonly follows: Followed }> {
		const state = await this.#ports.state();
		const { follows } = (await state.store.batches.get(batch)).content;
		if (!follows) throw new Fault('not-found', `predecessor of batch ${batch}`);
		return { state, follows };
	}

	/** Compared once; what fails is tried again when asked again. */
	async #compared(batch: string, onProgress: OnProgress): Promise<Comparison> {
		if (this.#comparison?.batch !== batch) this.#comparison = { batch, made: this.#compare(batch, onProgress) };
		const { made } = this.#comparison;
		made.catch(() => (this.#comparison = null));
		return made;
	}
	async #compare(batch: string, onProgress: OnProgress): Promise<Comparison> {
		const { state, follows } = await this.#open(batch);
		const after = await state.batch(batch);
		const kept = await state.store.deltas.get(after.batch.storage);
		if (kept) return kept;
		const before = await state.batch(follows.batch);
		const comparison = await compareBatches(before, after, { store: state.store, now: this.#ports.now, onProgress });
		await state.store.deltas.put(after.batch.storage, comparison);
		return comparison;
	}

	async #fatesOf(state: WorkspaceState, batch: string, follows: Followed): Promise<Fates | NoFindings> {
		const former = await state.run(follows.batch).catch(() => 'no-predecessor' as const);
		if (former === 'no-predecessor') return former;
		if (former === null) return 'predecessor-not-reviewed';
		const run = await state.run(batch);
		if (run === null) return 'not-reviewed';
		const key = `${former.info.id} ${run.info.id}`;
		if (this.#fates?.key !== key || this.#fates.fates.run !== run || this.#fates.fates.former !== former)
			this.#fates = { key, fates: new Fates(former, run) };
		return this.#fates.fates;
	}
}

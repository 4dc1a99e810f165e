import type { DecisionState } from '../../package/journal.ts';
import type { Pair, PairFilter, PairState, PairWindow, Said, SecondMerge } from '../../protocol/second.ts';
import { moneyOf } from '../money/finding-money.ts';
import type { OpenRun } from '../open-run.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import type { SecondRoom } from './desk-ports.ts';
import { firstDecisions } from './first-decisions.ts';
import type { Merging } from './merging.ts';
import { isTrusted, type KeyRing } from './trusted-keys.ts';

/** Both reviewers side by side, finding by finding, over all merges that stand. */
export class Pairs {
	readonly #room: SecondRoom;
	readonly #merging: Merging;
	#last: { readonly stamp: string; readonly pairs: Promise<readonly Pair[]> } | null = null;

	constructor(room: SecondRoom, merging: Merging) {
		this.#room = room;
		this.#merging = merging;
	}

	/** In the order of the amounts, the largest first. */
	async of(batch: string): Promise<readonly Pair[]> {
		const [state, ring] = await Promise.all([this.#room.state(), this.#room.keys()]);
		const run = await state.runOf(batch);
		const merges = state.book.register(batch, 'secondMerges');
		const conferences = state.book.register(batch, 'conferences');
		const stamp = JSON.stringify([batch, run.info.id, run.index.version, merges, conferences.map(({ event }) => event), ring.keys]);
		if (this.#last?.stamp !== stamp) {
			const settled = new Map(conferences.map(({ id, value }) => [`${value.merge} ${value.key}`, id]));
			const pairs = Promise.all(merges.map(({ id, value }) => this.#ofMerge(state, run, id, value, ring, settled)));
			this.#last = {
				stamp,
				pairs: pairs.then((lists) => lists.flat().sort((a, b) => (b.amount ?? -Infinity) - (a.amount ?? -Infinity) || (a.key < b.key ? -1 : 1)))
			};
			this.#last.pairs.catch(() => (this.#last = null));
		}
		return this.#last.pairs;
	}

	async window(batch: string, filter: PairFilter, from: number, count: number): Promise<PairWindow> {
		const pairs = await this.of(batch);
		const rows = pairs.filter((pair) => FILTERS[filter](pair));
		const counts = Object.fromEntries(Object.entries(FILTERS).map(([name, fits]) => [name, pairs.filter(fits).length]));
		return { rows: rows.slice(from, from + count), total: rows.length, counts: counts as PairWindow['counts'] };
	}

	async #ofMerge(
		state: WorkspaceState,
		run: OpenRun,
		id: string,
		merge: SecondMerge,
		ring: KeyRing,
		settled: ReadonlyMap<string, string>
	): Promise<Pair[]> {
		const { taken, planned } = await this.#merging.contribution(state, run, merge);
		const first = firstDecisions(state.book, run.info.batch, id);
		const positions = planned ? await this.#merging.assigned(state, run, planned) : taken.keys();
		const keyless = !isTrusted(ring.of(merge.keyId).standing);
		const pairs: Pair[] = [];
		for (const at of positions) {
			const row = run.index.row(at);
			const theirs = taken.get(at);
			const said = await saidAbout(run, at, first.get(row.key));
			const second = theirs ? await saidAbout(run, at, theirs.state) : null;
			if (!said && !second) continue;
			const same = said !== null && second !== null && said.actor !== '' && said.actor === second.actor;
			const open = planned !== null && theirs !== undefined && !theirs.blind;
			pairs.push({
				key: row.key,
				evidenceDigest: run.index.digest(at),
				rule: row.rule,
				visit: row.visit,
				patient: row.patient,
				amount: row.amount,
				merge: id,
				reviewer: merge.reviewer,
				first: said,
				second,
				state: stateOf(said, second),
				aside: keyless ? 'key' : same ? 'same-person' : open ? 'not-blind' : null,
				conference: settled.get(`${id} ${row.key}`) ?? null
			});
		}
		return pairs;
	}
}

const isConflict = ({ state }: Pair): boolean => state === 'decision' || state === 'amount';
const FILTERS: Readonly<Record<PairFilter, (pair: Pair) => boolean>> = {
	open: (pair) => isConflict(pair) && pair.conference === null,
	settled: (pair) => pair.conference !== null,
	decision: ({ state }) => state === 'decision',
	amount: ({ state }) => state === 'amount',
	agree: ({ state }) => state === 'agree',
	'only-first': ({ state }) => state === 'only-first',
	'only-second': ({ state }) => state === 'only-second'
};

function stateOf(first: Said | null, second: Said | null): PairState {
	if (!first) return 'only-second';
	if (!second) return 'only-first';
	if (first.decision !== second.decision) return 'decision';
	return first.decision === 'confirm' && first.amount !== second.amount ? 'amount' : 'agree';
}

/** A decision about other evidence than the finding has now says nothing about it. */
async function saidAbout(run: OpenRun, at: number, state: DecisionState | undefined): Promise<Said | null> {
	if (!state?.decision || state.evidenceDigest !== run.index.digest(at)) return null;
	const { decision, actor, reason, note, lines } = state;
	return { decision, amount: await amountBy(run, at, state), actor, at: state.at ?? 0, reason, note, lines };
}

async function amountBy(run: OpenRun, at: number, { decision, lines }: DecisionState): Promise<number | null> {
	if (decision === 'reject') return 0;
	if (decision !== 'confirm') return null;
	// The evidence is read only where lines were told apart: its amount stands in a column.
	if (lines.length === 0) return run.index.row(at).amount;
	return moneyOf(await run.finding(at), { decision, lines }).amounts.amount;
}

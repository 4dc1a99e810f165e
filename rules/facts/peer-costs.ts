import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import { serviceDay } from '../engine/service-day.ts';
import { NO_DAY, perShard, visitsThat } from './columns.ts';
import { hospitalRank } from './hospital-rank.ts';
import { visitRow } from './neighbours.ts';
import { diagnosisPrefix, mainDiagnosis } from './same-diagnosis.ts';
import { totalCost } from './settled.ts';
import { visitColumns } from './visit-columns.ts';

/** Total costs of closed stays (分, ascending) by group: main diagnosis to 4 characters and rank of the hospital. Plain data. */
export type PeerCosts = Readonly<Record<string, readonly number[]>>;

/** Characters of the diagnosis code that make a group (亚目). */
const CODE_LENGTH = 4;

/** Group of a stay (同组), or null where diagnosis or rank is not known. */
export function peerGroup(stay: Stay): string | null {
	const { code } = mainDiagnosis(stay.visit, stay);
	const { rank } = hospitalRank(stay);
	return code === '' || rank === null ? null : `${diagnosisPrefix(code, CODE_LENGTH)}|${rank}`;
}

/** What a closed stay is compared by: its group and its total cost, null where they are not known. */
interface Peer {
	readonly group: string | null;
	readonly total: number | null;
}

/** By visit; null for visits that are no closed stays. */
const peersIn = perShard((shard: Shard, context: RunContext): readonly (Peer | null)[] => {
	const { inpatient, lastDay } = visitColumns(shard, context);
	const book = bookOf(shard, context.batch);
	return Array.from({ length: shard.visitCount }, (_, v) => {
		const stay = book.stay(v);
		return inpatient[v] === 1 && lastDay[v] !== NO_DAY && visitRow(stay) ? { group: peerGroup(stay), total: totalCost(stay)?.amount ?? null } : null;
	});
});

export function peerCostsOf(shard: Shard, context: RunContext): PeerCosts {
	const costs: Record<string, number[]> = {};
	for (const peer of peersIn(shard, context)) {
		if (peer && peer.group !== null && peer.total !== null && peer.total > 0) (costs[peer.group] ??= []).push(peer.total);
	}
	return costs;
}

/** Closed stays that may cost less than a share of their peers, and those of which group, cost or peers are not known. */
export function visitsBelowPeers(shard: Shard, context: RunContext, costs: PeerCosts, rule: string): number[] {
	const peers = peersIn(shard, context);
	return visitsThat(shard, (visit) => {
		const peer = peers[visit]!;
		if (!peer) return false;
		if (peer.group === null || peer.total === null) return true;
		const param = (name: string): number | null => context.parameters.get(rule, name, serviceDay(shard, visit))?.value ?? null;
		const [least, share, { count, median }] = [param('minPeers'), param('maxShare'), peersOf(costs, peer.group, peer.total)];
		return least === null || share === null || count < least || peer.total * 100 < median * share;
	});
}

/** Sorted, so that the order of the shards does not matter. */
export function mergePeerCosts(partials: readonly PeerCosts[]): PeerCosts {
	const merged: Record<string, number[]> = {};
	for (const partial of partials) {
		for (const [group, costs] of Object.entries(partial)) {
			const all = (merged[group] ??= []);
			for (const cost of costs) all.push(cost);
		}
	}
	for (const costs of Object.values(merged)) costs.sort((a, b) => a - b);
	return merged;
}

/** Peers of a stay without itself: how many, and their median cost. */
export function peersOf(costs: PeerCosts, group: string, own: number): { count: number; median: number } {
	const all = costs[group] ?? [];
	const at = placeOf(all, own);
	// The list without the one at `at`, read and not copied.
	const count = all.length - (at < 0 ? 0 : 1);
	const cost = (place: number): number => all[at >= 0 && place >= at ? place + 1 : place]!;
	const middle = Math.floor(count / 2);
	const median = count === 0 ? 0 : count % 2 === 1 ? cost(middle) : Math.floor((cost(middle - 1) + cost(middle)) / 2);
	return { count, median };
}

/** First place of a value in an ascending list, or -1. */
function placeOf(sorted: readonly number[], value: number): number {
	let [from, to] = [0, sorted.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (sorted[middle]! < value) from = middle + 1;
		else to = middle;
	}
	return sorted[from] === value ? from : -1;
}

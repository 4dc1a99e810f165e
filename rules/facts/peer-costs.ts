import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { StayBook, type Stay } from '../engine/stay.ts';
import { hospitalRank } from './hospital-rank.ts';
import { visitRow } from './neighbours.ts';
import { diagnosisPrefix, mainDiagnosis } from './same-diagnosis.ts';
import { totalCost } from './settled.ts';
import { isInpatient } from './stay-days.ts';

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

export function peerCostsOf(shard: Shard, context: RunContext): PeerCosts {
	const costs: Record<string, number[]> = {};
	const book = new StayBook(shard, context.batch);
	for (let v = 0; v < shard.visitCount; v++) {
		const stay = book.stay(v);
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) continue;
		const group = peerGroup(stay);
		const total = group === null ? null : totalCost(stay);
		if (group !== null && total && total.amount > 0) (costs[group] ??= []).push(total.amount);
	}
	return costs;
}

/** Sorted, so that the order of the shards does not matter. */
export function mergePeerCosts(partials: readonly PeerCosts[]): PeerCosts {
	const merged: Record<string, number[]> = {};
	for (const partial of partials) for (const [group, costs] of Object.entries(partial)) merged[group] = [...(merged[group] ?? []), ...costs];
	for (const costs of Object.values(merged)) costs.sort((a, b) => a - b);
	return merged;
}

/** Peers of a stay without itself: how many, and their median cost. */
export function peersOf(costs: PeerCosts, group: string, own: number): { count: number; median: number } {
	const others = [...(costs[group] ?? [])];
	const at = others.indexOf(own);
	if (at >= 0) others.splice(at, 1);
	const middle = Math.floor(others.length / 2);
	const median = others.length === 0 ? 0 : others.length % 2 === 1 ? others[middle]! : Math.floor((others[middle - 1]! + others[middle]!) / 2);
	return { count: others.length, median };
}

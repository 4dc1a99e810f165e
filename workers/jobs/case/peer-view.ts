import {
	LEAST_PEERS,
	PEER_GROUPS,
	PEER_MEASURES,
	type PeerComparison,
	type PeerGroup,
	type PeerMeasure,
	type PeerPlace,
	type PeersView
} from '../../protocol/case-around.ts';
import type { PeerColumns } from './peer-columns.ts';

/** A stay beside its peers. @param visit its dictionary code */
export function peersView(columns: PeerColumns, visit: number): PeersView {
	const at = columns.place(visit);
	return { cost: columns.cost, stays: columns.count, comparisons: PEER_GROUPS.map((by) => comparison(columns, by, at)) };
}

function comparison(columns: PeerColumns, by: PeerGroup, at: number): PeerComparison {
	if (at < 0) return { by, name: '', why: 'open', places: null };
	const groups = columns.groups[by];
	const group = groups[at]!;
	if (group < 0) return { by, name: '', why: columns.why(group), places: null };
	const peers: number[] = [];
	for (let i = 0; i < groups.length; i++) if (groups[i] === group && i !== at) peers.push(i);
	const places = Object.fromEntries(
		PEER_MEASURES.map((measure) => {
			const value = valueOf(columns, measure);
			return [measure, placeOf(peers.map(value), value(at))];
		})
	) as Record<PeerMeasure, PeerPlace>;
	return { by, name: columns.label(by, group), why: null, places };
}

/** 日均费用 is written in whole 分, as money is. */
function valueOf({ costs, days }: PeerColumns, measure: PeerMeasure): (at: number) => number {
	if (measure === 'cost') return (at) => costs[at]!;
	return measure === 'days' ? (at) => days[at]! : (at) => Math.round(costs[at]! / days[at]!);
}

/** @param peers values of the peers, @param own that of the stay; NaN: not known */
export function placeOf(peers: readonly number[], own: number): PeerPlace {
	const known = peers.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
	const enough = known.length >= LEAST_PEERS;
	return {
		count: known.length,
		quartiles: enough ? [known[0]!, quantile(known, 1), quantile(known, 2), quantile(known, 3), known.at(-1)!] : null,
		own: Number.isNaN(own) ? null : own,
		below: known.filter((value) => value < own).length,
		level: known.filter((value) => value === own).length
	};
}

/** Quartile by linear interpolation between places (type 7 of Hyndman & Fan), rounded to the whole unit. @param sorted ascending, not empty */
function quantile(sorted: readonly number[], quarter: 1 | 2 | 3): number {
	const place = ((sorted.length - 1) * quarter) / 4;
	const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
	return Math.round(low + (high - low) * (place - Math.floor(place)));
}

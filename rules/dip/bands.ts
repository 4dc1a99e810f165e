import { proRata, RATIO_SCALE } from '../domain/units.ts';

/** Limits of the bands of cost deviation (费用偏差), whole 1/10 000 of the mean cost. */
export interface BandLimits {
	readonly lower: number;
	readonly upper: number;
}
export type Band = 'low' | 'normal' | 'high';

/** Cost of a stay over the mean cost of its group, 1/10 000; the mean must be above zero. */
export const deviationOf = (cost: number, mean: number): number => proRata(cost, RATIO_SCALE, mean);

/** Band of a stay (低倍率, 正常, 高倍率): compared exactly, so that a stay on a limit is normal. */
export function bandOf(cost: number, mean: number, limits: BandLimits): Band {
	const scaled = BigInt(cost) * BigInt(RATIO_SCALE);
	if (scaled < BigInt(mean) * BigInt(limits.lower)) return 'low';
	return scaled > BigInt(mean) * BigInt(limits.upper) ? 'high' : 'normal';
}

/**
 * Points of the case (病例分值), 1/1 000 000: low: cost / mean × points; high: (cost / mean − upper + 1) × points; else the group's own
 * (RULES.md §3, the rule as a tool quotes it).
 */
export function casePoints(points: number, cost: number, mean: number, limits: BandLimits): number {
	const band = bandOf(cost, mean, limits);
	if (band === 'normal') return points;
	const own = proRata(points, cost, mean);
	return band === 'low' ? own : own - proRata(points, limits.upper - RATIO_SCALE, RATIO_SCALE);
}

/** Spans beside the limits (临界区间), 1/10 000 of the mean cost, both ends included. */
export interface BandEdges {
	readonly lower: readonly [number, number];
	readonly upper: readonly [number, number];
}

/** Which limit a stay stands close by; null: neither. Compared exactly. */
export function edgeOf(cost: number, mean: number, edges: BandEdges): 'lower' | 'upper' | null {
	const scaled = BigInt(cost) * BigInt(RATIO_SCALE);
	const within = ([from, to]: readonly [number, number]) => BigInt(mean) * BigInt(from) <= scaled && scaled <= BigInt(mean) * BigInt(to);
	return within(edges.lower) ? 'lower' : within(edges.upper) ? 'upper' : null;
}

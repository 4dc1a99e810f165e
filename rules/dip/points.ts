import { proRata, type Fen } from '../domain/units.ts';
import { POINT_SCALE, type DipEntry } from './catalogue.ts';

/** Base of the points: RW × 1000 (checked on a city's 4,536 rows, RULES.md §3). Cities that use × 100 give another. */
export const POINT_BASE = 1000;
/** M stands in 1/1 000 000 元: the cities publish 6 places. */
const MEAN_TO_FEN = 10_000;

/**
 * Mean cost of a group (次均费用), 分: the catalogue's own, else points / 1000 × M.
 * @param regionMean 全市次均费用 M, 1/1 000 000 元, of the catalogue's year; null where it is not known
 * @returns null where neither is known
 */
export function meanCostOf(group: Pick<DipEntry, 'points' | 'meanCost'>, regionMean: number | null): Fen | null {
	if (group.meanCost !== null) return group.meanCost as Fen;
	return regionMean === null ? null : proRata(regionMean, group.points, POINT_BASE * POINT_SCALE * MEAN_TO_FEN);
}

/**
 * Money of points, 分.
 * @param points 1/1 000 000 point
 * @param pointValue value of one point (点值), 1/1 000 000 元
 */
export const moneyOf = (points: number, pointValue: number): Fen => proRata(points, pointValue, POINT_SCALE * MEAN_TO_FEN);

import { proRata, RATIO_SCALE } from '../domain/units.ts';
import { foldCode } from './notation.ts';

/**
 * Cut-offs of the auxiliary catalogues (辅助目录). Every one is a parameter: the numbers are defaults of one published tool (RULES.md §3, "its defaults, not
 * the spec"), the diagnosis lists are general knowledge. A city's own come instead of them.
 */
export interface AuxiliaryCutoffs {
	/** Days of a stay from which a secondary diagnosis makes it severe, and a death counts as late. */
	readonly graveDays: number;
	/** Beginnings of secondary diagnoses: failure of an organ, shock, sepsis (重度); damage of an organ, infection (中度). */
	readonly severe: readonly string[];
	readonly moderate: readonly string[];
	/** Lowest Charlson score of each band after the first. */
	readonly charlson: readonly number[];
	/** Lowest age of each band after the first, days. */
	readonly ages: readonly number[];
	/** 二次入院: days within which a return counts, and the score for the same and another main diagnosis, 1/10 000. */
	readonly returnDays: number;
	readonly returnSame: number;
	readonly returnOther: number;
	/** 低标入院: cost over mean below which each step of the score begins, 1/10 000, hardest first. */
	readonly lowCost: readonly number[];
	/** 超长住院: days over mean days above which each step begins, 1/10 000, mildest first. */
	readonly longStay: readonly number[];
	/** 死亡风险: mortality of a group below which a death counts, 1/10 000. */
	readonly lowMortality: number;
}

/** Days of so many years, for bands of age. */
const years = (count: number): number => Math.round(count * 365.25);

/** 该工具默认值，非规范: unverified. */
export const DEFAULT_CUTOFFS: AuxiliaryCutoffs = {
	graveDays: 3,
	severe: ['J96', 'N17', 'I50', 'K72', 'R57', 'A40', 'A41', 'T81.1', 'D65', 'I46'],
	moderate: ['J15', 'J18', 'N18', 'K65', 'L89', 'E87', 'I61', 'I63', 'I21', 'D62'],
	charlson: [1, 3, 5],
	ages: [29, years(1), years(7), years(18), years(66)],
	returnDays: 31,
	returnSame: 10_000,
	returnOther: 5_000,
	lowCost: [3_000, 5_000, 7_000],
	longStay: [15_000, 20_000, 30_000],
	lowMortality: 500
};

/** 疾病严重程度: I mild, II moderate, III severe, IV died early (A) or late (B). */
export type Severity = 'I' | 'II' | 'III' | 'IV-A' | 'IV-B';

/** Severity of a stay by its secondary diagnoses, days and outcome. A short stay is not made severe by a diagnosis. */
export function severityOf(secondary: readonly string[], days: number, died: boolean, cutoffs: AuxiliaryCutoffs = DEFAULT_CUTOFFS): Severity {
	if (died) return days < cutoffs.graveDays ? 'IV-A' : 'IV-B';
	if (days < cutoffs.graveDays) return 'I';
	const codes = secondary.map(foldCode);
	const any = (prefixes: readonly string[]): boolean => codes.some((code) => prefixes.some((prefix) => code.startsWith(prefix)));
	return any(cutoffs.severe) ? 'III' : any(cutoffs.moderate) ? 'II' : 'I';
}

/** Band of an ascending list of lowest values: 0 below the first. */
export const bandIn = (value: number, lowest: readonly number[]): number => lowest.filter((from) => value >= from).length;

/** Score of a return (二次入院评分), 1/10 000: 0 where it lies outside the window. @param gap days from discharge to the next admission */
export function returnScore(gap: number, sameDiagnosis: boolean, cutoffs: AuxiliaryCutoffs = DEFAULT_CUTOFFS): number {
	if (gap < 0 || gap > cutoffs.returnDays) return 0;
	return sameDiagnosis ? cutoffs.returnSame : cutoffs.returnOther;
}

/** Step of a low-standard admission (低标入院评分): 0 none, up to the number of cut-offs for the cheapest. */
export const lowCostStep = (cost: number, mean: number, cutoffs: AuxiliaryCutoffs = DEFAULT_CUTOFFS): number =>
	cutoffs.lowCost.filter((limit) => cost * RATIO_SCALE < mean * limit).length;

/** Step of an overlong stay (超长住院评分): 0 none. @param meanDays 1/10 000 day */
export function longStayStep(days: number, meanDays: number, cutoffs: AuxiliaryCutoffs = DEFAULT_CUTOFFS): number {
	const ratio = proRata(days * RATIO_SCALE, RATIO_SCALE, meanDays);
	return cutoffs.longStay.filter((limit) => ratio > limit).length;
}

/** Whether a death stands in a group of low mortality (死亡风险评分); false where the group has no stays. */
export const unexpectedDeath = (deaths: number, stays: number, cutoffs: AuxiliaryCutoffs = DEFAULT_CUTOFFS): boolean =>
	stays > 0 && deaths * RATIO_SCALE < stays * cutoffs.lowMortality;

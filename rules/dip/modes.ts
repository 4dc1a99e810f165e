import { MODES, type Mode } from './notation.ts';

/**
 * Kind of treatment of a procedure (操作类别) by its place in ICD-9-CM-3. The national code table carries the kind as a column of its own,
 * which no loaded file has; the classification's own subcategories "diagnostic procedures on …" and its chapters stand in for it. Presumed
 * throughout (推定): the grouper says so in its trace, and a city may decide otherwise.
 */
export function presumedMode(code: string): Mode {
	const category = code.slice(0, 2);
	const subcategory = code.slice(0, 4);
	if (DIAGNOSTIC.has(subcategory)) return 'diagnostic';
	if (THERAPEUTIC.has(subcategory)) return 'therapeutic';
	return CHAPTERS.get(category) ?? 'surgery';
}

/** The stronger of two modes comes first in the order of the groups. */
export const modeRank = (mode: Mode): number => MODES.indexOf(mode);

/** Whole categories that are no operations. */
const CHAPTERS: ReadonlyMap<string, Mode> = new Map<string, Mode>([
	...['87', '88', '89', '90', '91'].map((category) => [category, 'diagnostic'] as const),
	...['92', '93', '94', '96', '97', '98', '99'].map((category) => [category, 'therapeutic'] as const),
	['95', 'diagnostic']
]);

/** “Diagnostic procedures on …” of each chapter, and measurements outside them. */
const DIAGNOSTIC: ReadonlySet<string> = new Set(
	`00.2 01.1 03.3 04.1 05.1 06.1 07.1 08.1 09.1 10.2 11.2 12.2 14.1 15.0 16.2 18.1 20.3 21.2 22.1 24.1 25.0 26.1 27.2 28.1 29.1 31.4 33.2
	34.2 37.2 38.2 40.1 41.3 42.2 44.1 45.1 45.2 48.2 49.2 50.1 51.1 52.1 54.2 55.2 56.3 57.3 58.2 59.2 60.1 61.1 62.1 63.0 64.1 65.1 66.1 67.1
	68.1 70.2 71.1 76.1 78.8 80.2 80.3 83.2 85.1 86.1 92.0 92.1 93.0 94.0 94.1`.split(/\s+/u)
);

/** Treatment that is no operation inside the chapters of operations: ultrasound, drugs, catheters, tubes, punctures; corrections of sight. */
const THERAPEUTIC: ReadonlySet<string> = new Set(`00.0 00.1 00.9 34.0 38.9 39.9 54.9 57.9 73.5 75.1 95.3`.split(/\s+/u));

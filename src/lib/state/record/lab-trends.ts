import type { CaseRow, CaseTable } from '$workers/protocol/case.ts';
import { rowKey, type Numbering } from '../numbering.ts';
import { disagree, flagOf, labValue, limitsOf, stateOf, type LabFlag, type LabState, type Limits } from './lab-values.ts';

export interface LabPoint {
	/** Civil seconds; null where the report has no time. */
	readonly at: number | null;
	readonly precision: 0 | 1 | 2;
	/** Null for results in words. */
	readonly value: number | null;
	readonly text: string;
	readonly limits: Limits | null;
	readonly state: LabState;
	readonly flag: LabFlag;
	/** The file's flag says other than its own reference range. */
	readonly disagrees: boolean;
	readonly row: string;
	readonly numbers: readonly number[];
}
/** All results of one test in one unit, in the order of time. */
export interface LabTrend {
	readonly key: string;
	readonly name: string;
	readonly unit: string;
	/** Reference range as written last. */
	readonly reference: string;
	readonly points: readonly LabPoint[];
	readonly abnormal: number;
	readonly hasEvidence: boolean;
	/** Bounds of values and limits; null where no result is a number. */
	readonly low: number | null;
	readonly high: number | null;
}

export const isAbnormal = ({ state, flag }: LabPoint): boolean =>
	state === 'low' || state === 'high' || flag === 'high' || flag === 'low' || flag === 'abnormal';

/** Small multiples of the laboratory rows: tests with evidence first, then those with most abnormal results. */
export function labTrends(source: CaseTable, rows: readonly CaseRow[], numbering: Numbering): LabTrend[] {
	const at = (field: string): number => source.fields.indexOf(field);
	const [name, result, unit, range, flag] = ['item_name', 'result', 'unit', 'ref_range', 'abnormal'].map(at) as [
		number,
		number,
		number,
		number,
		number
	];
	const cell = (row: CaseRow, column: number): string => (column < 0 ? '' : row.cells[column]!);
	const groups = new Map<string, { points: LabPoint[]; reference: string; name: string; unit: string }>();
	for (const row of rows) {
		if (row.other !== undefined) continue;
		const [test, measure, reference] = [cell(row, name), cell(row, unit), cell(row, range)];
		const key = `${test}\n${measure}`;
		const group = groups.get(key) ?? { points: [], reference: '', name: test || row.rowId, unit: measure };
		groups.set(key, group);
		if (reference !== '') group.reference = reference;
		const value = labValue(cell(row, result));
		const limits = limitsOf(reference, measure);
		const state = value ? stateOf(value, limits) : 'unknown';
		const said = flagOf(cell(row, flag));
		const place = rowKey({ table: 'lab', ...row });
		group.points.push({
			at: row.precision === 0 ? null : row.begin,
			precision: row.precision,
			value: value?.value ?? null,
			text: cell(row, result),
			limits,
			state,
			flag: said,
			disagrees: disagree(said, state),
			row: place,
			numbers: [...new Set((numbering.rows.get(place) ?? []).map((mark) => mark.number))].sort((a, b) => a - b)
		});
	}
	return [...groups].map(([key, group]) => trendOf(key, group)).sort(byWeight);
}

function trendOf(key: string, { points, ...group }: { points: LabPoint[]; reference: string; name: string; unit: string }): LabTrend {
	const sorted = points.toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
	const numbers = sorted.flatMap(({ value, limits }) => (value === null ? [] : [value, limits?.low ?? value, limits?.high ?? value]));
	return {
		key,
		...group,
		points: sorted,
		abnormal: sorted.filter(isAbnormal).length,
		hasEvidence: sorted.some((point) => point.numbers.length > 0),
		low: numbers.length > 0 ? Math.min(...numbers) : null,
		high: numbers.length > 0 ? Math.max(...numbers) : null
	};
}

const byWeight = (a: LabTrend, b: LabTrend): number =>
	Number(b.hasEvidence) - Number(a.hasEvidence) || b.abnormal - a.abnormal || b.points.length - a.points.length || (a.name < b.name ? -1 : 1);

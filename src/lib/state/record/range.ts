import type { TableId } from '$rules/domain/tables/index.ts';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR } from '$rules/domain/units.ts';
import type { CaseRow } from '$workers/protocol/case.ts';

/** A stretch of the stay, civil seconds, [from, to). */
export interface Range {
	readonly from: number;
	readonly to: number;
}
/** Records are dated to the minute at best: closer than an hour there is nothing to see. */
export const LEAST_SPAN = SECONDS_PER_HOUR;

/** Tables whose records follow the range. A settlement or a diagnosis is about the whole stay. */
const FOLLOW: ReadonlySet<TableId> = new Set<TableId>([
	'order',
	'device',
	'fee',
	'nursing',
	'lab',
	'exam',
	'operation',
	'anesthesia',
	'anesthesiaDrug',
	'implant',
	'document'
]);
export const follows = (table: TableId): boolean => FOLLOW.has(table);

/** When a record is: a bare date fills its day; a time without an end is a point. Null where the record has no time. */
export function extentOf(row: Pick<CaseRow, 'begin' | 'end' | 'precision'>): Range | null {
	if (row.begin === null || row.precision === 0) return null;
	const length = row.precision === 1 ? SECONDS_PER_DAY : 0;
	return { from: row.begin, to: Math.max(row.begin, row.end ?? row.begin) + length };
}

/** Whether a record stands in the range. One without a time, or of another stay, stays in sight: nobody can say that it lies outside. */
export function inRange(table: TableId, row: CaseRow, range: Range | null): boolean {
	if (range === null || !follows(table) || row.other !== undefined) return true;
	const extent = extentOf(row);
	if (!extent) return true;
	return extent.from < range.to && (extent.to > range.from || extent.from >= range.from);
}

/** The range within the whole, at least an hour long. */
export function clamped(range: Range, whole: Range): Range {
	const span = Math.min(whole.to - whole.from, Math.max(LEAST_SPAN, range.to - range.from));
	const from = Math.round(Math.min(Math.max(range.from, whole.from), whole.to - span));
	return { from, to: Math.round(from + span) };
}

/** Closer (factor < 1) or wider, about the middle. */
export function zoomed(range: Range, whole: Range, factor: number): Range {
	const middle = (range.from + range.to) / 2;
	const half = ((range.to - range.from) / 2) * factor;
	return clamped({ from: middle - half, to: middle + half }, whole);
}

/** Moved by a share of its own length. */
export function panned(range: Range, whole: Range, share: number): Range {
	const step = (range.to - range.from) * share;
	return clamped({ from: range.from + step, to: range.to + step }, whole);
}

/** A range drawn by hand from one place to another, its ends on whole minutes, quarters or hours, as its length asks for. */
export function drawn(a: number, b: number, whole: Range): Range {
	const span = Math.abs(b - a);
	const grain = span > SECONDS_PER_DAY * 2 ? SECONDS_PER_HOUR : span > SECONDS_PER_HOUR * 6 ? 900 : 60;
	const snap = (value: number): number => Math.round(value / grain) * grain;
	return clamped({ from: snap(Math.min(a, b)), to: snap(Math.max(a, b)) }, whole);
}

export const sameRange = (a: Range, b: Range): boolean => a.from === b.from && a.to === b.to;

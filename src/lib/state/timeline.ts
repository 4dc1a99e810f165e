import type { TableId } from '$rules/domain/tables/index.ts';
import { SECONDS_PER_DAY } from '$rules/domain/units.ts';
import type { CaseRow, CaseView } from '$workers/protocol/case.ts';
import { rowKey, type Numbering } from './numbering.ts';
import { extentOf, type Range } from './record/range.ts';

/** Swim lanes of a stay by day of stay. Times are civil seconds; the component turns them into places. */
export interface Bar {
	readonly from: number;
	readonly to: number;
	readonly numbers: readonly number[];
	/** Rows behind the bar, the first one is where a click goes. */
	readonly rows: readonly string[];
	/** Line inside the lane, from 0. */
	readonly level: number;
}
export interface Lane {
	readonly table: TableId;
	readonly evidence: readonly Bar[];
	/** Everything else, joined where it touches: grey. */
	readonly rest: readonly { readonly from: number; readonly to: number }[];
	/** Rows without time: they are in the records only. */
	readonly untimed: number;
	readonly levels: number;
}
export interface Timeline {
	readonly from: number;
	readonly to: number;
	readonly begin: number | null;
	readonly end: number | null;
	readonly lanes: readonly Lane[];
	/** How many records each equal part of the stay touches, and whether some of them are evidence: the overview. */
	readonly density: readonly number[];
	readonly evidence: readonly boolean[];
}

export const LANES: readonly TableId[] = ['order', 'device', 'fee', 'nursing', 'lab', 'exam', 'operation', 'anesthesia', 'implant', 'document'];
const MAX_LEVELS = 4;
/** Parts of the overview. */
const PARTS = 160;

export function timelineOf(view: CaseView, numbering: Numbering): Timeline {
	const lanes = LANES.filter((table) => (view.tables[table]?.rows.length ?? 0) > 0).map((table) =>
		laneOf(table, view.tables[table]!.rows, numbering)
	);
	const shown = lanes.flatMap((lane) => lane.evidence);
	const starts = [view.begin, ...shown.map((bar) => bar.from)].filter((value) => value !== null);
	const ends = [view.end ?? latest(lanes), ...shown.map((bar) => bar.to)].filter((value) => value !== null);
	const from = starts.length > 0 ? floorDay(Math.min(...starts)) : 0;
	const to = Math.max(ceilDay(ends.length > 0 ? Math.max(...ends) : from), from + SECONDS_PER_DAY);
	return { from, to, begin: view.begin, end: view.end, lanes, ...overviewOf(view, numbering, { from, to }) };
}

function overviewOf(view: CaseView, numbering: Numbering, { from, to }: Range): Pick<Timeline, 'density' | 'evidence'> {
	const density = new Array<number>(PARTS).fill(0);
	const evidence = new Array<boolean>(PARTS).fill(false);
	const part = (seconds: number): number => Math.min(PARTS - 1, Math.floor(((seconds - from) / (to - from)) * PARTS));
	for (const table of LANES) {
		for (const row of view.tables[table]?.rows ?? []) {
			const extent = row.other === undefined ? extentOf(row) : null;
			if (!extent || extent.to < from || extent.from >= to) continue;
			const marked = numbering.rows.has(rowKey({ table, ...row }));
			// The end of a day is the begin of the next: it belongs to the day.
			const last = part(Math.min(to, extent.to > extent.from ? extent.to - 1 : extent.to));
			for (let i = Math.max(0, part(extent.from)); i <= last; i++) {
				density[i]!++;
				evidence[i] ||= marked;
			}
		}
	}
	return { density, evidence };
}

function laneOf(table: TableId, rows: readonly CaseRow[], numbering: Numbering): Lane {
	const evidence: Omit<Bar, 'level'>[] = [];
	const rest: { from: number; to: number }[] = [];
	let untimed = 0;
	for (const row of rows) {
		// A record of another stay may lie a year away: it stands in the records only.
		if (row.other !== undefined) continue;
		const extent = extentOf(row);
		const key = rowKey({ table, ...row });
		const marks = numbering.rows.get(key);
		if (!extent) untimed += 1;
		else if (marks) evidence.push({ ...extent, numbers: [...new Set(marks.map((mark) => mark.number))].sort((a, b) => a - b), rows: [key] });
		else rest.push(extent);
	}
	const bars = levelled(merged(evidence));
	return { table, evidence: bars, rest: joinTouching(rest), untimed, levels: Math.max(1, ...bars.map((bar) => bar.level + 1)) };
}

/** Bars with the same numbers that touch become one. */
function merged(bars: readonly Omit<Bar, 'level'>[]): Omit<Bar, 'level'>[] {
	const result: Omit<Bar, 'level'>[] = [];
	for (const bar of bars.toSorted((a, b) => a.from - b.from)) {
		const index = result.findLastIndex((other) => other.numbers.join() === bar.numbers.join() && bar.from <= other.to);
		const before = result[index];
		if (before) result[index] = { ...before, to: Math.max(before.to, bar.to), rows: [...before.rows, ...bar.rows] };
		else result.push(bar);
	}
	return result;
}

/** Bars that overlap in time stand below each other; beyond four levels they share the last. */
function levelled(bars: readonly Omit<Bar, 'level'>[]): Bar[] {
	const ends: number[] = [];
	return bars.map((bar) => {
		const free = ends.findIndex((end) => end <= bar.from);
		const level = Math.min(free === -1 ? ends.length : free, MAX_LEVELS - 1);
		ends[level] = Math.max(ends[level] ?? 0, bar.to, bar.from + 1);
		return { ...bar, level };
	});
}

function joinTouching(extents: { from: number; to: number }[]): { from: number; to: number }[] {
	const result: { from: number; to: number }[] = [];
	for (const extent of extents.toSorted((a, b) => a.from - b.from)) {
		const last = result.at(-1);
		if (last && extent.from <= last.to) last.to = Math.max(last.to, extent.to);
		else result.push({ ...extent });
	}
	return result;
}

const latest = (lanes: readonly Lane[]): number | null => {
	const ends = lanes.flatMap((lane) => lane.rest.map((extent) => extent.to));
	return ends.length > 0 ? Math.max(...ends) : null;
};
const floorDay = (seconds: number): number => Math.floor(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY;
const ceilDay = (seconds: number): number => Math.ceil(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY;

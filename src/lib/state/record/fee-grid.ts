import { SECONDS_PER_DAY } from '$rules/domain/units.ts';
import type { CaseRow, CaseTable } from '$workers/protocol/case.ts';
import { rowKey, type Numbering } from '../numbering.ts';
import type { Range } from './range.ts';

/** Column of the day list (日清单): a day since 1970-01-01; `before` lines that began before the range and reach into it; `none` lines without a date. */
export type GridDay = number | 'before' | 'none';

export interface GridCell {
	/** Σ of the lines, 分; null where none of them has an amount. */
	readonly amount: number | null;
	/** Lines by `rowKey`, in the order of the file. */
	readonly rows: readonly string[];
	readonly numbers: readonly number[];
	/** Latest day that a line of the cell is charged for, where it is a later one: the amount stands on its first day, since no file says how it spreads. */
	readonly until: number | null;
	/** Quantities as written, each with its unit. */
	readonly quantities: readonly string[];
}
export interface GridItem {
	readonly key: string;
	readonly name: string;
	readonly code: string;
	readonly cells: ReadonlyMap<GridDay, GridCell>;
	/** 分. */
	readonly amount: number;
	readonly lines: number;
	readonly hasEvidence: boolean;
	/** Days from the one after a charge to the last that it is charged for. */
	readonly spans: readonly (readonly [first: number, last: number])[];
}
export interface FeeGrid {
	readonly days: readonly GridDay[];
	readonly items: readonly GridItem[];
	/** Σ by column, 分. */
	readonly sums: ReadonlyMap<GridDay, number>;
	/** Σ of all lines in sight, 分. */
	readonly amount: number;
	readonly lines: number;
	/** Lines without an amount: in no sum. */
	readonly unpriced: number;
}

/** 元 with two decimals, as the record shows amounts → 分; null for an empty cell. */
export function fenOf(text: string): number | null {
	return /^-?\d+\.\d\d$/.test(text) ? Number(text.replace('.', '')) : null;
}

/**
 * Days × items of the fee lines in sight, each line in one cell, so that rows, columns and the stay's total are sums of the same lines.
 * @param end discharge, civil seconds: idle days before it are columns too
 */
export function feeGrid(source: CaseTable, rows: readonly CaseRow[], range: Range | null, numbering: Numbering, end: number | null = null): FeeGrid {
	const at = (field: string): number => source.fields.indexOf(field);
	const [code, local, name, own] = ['hilist_code', 'medins_list_codg', 'hilist_name', 'medins_list_name'].map(at) as [number, number, number, number];
	const [sum, count, unit] = [at('det_item_fee_sumamt'), at('cnt'), at('unt')];
	const cellOf = (row: CaseRow, column: number): string => (column < 0 ? '' : row.cells[column]!);
	const items = new Map<string, Building>();
	const sums = new Map<GridDay, number>();
	let [amount, unpriced] = [0, 0];
	for (const row of rows) {
		const title = cellOf(row, name) || cellOf(row, own);
		const id = cellOf(row, code) || cellOf(row, local);
		const day = dayOf(row, range);
		const fen = fenOf(cellOf(row, sum));
		const key = `${id}\n${title}`;
		const item = items.get(key) ?? { key, name: title || id, code: id, cells: new Map<GridDay, MutableCell>() };
		items.set(key, item);
		const cell = item.cells.get(day) ?? { amount: null, rows: [], numbers: new Set<number>(), until: null, quantities: [] };
		item.cells.set(day, cell);
		cell.rows.push(rowKey({ table: 'fee', ...row }));
		for (const mark of numbering.rows.get(cell.rows.at(-1)!) ?? []) cell.numbers.add(mark.number);
		if (cellOf(row, count) !== '') cell.quantities.push(`${cellOf(row, count)}${cellOf(row, unit)}`);
		const last = row.end === null || row.begin === null ? null : Math.floor(row.end / SECONDS_PER_DAY);
		if (last !== null && last > Math.floor(row.begin! / SECONDS_PER_DAY)) cell.until = Math.max(cell.until ?? last, last);
		if (!sums.has(day)) sums.set(day, 0);
		if (fen === null) unpriced++;
		else {
			cell.amount = (cell.amount ?? 0) + fen;
			sums.set(day, sums.get(day)! + fen);
			amount += fen;
		}
	}
	const finished = [...items.values()].map(finish).sort((a, b) => b.amount - a.amount || (a.name < b.name ? -1 : 1));
	return { days: daysOf(sums, range, end), items: finished, sums, amount, lines: rows.length, unpriced };
}

type MutableCell = { amount: number | null; rows: string[]; numbers: Set<number>; until: number | null; quantities: string[] };
interface Building {
	readonly key: string;
	readonly name: string;
	readonly code: string;
	readonly cells: Map<GridDay, MutableCell>;
}

function dayOf(row: CaseRow, range: Range | null): GridDay {
	if (row.begin === null) return 'none';
	const day = Math.floor(row.begin / SECONDS_PER_DAY);
	return range && day < Math.floor(range.from / SECONDS_PER_DAY) ? 'before' : day;
}

function finish({ cells, ...item }: Building): GridItem {
	const list = [...cells.values()];
	return {
		...item,
		cells: new Map([...cells].map(([day, cell]) => [day, { ...cell, numbers: [...cell.numbers].sort((a, b) => a - b) }])),
		amount: list.reduce((total, cell) => total + (cell.amount ?? 0), 0),
		lines: list.reduce((total, cell) => total + cell.rows.length, 0),
		hasEvidence: list.some((cell) => cell.numbers.size > 0),
		spans: [...cells].flatMap(([day, { until }]) => (typeof day === 'number' && until !== null ? [[day + 1, until] as const] : []))
	};
}

/** More days than this without a charge between two charges are left out: a line of another year must not make a thousand columns. */
const MOST_IDLE_DAYS = 14;

/** Columns in order: what reaches in from before, every day of the charges (idle ones too: a gap says something), lines without a date. */
function daysOf(sums: ReadonlyMap<GridDay, number>, range: Range | null, end: number | null): GridDay[] {
	const charged = [...sums.keys()].filter((day): day is number => typeof day === 'number').sort((a, b) => a - b);
	const days: GridDay[] = sums.has('before') ? ['before'] : [];
	const first = range ? Math.floor(range.from / SECONDS_PER_DAY) : charged[0];
	let next = first ?? 0;
	for (const day of charged) {
		if (day - next <= MOST_IDLE_DAYS) for (let idle = next; idle < day; idle++) days.push(idle);
		days.push(day);
		next = day + 1;
	}
	const last = Math.floor(((range ? range.to - 1 : end) ?? 0) / SECONDS_PER_DAY);
	if (charged.length > 0 && last - next < MOST_IDLE_DAYS) for (let idle = next; idle <= last; idle++) days.push(idle);
	return sums.has('none') ? [...days, 'none'] : days;
}

import type { Shard, ShardTable, BatchContext } from '../domain/shard.ts';
import { PRECISION, QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import { hashOf } from './byte-set.ts';
import { kindNumber, kindNumbers } from './charge-kind.ts';
import { bytesOf, codesOf, dayAt, NO_DAY, numberAt, numbersOf, perText, timesOf, visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { namesOfKey } from './item-names.ts';
import { doubtfulRows } from './refunds.ts';
import { hasReportOfItsOwn, isUnitOfReport, plainName, REPORT_FIELDS, type ReportTable } from './reports.ts';
import { visitColumns } from './visit-columns.ts';

const nameNumbers = new WeakMap<BatchContext, Map<string, number>>();

/** Number of a plain name in a batch; 0 for the empty one. */
function nameNumber(name: string, batch: BatchContext): number {
	if (name === '') return 0;
	let numbers = nameNumbers.get(batch);
	if (!numbers) nameNumbers.set(batch, (numbers = new Map()));
	const known = numbers.get(name) ?? numbers.size + 1;
	numbers.set(name, known);
	return known;
}

/** Of an item without a name: no report can bear it. */
const NAMELESS = -1;
/** Plain name by which a charge is compared with reports; 0 for items without a report of their own. */
const itemName = perItem((key, { batch }) => {
	const names = namesOfKey(key, batch);
	return hasReportOfItsOwn(names) ? nameNumber(plainName(names[0] ?? ''), batch) || NAMELESS : 0;
});
const numbersOfNames = (table: ReportTable, fields: readonly string[]) =>
	fields.map((field) => ({ field, numbers: perText(table, field, (text, batch) => nameNumber(plainName(text), batch)) }));
const NAMES = { lab: numbersOfNames('lab', REPORT_FIELDS.lab.names), exam: numbersOfNames('exam', REPORT_FIELDS.exam.names) } as const;
const APART = { lab: numbersOfNames('lab', REPORT_FIELDS.lab.apart), exam: numbersOfNames('exam', REPORT_FIELDS.exam.apart) } as const;
const unitOfReport = perText('fee', 'unt', (text) => (isUnitOfReport(text) ? 1 : 0));

/** What is charged of one name in one visit, before refunds. */
interface Charged {
	quantity: number;
	/** Whether any line has a unit of which each has a report, and whether any has not. */
	units: boolean;
	parts: boolean;
	/** Whether a line has no single day. */
	spans: boolean;
	readonly days: Set<number>;
	/** Reports of the name by their number. */
	readonly reports: Set<number>;
}

type Lines = (visit: number) => Map<number, Charged>;

/** Stays with an examination or a test charged more often than reported, as far as columns tell: before refunds and wherever it is dated. */
export function visitsOverReports(shard: Shard, context: RunContext): number[] {
	const { recorded, inpatient } = visitColumns(shard, context);
	const unsure = new Set(doubtfulRows(shard, context).map(({ visit }) => visit));
	const kinds = (['lab', 'exam'] as const).map((kind) => ({ linesOf: linesOf(shard, context, kind), read: readReports(shard, context, kind) }));
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (inpatient[visit] === 0) return false;
		return kinds.some(({ linesOf, read }) => {
			const lines = linesOf(visit);
			if (lines.size === 0) return false;
			if (unsure.has(visit) || !read || !read(visit, lines)) return true;
			for (const one of lines.values()) if (mayBeMissing(one)) return true;
			return false;
		});
	});
}

function mayBeMissing({ quantity, units, parts, spans, days, reports }: Charged): boolean {
	if (reports.size === 0 || (units && quantity > reports.size * QUANTITY_SCALE)) return true;
	return parts && (spans || days.size > reports.size);
}

function linesOf(shard: Shard, context: RunContext, table: ReportTable): Lines {
	const fee = shard.tables.fee!;
	const [items, names, kind] = [feeItems(shard, context), itemName(context), kindNumber(table)];
	const [types, kinds, units, unitTest] = [
		codesOf(fee, 'med_chrgitm_type'),
		kindNumbers(context.batch),
		codesOf(fee, 'unt'),
		unitOfReport(context.batch)
	];
	const [quantities, amounts, begins, ends] = [
		numbersOf(fee, 'cnt'),
		numbersOf(fee, 'det_item_fee_sumamt'),
		timesOf(fee, 'fee_ocur_time'),
		timesOf(fee, 'fee_end_time')
	];
	return (visit) => {
		const lines = new Map<number, Charged>();
		for (let row = types ? fee.rowStart[visit]! : 0, end = types ? fee.rowStart[visit + 1]! : 0; row < end; row++) {
			const name = kinds[types![row]!] === kind ? names[items[row]!]! : 0;
			if (name === 0 || (numberAt(quantities, row) <= 0 && numberAt(amounts, row) <= 0)) continue;
			let one = lines.get(name);
			if (!one) lines.set(name, (one = { quantity: 0, units: false, parts: false, spans: false, days: new Set(), reports: new Set() }));
			const day = dayAt(begins, row);
			const isUnit = unitTest[units ? units[row]! : 0] === 1;
			one.quantity += Math.max(0, numberAt(quantities, row));
			one.units ||= isUnit;
			one.parts ||= !isUnit;
			one.spans ||= day === NO_DAY || dayAt(ends, row) > day;
			one.days.add(day);
		}
		return lines;
	};
}

/** Puts the reports of a visit to the names that they bear; false where there are none. Null where the table is not loaded. */
function readReports(shard: Shard, { batch }: RunContext, kind: ReportTable): ((visit: number, lines: Map<number, Charged>) => boolean) | null {
	const table = shard.tables[kind];
	if (!table) return null;
	const columnsOf = (names: typeof NAMES.lab) =>
		names.flatMap(({ field, numbers }) => {
			const codes = codesOf(table, field);
			return codes ? [{ codes, numbers: numbers(batch) }] : [];
		});
	const [columns, apart] = [columnsOf(NAMES[kind]), columnsOf(APART[kind])];
	const first = (row: number): number => apart.reduce((name, { codes, numbers }) => name || numbers[codes[row]!]!, 0);
	const reportOf = reportNumber(table, kind, first);
	return (visit, lines) => {
		const [from, to] = [table.rowStart[visit]!, table.rowStart[visit + 1]!];
		for (let row = from; row < to; row++) {
			for (const { codes, numbers } of columns) lines.get(numbers[codes[row]!]!)?.reports.add(reportOf(row));
		}
		return from < to;
	};
}

/** A number for the report of a row: two reports may share one, one report never has two, so that reports are counted too few and never too many. */
function reportNumber(table: ShardTable, kind: ReportTable, firstName: (row: number) => number): (row: number) => number {
	const [numbers, times] = [bytesOf(table, 'rpt_no'), timesOf(table, REPORT_FIELDS[kind].time)];
	return (row) => {
		const [from, to] = numbers ? [numbers.offsets[row]!, numbers.offsets[row + 1]!] : [0, 0];
		if (from < to) return hashOf(numbers!.bytes, from, to);
		const precision = times ? times.precision[row]! : 0;
		const seconds = precision === 0 ? 0 : times!.seconds[row]!;
		const moment = precision === PRECISION.day ? dayAt(times, row) : Math.floor(seconds / 60);
		return -(moment * 4_096 + (firstName(row) % 4_096));
	};
}

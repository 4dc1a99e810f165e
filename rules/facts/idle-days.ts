import type { Shard } from '../domain/shard.ts';
import { dayOf, QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Row } from '../engine/row.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import { chargeDays, dailyQuantity, dayUnknown } from './charge-days.ts';
import { chargeKind, kindNumber, kindNumbers } from './charge-kind.ts';
import { charges } from './charges.ts';
import { codesOf, dayAt, isVoidFlag, NO_DAY, numberAt, numbersOf, timesOf, visitsThat } from './columns.ts';
import { staySpan, type StaySpan } from './stay-days.ts';
import { visitColumns } from './visit-columns.ts';

/** Charges that a stay has whether or not anything is done (床位、护理、诊查). */
const PASSIVE = ['bed', 'nursing', 'consultation'] as const;
const isPassive = (charge: Charge): boolean => (PASSIVE as readonly (string | null)[]).includes(chargeKind(charge.row));

/** Orders that do nothing by themselves: level of care, food, rest, company. */
const PASSIVE_ORDER = /护理|饮食|普食|流质|流食|半流|软食|禁食|陪护|陪客|陪人|留陪|卧床|常规$|通知|告知|请假/;
/** Orders given once; any other runs on until it is stopped. */
const ONCE = /临时|^0$|^2$|^st|once|出院/i;

/** Days on which a stay shows nothing but a bed: the longest run between the days of admission and discharge. */
export interface IdleDays {
	/** First and last day of the run; null where every such day shows something. */
	readonly run: readonly [number, number] | null;
	/** Charges for bed, care and consultation. */
	readonly passive: readonly Charge[];
	/** Rows that could have told of something done. */
	readonly searched: readonly Row[];
	/** Charges that may have gathered over days that they do not name. */
	readonly gathered: readonly Charge[];
	/** Whether any order asks for more than rest and food: then orders tell the days of drugs. */
	readonly ordered: boolean;
}

const MOMENTS = [
	{ table: 'lab', fields: ['sapl_time', 'rpt_time'] },
	{ table: 'exam', fields: ['exam_time'] },
	{ table: 'device', fields: ['begin_time', 'end_time'] },
	{ table: 'operation', fields: ['oprn_oprt_date', 'oprn_oprt_begntime'] },
	{ table: 'anesthesia', fields: ['anst_begin_time'] }
] as const;

/** Null while a stay is open, or where its days are not known. */
export const idleDays = defineFact<IdleDays | null>('idle-days', (stay) => {
	const span = stay.fact(staySpan);
	if (!span || span.lastDay === null) return null;
	const { net } = stay.fact(charges);
	const done = net.filter((charge) => !isPassive(charge));
	const orders = (stay.rows('order') as readonly Row<'order'>[]).filter(isActive);
	const moments = MOMENTS.filter(({ table }) => table in stay.book.shard.tables).flatMap(({ table, fields }) =>
		(stay.rows(table) as readonly Row[]).map((row) => ({ row, days: fields.flatMap((field) => dayIn(row, field) ?? []) }))
	);
	const active = new Set<number>();
	for (const charge of done) mark(active, chargeDays(charge), span);
	for (const row of orders) mark(active, daysOfOrder(row, span.lastDay), span);
	for (const { days } of moments) if (days.length > 0) mark(active, { first: Math.min(...days), last: Math.max(...days) }, span);
	return {
		run: longestRun(span.firstDay + 1, span.lastDay - 1, (day) => active.has(day)),
		passive: net.filter(isPassive),
		searched: [...done.map(({ row }) => row), ...orders, ...moments.map(({ row }) => row)],
		gathered: done.filter((charge) => !isDrug(charge) && mayGather(charge)),
		ordered: orders.length > 0
	};
});

/** Drugs whose days only orders tell. */
export const gatheredDrugs = (stay: Stay): Charge[] => stay.fact(charges).net.filter((charge) => isDrug(charge) && mayGather(charge));
const isDrug = ({ row }: Charge): boolean => ['drug', 'herb'].includes(chargeKind(row) ?? '');
function mayGather(charge: Charge): boolean {
	const days = chargeDays(charge);
	return days === null || dayUnknown(charge, days);
}

const isActive = (row: Row<'order'>): boolean => !PASSIVE_ORDER.test(`${row.text('drord_cont')}${row.text('drord_detl_name')}`);

function daysOfOrder(row: Row<'order'>, lastDay: number): { first: number; last: number } | null {
	const first = dayIn(row, 'drord_begn_time');
	if (first === null) return null;
	const stop = dayIn(row, 'drord_stop_time');
	const supplied = first + (row.number('days') ?? 1) - 1;
	return { first, last: Math.max(stop ?? (ONCE.test(row.text('drord_type').trim()) ? first : lastDay), supplied) };
}

function dayIn(row: Row, field: string): number | null {
	const time = row.time(field as never);
	return time ? dayOf(time.seconds) : null;
}

/** An order or charge without a day could stand for any: it is active on all. */
function mark(active: Set<number>, days: { first: number; last: number } | null, { firstDay, lastDay }: StaySpan): void {
	const { first, last } = days ?? { first: firstDay, last: lastDay! };
	for (let day = Math.max(first, firstDay); day <= Math.min(last, lastDay!); day++) active.add(day);
}

/** Longest run of days without activity, the first of equals. */
function longestRun(first: number, last: number, isActiveOn: (day: number) => boolean): readonly [number, number] | null {
	let best: readonly [number, number] | null = null;
	for (let day = first, from = first; day <= last; day++) {
		if (isActiveOn(day)) from = day + 1;
		else if (best === null || day - from > best[1] - best[0]) best = [from, day];
	}
	return best;
}

export const daysOfRun = ([first, last]: readonly [number, number]): number => last - first + 1;

/** Units of a charge that fall into some days, 1/10 000; of one that may have gathered over the stay at most a unit a day. */
export function quantityWithin(charge: Charge, [from, to]: readonly [number, number]): number {
	const days = chargeDays(charge);
	if (!days || dayUnknown(charge, days)) return Math.min(charge.quantity, (to - from + 1) * QUANTITY_SCALE);
	const within = Math.min(days.last, to) - Math.max(days.first, from) + 1;
	return within <= 0 ? 0 : dailyQuantity(charge, days) * within;
}

/** Stays whose charges, as far as they surely stand, leave a run of at least so many days: by columns. */
export function visitsWithIdleDays(shard: Shard, context: RunContext, least: (visit: number) => number): number[] {
	const { fee } = shard.tables;
	const { inpatient, firstDay, lastDay } = visitColumns(shard, context);
	if (!fee) return [];
	const [types, kinds] = [codesOf(fee, 'med_chrgitm_type'), kindNumbers(context.batch)];
	const passive = new Set(PASSIVE.map(kindNumber));
	const [begins, ends] = [timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time')];
	const [quantities, amounts] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'det_item_fee_sumamt')];
	const [flags, voids] = [codesOf(fee, 'vali_flag'), isVoidFlag(context.batch)];
	return visitsThat(shard, (visit) => {
		if (inpatient[visit] !== 1 || firstDay[visit] === NO_DAY || lastDay[visit] === NO_DAY) return false;
		const [from, to] = [firstDay[visit]! + 1, lastDay[visit]! - 1];
		const min = least(visit);
		if (to - from + 1 < min) return false;
		const [lines, returned] = [new Uint16Array(to - from + 1), { rows: 0, undated: 0 }];
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			if (flags && voids[flags[row]!] === 1) continue;
			if (numberAt(quantities, row) <= 0 || numberAt(amounts, row) < 0) returned.rows++;
			else if (!types || !passive.has(kinds[types[row]!]!)) {
				const day = dayAt(begins, row);
				if (day === NO_DAY) returned.undated++;
				else for (let at = Math.max(day, from); at <= Math.min(to, Math.max(day, dayAt(ends, row))); at++) lines[at - from]!++;
			}
		}
		// What is taken back undoes a line each at most: a day with more lines than that shows something whatever they were.
		if (returned.undated > returned.rows) return false;
		const run = longestRun(0, lines.length - 1, (at) => lines[at]! > returned.rows);
		return run !== null && daysOfRun(run) >= min;
	});
}

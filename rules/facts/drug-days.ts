import { dayOf } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { ordersOfDrug } from './drug-orders.ts';
import { isLongTerm } from './ordered-doses.ts';
import { recordedVisit } from './person-items.ts';
import { isTakenHome } from './taken-home.ts';

/** Days on which a drug was used (用药日), ascending, and the cells that tell them; none where nothing dated does. */
export interface DaysOfUse {
	readonly days: readonly number[];
	readonly sources: readonly Source[];
}
/** A slip of the year in an order must not make a million days. */
const LONGEST = 3660;

/**
 * Days of use of a drug inside a visit: those of its orders from the first day to the day before it is stopped, else those of its lines. What is taken
 * home is not used here.
 */
export function daysOfUse(stay: Stay<'visit' | 'fee' | 'order'>, charges: readonly Charge[]): DaysOfUse {
	const used = charges.filter(({ row }) => !isTakenHome(row));
	const orders = stay.has('order') && used.length > 0 ? ordersOfDrug(stay, used).filter((order) => !/带药/.test(order.text('drord_cont'))) : [];
	const lastDay = dayIn(recordedVisit(stay), 'endtime');
	const ordered = joined(orders.map((order) => ofOrder(order, lastDay)));
	return ordered.days.length > 0 ? ordered : joined(used.map(({ row }) => ofLine(row)));
}

function ofOrder(order: Row<'order'>, lastDay: number | null): DaysOfUse {
	const [first, stop] = [dayIn(order, 'drord_begn_time'), dayIn(order, 'drord_stop_time')];
	if (first === null) return { days: [], sources: [] };
	// On the day of the stop it may not have been given any more; one that runs on ends with the visit.
	const last = stop === null ? (isLongTerm(order) ? (lastDay ?? first) : first) : Math.max(first, stop - 1);
	const fields = stop === null ? ['drord_begn_time'] : ['drord_begn_time', 'drord_stop_time'];
	return { days: range(first, last), sources: fields.map((field) => ({ row: order, field })) };
}

/** Days of the lines of a drug alone, whatever was ordered; what is taken home is not used here. */
export const daysOfLines = (charges: readonly Charge[]): DaysOfUse =>
	joined(charges.filter(({ row }) => !isTakenHome(row)).map(({ row }) => ofLine(row)));

function ofLine(row: Row<'fee'>): DaysOfUse {
	const [first, end] = [dayIn(row, 'fee_ocur_time'), dayIn(row, 'fee_end_time')];
	if (first === null) return { days: [], sources: [] };
	const fields = end === null ? ['fee_ocur_time'] : ['fee_ocur_time', 'fee_end_time'];
	return { days: range(first, end ?? first), sources: fields.map((field) => ({ row, field })) };
}

const range = (first: number, last: number): number[] =>
	Array.from({ length: Math.min(LONGEST, Math.max(0, last - first) + 1) }, (_, i) => first + i);

function joined(parts: readonly DaysOfUse[]): DaysOfUse {
	const days = [...new Set(parts.flatMap((part) => part.days))].sort((a, b) => a - b);
	return { days, sources: parts.flatMap((part) => part.sources) };
}

function dayIn(row: Row | null, field: string): number | null {
	const time = row?.time(field as never);
	return time ? dayOf(time.seconds) : null;
}

import { dayOf, QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import { codesOf, perText } from './columns.ts';

/** Calendar days that a fee line speaks for (费用期间), both ends included. */
export interface ChargeDays {
	readonly first: number;
	readonly last: number;
	/** Whether the file gives an end: without it, several units on one day may belong to other days. */
	readonly spans: boolean;
}

/** Null where the line has no date. An end before its begin is taken as absent. */
export function chargeDays({ row }: Charge): ChargeDays | null {
	const begin = row.time('fee_ocur_time');
	if (!begin) return null;
	const end = row.time('fee_end_time');
	const [first, last] = [dayOf(begin.seconds), dayOf((end ?? begin).seconds)];
	return last >= first ? { first, last, spans: end !== null } : { first, last: first, spans: false };
}

export const lengthOf = ({ first, last }: ChargeDays): number => last - first + 1;

/** Units of the line on each of its days, spread evenly, 1/10 000; what does not divide is left out. */
export const dailyQuantity = (charge: Charge, days: ChargeDays): number => Math.floor(charge.quantity / lengthOf(days));

/** Whether more than one unit is charged on a line that names one day only. */
export const dayUnknown = (charge: Charge, days: ChargeDays): boolean => !days.spans && charge.quantity > QUANTITY_SCALE;

const HOUR = /小时|^时$|^h(our)?s?$/i;

/** Whether a line is charged by the hour: by its unit. */
export function unitIsHour({ row }: Charge): boolean {
	const codes = codesOf(row.source, 'unt');
	return codes !== undefined && isHourUnit(row.batch)[codes[row.index]!] === 1;
}
/** The same by dictionary code of the unit. */
export const isHourUnit = perText('fee', 'unt', (text) => (HOUR.test(text.trim()) ? 1 : 0));

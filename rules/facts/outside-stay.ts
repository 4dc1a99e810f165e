import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Trace } from '../engine/trace.ts';
import { chargeDays, lengthOf } from './charge-days.ts';
import type { StaySpan } from './stay-days.ts';

/** How a fee line lies to its stay by calendar days; `tail`: begins inside and ends after. */
export interface Outside {
	readonly where: 'before' | 'after' | 'tail';
	/** The day that lies outside, and by how many days it does. */
	readonly day: number;
	readonly days: number;
}

/** Null where the line is inside, or has no date. An open stay has no after. */
export function outside(charge: Charge, { firstDay, lastDay }: StaySpan): Outside | null {
	const charged = chargeDays(charge);
	if (!charged) return null;
	const { first: day, last } = charged;
	if (day < firstDay) return { where: 'before', day, days: firstDay - day };
	if (lastDay === null) return null;
	if (day > lastDay) return { where: 'after', day, days: day - lastDay };
	return last > lastDay ? { where: 'tail', day: last, days: last - lastDay } : null;
}

/** Of a line that ends after the stay: its days inside. */
const daysInside = (charge: Charge, span: StaySpan): number => span.lastDay! - chargeDays(charge)!.first + 1;

/** Of a line that ends after the stay: the part of its quantity on the days outside, spread evenly, 1/10 000 units. */
export function tailQuantity(charge: Charge, span: StaySpan): number {
	const length = lengthOf(chargeDays(charge)!);
	return Math.round((charge.quantity * (length - daysInside(charge, span))) / length);
}

/** That a line that ends after the stay counts more units than it has days inside: else only its end is written too late. */
export function moreThanDaysInside(t: Trace, charge: Charge, span: StaySpan): boolean {
	const sources = [{ row: charge.row, field: 'fee_ocur_time' }, ...span.sources];
	const days = daysInside(charge, span) * QUANTITY_SCALE;
	const inside = t.derived({ zh: '期间内的住院天数', en: 'Days of the span inside the stay' }, 'quantity', days, sources);
	return t.gt('more-than-days-inside', t.quantity({ zh: '计费数量', en: 'Quantity charged' }, [charge]), inside);
}

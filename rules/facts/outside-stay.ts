import { dayOf, QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import { chargeDays, lengthOf } from './charge-days.ts';
import type { StaySpan } from './stay-days.ts';

/** How a fee line lies to its stay by calendar days; `tail`: begins inside and ends after. */
export type Outside = 'before' | 'after' | 'tail';

/** Null where the line is inside, or has no date. An open stay has no after. */
export function outside(charge: Charge, span: StaySpan): Outside | null {
	const time = charge.row.time('fee_ocur_time');
	if (!time) return null;
	const day = dayOf(time.seconds);
	if (day < span.firstDay) return 'before';
	if (span.lastDay === null) return null;
	if (day > span.lastDay) return 'after';
	return chargeDays(charge)!.last > span.lastDay ? 'tail' : null;
}

/** Of a line that ends after the stay: days inside, and the part of its quantity on the days outside, spread evenly. */
export function tailOf(charge: Charge, span: StaySpan): { insideDays: number; quantity: number } {
	const days = chargeDays(charge)!;
	const insideDays = span.lastDay! - days.first + 1;
	return { insideDays, quantity: Math.round((charge.quantity * (lengthOf(days) - insideDays)) / lengthOf(days)) };
}

export const daysAsQuantity = (days: number): number => days * QUANTITY_SCALE;

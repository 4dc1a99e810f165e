import type { Missing } from '../domain/finding.ts';
import { dayOf, PRECISION, QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { isOutpatient, staySpan } from './stay-days.ts';

/** The calendar days that a fee line stands for, and what it charges on each. */
export interface LineDays {
	readonly first: number;
	readonly last: number;
	/** Net quantity a day (1/10 000); null where the line spans days and its quantity does not fall evenly on them. */
	readonly perDay: number | null;
	/** Civil seconds, where the line is one moment known to the minute. */
	readonly instant: number | null;
	readonly sources: readonly Source[];
}

/**
 * Days of a fee line. A line with 费用截止时间 on a later day stands for each day of its span: of all of them where the quantity falls evenly on
 * them, else of all but the last (计入不计出) where it falls evenly on those. Over one night only a quantity of 1 is read that way.
 */
export function lineDays(charge: Charge): LineDays {
	const { row, quantity } = charge;
	const begin = row.time('fee_ocur_time');
	if (!begin) throw new Undetermined(missingTime(row.hasField('fee_ocur_time')));
	const end = row.time('fee_end_time');
	const first = dayOf(begin.seconds);
	const until = end ? dayOf(end.seconds) : first;
	const sources: Source[] = [{ row, field: 'fee_ocur_time' }, ...(until > first ? [{ row, field: 'fee_end_time' }] : [])];
	if (until <= first) return { first, last: first, perDay: quantity, instant: begin.precision === PRECISION.minute ? begin.seconds : null, sources };
	const days = until - first + 1;
	const both = evenly(quantity, days);
	if (both !== null) return { first, last: until, perDay: both, instant: null, sources };
	const nights = days > 2 || quantity === QUANTITY_SCALE ? evenly(quantity, days - 1) : null;
	return { first, last: nights === null ? until : until - 1, perDay: nights, instant: null, sources };
}

/**
 * Whether the quantity of a line may have gathered over several days of a stay (累计记账): it names one day, gives no end, and charges more than
 * `most` of it. Hospitals write a stay's bed or consultation fees so; the line then does not say what each day had.
 */
export const mayHaveGathered = (charge: Charge, most: number, days: number): boolean =>
	days > 1 && charge.quantity > most && charge.row.time('fee_end_time') === null;

/** Calendar days of a visit, both ends included: 1 for an outpatient visit, endless while a stay is open or its dates are not known. */
export const calendarDays = defineFact<number>('calendar-days', (stay: Stay) => {
	if (isOutpatient(stay.visit.text('med_type'))) return 1;
	const span = stay.fact(staySpan);
	return span === null || span.lastDay === null ? Number.POSITIVE_INFINITY : span.lastDay - span.firstDay + 1;
});

/** Every day of a line, ascending. */
export const daysOf = ({ first, last }: Pick<LineDays, 'first' | 'last'>): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** 无法判断 of a line whose quantity cannot be laid on its days. */
export const unevenSpan: Missing = { kind: 'precision', what: 'fee.fee_end_time' };

const evenly = (quantity: number, days: number): number | null => (quantity % (days * QUANTITY_SCALE) === 0 ? quantity / days : null);
const missingTime = (hasField: boolean): Missing => ({ kind: hasField ? 'value' : 'field', what: 'fee.fee_ocur_time' });

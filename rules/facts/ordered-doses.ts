import { dayOf, PRECISION, QUANTITY_SCALE, SECONDS_PER_DAY } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Source } from '../engine/traced.ts';
import { normalizeName } from '../knowledge/names.ts';

/** Times a day of the usual abbreviations; what is given as needed, weekly or every other day is not counted. */
const TIMES: Readonly<Record<string, number>> = {
	qd: 1,
	qn: 1,
	qm: 1,
	bid: 2,
	tid: 3,
	qid: 4,
	q12h: 2,
	q8h: 3,
	q6h: 4,
	q4h: 6,
	每日一次: 1,
	每日1次: 1,
	每日两次: 2,
	每日二次: 2,
	每日2次: 2,
	每日三次: 3,
	每日3次: 3
};
/** Units of mass in micrograms; a dose in other units counts only against a strength in the same. */
const MICROGRAMS: Readonly<Record<string, number>> = { g: 1_000_000, mg: 1_000, μg: 1, ug: 1, mcg: 1 };
const AMOUNT = /^(\d+(?:\.\d+)?)(g|mg|μg|ug|mcg)/;

/** Mass at the beginning of a dose or a strength (0.5g:100ml), in micrograms; null where it names none. */
export function mass(text: string): number | null {
	const match = AMOUNT.exec(normalizeName(text));
	return match ? Math.round(Number(match[1]) * MICROGRAMS[match[2]!]!) : null;
}

/** Units (支、片) that a long-term order asks for: exactly over its hours, and at most over all its calendar days. 1/10 000. */
export interface OrderedUnits {
	readonly expected: number;
	readonly most: number;
	readonly sources: readonly Source[];
}

/** Times a day of a frequency as written, or null. */
export const timesADay = (frequency: string): number | null => TIMES[normalizeName(frequency)] ?? null;
export const unitsADay = (dose: number, strength: number, times: number): number => Math.ceil(dose / strength) * times * QUANTITY_SCALE;

/** Null where dose, frequency, strength or time do not say it. A part of a unit counts as one: the rest is thrown away. */
export function orderedUnits(order: Row<'order'>, strength: number, lastSecond: number | null): OrderedUnits | null {
	const [dose, times, begin, stop] = [
		mass(order.text('dosage')),
		timesADay(order.text('freq')),
		order.time('drord_begn_time'),
		order.time('drord_stop_time')
	];
	const end = stop?.seconds ?? lastSecond;
	if (dose === null || times === null || !begin || end === null || end < begin.seconds) return null;
	const perDay = unitsADay(dose, strength, times);
	const calendar = dayOf(end) - dayOf(begin.seconds);
	const exact = begin.precision === PRECISION.minute && (stop === null || stop.precision === PRECISION.minute);
	const days = Math.max(1, exact ? Math.ceil((end - begin.seconds) / SECONDS_PER_DAY) : calendar);
	const fields = ['dosage', 'freq', 'drord_begn_time', ...(stop ? ['drord_stop_time'] : [])];
	return { expected: perDay * days, most: perDay * (calendar + 1), sources: fields.map((field) => ({ row: order, field })) };
}

/** Whether an order runs on (长期) rather than once. */
export const isLongTerm = (order: Row<'order'>): boolean => saysLongTerm(order.text('drord_type'));
export const saysLongTerm = (type: string): boolean => /长期|^1$|^long/i.test(type.trim());

import { display } from '../domain/display.ts';
import { QUANTITY_SCALE, SECONDS_PER_HOUR } from '../domain/units.ts';
import { cellsOf, type Charge } from '../engine/charge.ts';
import type { Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { FrequencyLimit } from '../knowledge/pack.ts';
import { allocateParts, type CountedPart } from './excess.ts';
import { daysOf, lineDays, mayHaveGathered, unevenSpan } from './line-days.ts';

const HOURS_PER_DAY = 24;

/** What was charged in one period beyond its limit. */
export interface Excess {
	/** First day of the period since 1970-01-01; null where the period is the visit. */
	readonly day: number | null;
	readonly counted: readonly CountedPart[];
	readonly total: number;
	readonly limit: number;
	readonly over: readonly CountedPart[];
}
interface DayPart extends CountedPart {
	readonly day: number;
	readonly instant: number | null;
}

/**
 * Periods in which more was charged than the limit allows. What is beyond the limit in one period is not counted again in
 * the next: the second of three tests in a window is too much, and so does not make the third one so.
 * @param stayDays calendar days of the visit: where all lines of a daily item may have gathered over them, only what they could not hold is too much
 */
export function excesses(charges: readonly Charge[], { limit: units, period }: FrequencyLimit, stayDays: number): Excess[] {
	const limit = units * QUANTITY_SCALE;
	if (sum(charges) <= limit) return [];
	if (period === 'visit')
		return excessOf(
			null,
			charges.map((charge) => ({ charge, quantity: charge.quantity })),
			[],
			limit
		);
	const daily = period === 'hour' ? limit * HOURS_PER_DAY : limit;
	if ((period === 1 || period === 'hour') && charges.every((charge) => mayHaveGathered(charge, daily, stayDays)))
		return gathered(charges, daily, stayDays);
	const parts = charges.flatMap(dayParts).sort((a, b) => a.day - b.day || (a.instant ?? 0) - (b.instant ?? 0));
	return period === 'hour' ? hourly(parts, limit) : windows(parts, limit, period);
}

function gathered(charges: readonly Charge[], limit: number, stayDays: number): Excess[] {
	if (sum(charges) <= limit * stayDays) throw new Undetermined(unevenSpan);
	return excessOf(
		Math.min(...charges.map((charge) => lineDays(charge).first)),
		charges.map((charge) => ({ charge, quantity: charge.quantity })),
		[],
		limit * stayDays
	);
}

function dayParts(charge: Charge): DayPart[] {
	const line = lineDays(charge);
	const { perDay } = line;
	if (perDay === null) throw new Undetermined(unevenSpan);
	return daysOf(line).map((day) => ({ charge, quantity: perDay, day, instant: line.instant }));
}

/** Windows of `period` days that end on a day with a charge; the calendar day for 1. */
function windows(parts: readonly DayPart[], limit: number, period: number): Excess[] {
	const found: Excess[] = [];
	const admitted: DayPart[] = [];
	for (const [day, today] of groups(parts, (part) => part.day)) {
		const before = admitted.filter((part) => part.day > day - period);
		const [excess] = excessOf(day - period + 1, today, before, limit);
		if (excess) found.push(excess);
		for (const part of today) {
			const over = excess?.over.find(({ charge }) => charge === part.charge)?.quantity ?? 0;
			if (part.quantity > over) admitted.push({ ...part, quantity: part.quantity - over });
		}
	}
	return found;
}

/** Clock hours where every line of the day is known to the minute; else only what a whole day could not hold is certain. */
function hourly(parts: readonly DayPart[], limit: number): Excess[] {
	return [...groups(parts, (part) => part.day)].flatMap(([day, today]) => {
		if (sum(today) <= limit) return [];
		if (today.every((part) => part.instant !== null)) {
			return [...groups(today, (part) => Math.floor(part.instant! / SECONDS_PER_HOUR))].flatMap(([, hour]) => excessOf(day, hour, [], limit));
		}
		if (sum(today) <= limit * HOURS_PER_DAY) throw new Undetermined({ kind: 'precision', what: 'fee.fee_ocur_time' });
		return excessOf(day, today, [], limit * HOURS_PER_DAY);
	});
}

function excessOf(day: number | null, now: readonly CountedPart[], before: readonly CountedPart[], limit: number): Excess[] {
	const counted = [...before, ...now];
	const total = sum(counted);
	return total > limit ? [{ day, counted, total, limit, over: allocateParts(now, Math.min(total - limit, sum(now))) }] : [];
}

function groups<P>(parts: readonly P[], keyOf: (part: P) => number): Map<number, P[]> {
	const map = new Map<number, P[]>();
	for (const part of parts) {
		const known = map.get(keyOf(part));
		if (known) known.push(part);
		else map.set(keyOf(part), [part]);
	}
	return map;
}

const sum = (parts: readonly { readonly quantity: number }[]): number => parts.reduce((total, part) => total + part.quantity, 0);

/** What is beyond the limit in any period, added up by line. */
export function overByCharge(found: readonly Excess[]): CountedPart[] {
	const total = new Map<Charge, number>();
	for (const { charge, quantity } of found.flatMap((excess) => excess.over)) total.set(charge, (total.get(charge) ?? 0) + quantity);
	return [...total].map(([charge, quantity]) => ({ charge, quantity: Math.min(quantity, charge.quantity) }));
}

/** First day of a period as a message names it, or '' for the visit. */
export const periodName = ({ day }: Excess): string => (day === null ? '' : display.day(day));

/** Records that a period has more than its limit. */
export function overLimit(t: Trace, point: FrequencyLimit, excess: Excess): boolean {
	const charges = excess.counted.map(({ charge }) => charge);
	if (charges.some((charge) => charge.ambiguous)) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
	const sources = charges.flatMap((charge) => cellsOf(charge, 'cnt'));
	const from = periodName(excess);
	const count = t.derived<number>(
		{ zh: `${from || '本次就诊'}起周期内计费数量`, en: `Charged in the period from ${from || 'the visit'}` },
		'quantity',
		excess.total,
		sources
	);
	return t.gt('over-limit', count, t.knowledge<number>(point, { zh: '限定数量', en: 'Limit' }, 'quantity', excess.limit));
}

import { PRECISION, QUANTITY_SCALE, SECONDS_PER_DAY, SECONDS_PER_HOUR } from '../domain/units.ts';
import type { TableId, TimeField } from '../domain/tables/index.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { unitIsHour } from './charge-days.ts';
import { daysOf, lineDays, unevenSpan } from './line-days.ts';
import { normalized } from './memo.ts';
import { Undetermined } from '../engine/undetermined.ts';

type Records = Stay<'fee' | 'device' | 'order' | 'anesthesia'>;

/** A stretch of use in civil seconds, known to the minute, and the cells that say it. */
export interface Span {
	readonly from: number;
	readonly to: number;
	readonly sources: readonly Source[];
}

/** Shortest name of a device or in an order by which an item is recognised. */
const MIN_NAME = 2;
const ANAESTHESIA = /麻醉/;

/**
 * When an item was in use (使用时段): by its fee line's own begin and end, else by records of the device, else by the orders, else, for anaesthesia, by its
 * record. A record belongs to the item whose name it bears most of. Null where nothing is known to the minute.
 * @param names what the item and its device are called
 * @param others the same of the item that it is compared with
 */
export function timeSpans(stay: Records, charge: Charge, names: readonly string[], others: readonly string[] = []): readonly Span[] | null {
	const own = spanIn(charge.row, 'fee_ocur_time', 'fee_end_time');
	if (own) return [own];
	const isOf = belongsTo(names, others);
	const recorded = stay.has('device') ? spansIn(stay.rows('device'), (row) => isOf(row.text('device')), 'begin_time', 'end_time') : [];
	if (recorded.length > 0) return recorded;
	const ordered = stay.has('order')
		? spansIn(stay.rows('order'), (row) => isOf(row.text('drord_detl_name') || row.text('drord_cont')), 'drord_begn_time', 'drord_stop_time')
		: [];
	if (ordered.length > 0) return ordered;
	if (!names.some((name) => ANAESTHESIA.test(name)) || !stay.has('anesthesia')) return null;
	const asleep = spansIn(stay.rows('anesthesia'), () => true, 'anst_begin_time', 'anst_end_time');
	return asleep.length > 0 ? asleep : null;
}

/** Whether a record's text bears the name of the item, and no longer one of the other item. */
function belongsTo(names: readonly string[], others: readonly string[]): (text: string) => boolean {
	const [own, foreign] = [names, others].map((list) => list.map(normalized));
	const longest = (list: readonly string[], text: string): number =>
		Math.max(0, ...list.filter((name) => name.length >= MIN_NAME && text.includes(name)).map((name) => name.length));
	return (raw) => {
		const text = normalized(raw);
		const length = longest(own!, text);
		return length > 0 && length >= longest(foreign!, text);
	};
}

function spansIn<T extends TableId>(rows: readonly Row<T>[], isOf: (row: Row<T>) => boolean, begin: TimeField<T>, end: TimeField<T>): Span[] {
	return rows.filter(isOf).flatMap((row) => spanIn(row, begin, end) ?? []);
}

/** Null unless both ends are known to the minute and in their order. */
function spanIn<T extends TableId>(row: Row<T>, begin: TimeField<T>, end: TimeField<T>): Span | null {
	const [from, to] = [row.time(begin), row.time(end)];
	if (from?.precision !== PRECISION.minute || to?.precision !== PRECISION.minute || to.seconds <= from.seconds) return null;
	return { from: from.seconds, to: to.seconds, sources: [begin, end].map((field) => ({ row, field })) };
}

/** Parts of spans inside one calendar day. */
export const onDay = (spans: readonly Span[], day: number): Span[] =>
	spans
		.map((span) => ({ ...span, from: Math.max(span.from, day * SECONDS_PER_DAY), to: Math.min(span.to, (day + 1) * SECONDS_PER_DAY) }))
		.filter(({ from, to }) => to > from);

/** What lies in both of two sets of spans, without counting a moment twice; 1/10 000 hours. */
export function commonHours(a: readonly Span[], b: readonly Span[]): number {
	const common = a.flatMap((one) => b.map((other) => [Math.max(one.from, other.from), Math.min(one.to, other.to)] as const));
	let [seconds, until] = [0, Number.NEGATIVE_INFINITY];
	for (const [from, to] of common.filter(([from, to]) => to > from).sort((x, y) => x[0] - y[0])) {
		seconds += Math.max(0, to - Math.max(from, until));
		until = Math.max(until, to);
	}
	return Math.floor((seconds * QUANTITY_SCALE) / SECONDS_PER_HOUR);
}

/** What a charge has on one calendar day. */
export interface DayOfUse {
	readonly charge: Charge;
	readonly day: number;
	/** 1/10 000 units. */
	readonly quantity: number;
	/** 1/10 000 hours, where the item is charged by time (小时、日); null where it is charged by the time it is done (次). */
	readonly hours: number | null;
}

const HOURS_PER_DAY = 24;
export const WHOLE_DAY = HOURS_PER_DAY * QUANTITY_SCALE;
const UNIT_OF_DAY = /^(日|天|每日|每天)$/;

/**
 * Charges by their days.
 * @throws Undetermined where a line has no date, or its quantity falls unevenly on its days, or one day has more than 24 hours of it
 */
export function daysOfUse(charge: Charge): DayOfUse[] {
	const line = lineDays(charge);
	if (line.perDay === null) throw new Undetermined(unevenSpan);
	const quantity = line.perDay;
	const isDaily = UNIT_OF_DAY.test(charge.row.text('unt').trim());
	const hours = unitIsHour(charge) ? quantity : isDaily ? quantity * HOURS_PER_DAY : null;
	if (hours !== null && hours > WHOLE_DAY) throw new Undetermined(unevenSpan);
	return daysOf(line).map((day) => ({ charge, day, quantity, hours }));
}

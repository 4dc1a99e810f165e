import { proRata } from '../domain/units.ts';
import { cellsOf, type Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { ReportedLine } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import type { Match } from '../knowledge/lookup.ts';
import type { ItemKind } from '../knowledge/pack.ts';
import { itemName } from './cells.ts';
import { chargeDays, isHourUnit, lengthOf, unitIsHour } from './charge-days.ts';
import { codesOf, numberAt, numbersOf } from './columns.ts';
import { allocate, offending } from './excess.ts';
import { groupBy } from './group.ts';
import { kindTest } from './item-masks.ts';
import { matchItem } from './items.ts';
import { chargesWhere } from './some-charges.ts';

/** A fee line charged by the hour, net of refunds. */
export interface HourlyCharge {
	readonly charge: Charge;
	/** 1/10 000 hours. */
	readonly hours: number;
	readonly match: Match<ItemKind> | null;
	/** Cells that say the hours. */
	readonly sources: readonly Source[];
}

/** Lines by the hour (按小时计价): by their unit, by 计费小时数, or by an item that knowledge knows as hourly and whose unit is not given. */
export function hourlyCharges(stay: Stay, context: RunContext, day: number | null): HourlyCharge[] {
	const isHourly = kindTest(stay.book.shard, context, 'hourly');
	const { fee } = stay.book.shard.tables;
	const [units, hourUnits, hours] = [codesOf(fee, 'unt'), isHourUnit(context.batch), numbersOf(fee, 'chrg_hours')];
	const mayBe = (row: number): boolean => isHourly(row) || (units !== undefined && hourUnits[units[row]!] === 1) || numberAt(hours, row) > 0;
	return chargesWhere(stay, context, mayBe).flatMap((charge) => {
		const match = isHourly(charge.row.index)
			? (matchItem(context, 'itemKinds', charge.row, day).find((m) => m.point.kind === 'hourly') ?? null)
			: null;
		if (!match && !unitIsHour(charge) && stated(charge) === null) return [];
		const quantity = cellsOf(charge, 'cnt');
		if (unitIsHour(charge) || (match && charge.row.text('unt').trim() === '' && !stated(charge)))
			return [{ charge, hours: charge.quantity, match, sources: quantity }];
		const hours = stated(charge);
		return hours === null ? [] : [{ charge, hours, match, sources: [...quantity, { row: charge.row, field: 'chrg_hours' }] }];
	});
}

/** 计费小时数 of what is left after refunds. */
function stated({ row, quantity }: Charge): number | null {
	const [hours, count] = [row.number('chrg_hours'), row.number('cnt')];
	return hours === null || hours <= 0 || !count ? null : proRata(hours, quantity, count);
}

/** Parts of the lines that make up an excess of hours, the latest first, as lines found wrong. */
export function allocateHours(hourly: readonly HourlyCharge[], excess: number): ReportedLine[] {
	const byHours = new Map(hourly.map((one) => [{ ...one.charge, quantity: one.hours }, one]));
	return allocate([...byHours.keys()], excess).map(({ charge, quantity }) => {
		const { charge: whole, hours } = byHours.get(charge)!;
		const units = hours === whole.quantity ? quantity : proRata(whole.quantity, quantity, hours);
		return offending({ charge: whole, quantity: units });
	});
}

/** Hourly lines of one item: under one point of the knowledge, else under one code or name. */
export function byItem(hourly: readonly HourlyCharge[]): Iterable<HourlyCharge[]> {
	const codeOf = (row: Row<'fee'>): string => row.text('hilist_code') || row.text('medins_list_codg') || itemName(row);
	return groupBy(hourly, ({ match, charge }) => match?.point.id ?? codeOf(charge.row)).values();
}

export interface HoursOfDay {
	readonly day: number;
	readonly hours: number;
	readonly lines: readonly HourlyCharge[];
}

/** Hours of an item on each calendar day; a line that spans days is spread evenly over them. Lines without a date are left out. */
export function hoursByDay(hourly: readonly HourlyCharge[]): HoursOfDay[] {
	const byDay = new Map<number, { hours: number; lines: HourlyCharge[] }>();
	for (const one of hourly) {
		const days = chargeDays(one.charge);
		if (!days) continue;
		for (let day = days.first; day <= days.last; day++) {
			const known = byDay.get(day) ?? { hours: 0, lines: [] };
			byDay.set(day, { hours: known.hours + Math.floor(one.hours / lengthOf(days)), lines: [...known.lines, one] });
		}
	}
	return [...byDay].map(([day, { hours, lines }]) => ({ day, hours, lines })).sort((a, b) => a.day - b.day);
}

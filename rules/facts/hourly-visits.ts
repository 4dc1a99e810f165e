import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import type { ItemKey } from '../knowledge/lookup.ts';
import type { ItemKind } from '../knowledge/pack.ts';
import { isHourUnit } from './charge-days.ts';
import { codesOf, dayAt, NO_DAY, numberAt, numbersOf, perShard, perText, timesOf, visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { itemMasks, kindBit } from './item-masks.ts';

/** Hourly points of an item, whatever the day. */
const hourlyPoints = (key: ItemKey, { knowledge }: RunContext): ItemKind[] =>
	knowledge.match('itemKinds', key).flatMap(({ point }) => (point.kind === 'hourly' ? [point] : []));
const isBlank = perText('fee', 'unt', (text) => (text.trim() === '' ? 1 : 0));

/** Rows that may be charged by the hour (`hourlyCharges`), ascending, with the hours before refunds at most. */
const hourlyRows = perShard(
	(shard: Shard, context: RunContext): { readonly rows: Uint32Array; readonly hours: Float64Array; readonly start: Uint32Array } => {
		const fee = shard.tables.fee!;
		const { rows: masks } = itemMasks(shard, context);
		const [units, hourUnits, blanks, bit] = [codesOf(fee, 'unt'), isHourUnit(context.batch), isBlank(context.batch), kindBit('hourly')];
		const [quantities, stated] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'chrg_hours')];
		const [rows, hours, start]: [number[], number[], Uint32Array] = [[], [], new Uint32Array(shard.visitCount + 1)];
		for (let visit = 0; visit < shard.visitCount; visit++) {
			for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
				const unit = units ? units[row]! : 0;
				const said = stated ? numberAt(stated, row) : 0;
				if (hourUnits[unit] === 0 && said <= 0 && ((masks[row]! & bit) === 0 || blanks[unit] === 0)) continue;
				rows.push(row);
				hours.push(Math.max(0, said, hourUnits[unit] === 1 || blanks[unit] === 1 ? numberAt(quantities, row) : 0));
			}
			start[visit + 1] = rows.length;
		}
		return { rows: Uint32Array.from(rows), hours: Float64Array.from(hours), start };
	}
);

const UNMATCHED = 0;
const UNCLEAR = 1;
/** Lines of which group are one item: a number a point that alone and always speaks of it; `UNCLEAR` where several do or one that is dated. */
const groupOf = perItem((key: ItemKey, context) => {
	const points = hourlyPoints(key, context);
	if (points.length === 0) return UNMATCHED;
	if (points.length > 1 || points[0]!.from !== undefined || points[0]!.to !== undefined) return UNCLEAR;
	return UNCLEAR + 1 + context.knowledge.points('itemKinds').indexOf(points[0]!);
});
const DAYS = 1_000_000;

/** Visits that may have more hours of one item on a day than the limit of the rule; items that no point tells apart are taken as one. */
export function visitsOverHours(shard: Shard, context: RunContext, rule: string): number[] {
	const fee = shard.tables.fee!;
	const { rows, hours, start } = hourlyRows(shard, context);
	const [items, groups] = [feeItems(shard, context), groupOf(context)];
	const [begins, ends] = [timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time')];
	return visitsThat(shard, (visit) => {
		if (start[visit] === start[visit + 1]) return false;
		const limit = context.parameters.get(rule, 'maxHours', serviceDay(shard, visit))?.value ?? null;
		if (limit === null) return true;
		const own = rows.subarray(start[visit], start[visit + 1]);
		const unclear = own.some((row) => groups[items[row]!] === UNCLEAR);
		const sums = new Map<number, number>();
		for (let at = start[visit]!; at < start[visit + 1]!; at++) {
			const row = rows[at]!;
			const first = dayAt(begins, row);
			if (first === NO_DAY) continue;
			const last = Math.max(first, dayAt(ends, row));
			const group = unclear ? UNCLEAR : groups[items[row]!]!;
			for (let day = first; day <= last; day++) {
				const key = group * DAYS + day;
				const sum = (sums.get(key) ?? 0) + hours[at]! / (last - first + 1);
				if (sum > limit * QUANTITY_SCALE) return true;
				sums.set(key, sum);
			}
		}
		return false;
	});
}

const hasDevice = perItem((key: ItemKey, context) => (hourlyPoints(key, context).some(({ devices }) => devices?.length) ? 1 : 0));

/** Visits with a line by the hour of an item that is done with a device. */
export function visitsOverDevices(shard: Shard, context: RunContext): number[] {
	const { rows, start } = hourlyRows(shard, context);
	const [items, devices] = [feeItems(shard, context), hasDevice(context)];
	return visitsThat(shard, (visit) => rows.subarray(start[visit], start[visit + 1]).some((row) => devices[items[row]!] === 1));
}

import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import type { FrequencyLimit } from '../knowledge/pack.ts';
import { dayAt, NO_DAY, numberAt, numbersOf, timesOf, visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { bitOf, itemMasks } from './item-masks.ts';
import { visitsWithRefund } from './refunds.ts';
import { visitColumns } from './visit-columns.ts';

const limitsOf = perItem((key, { knowledge }): readonly FrequencyLimit[] => knowledge.match('frequencyLimits', key).map(({ point }) => point));
const isLong = ({ period }: FrequencyLimit): boolean => typeof period === 'number' && period > 1;

/** Visits that may have more of an item than its limit in the visit or on a day, before refunds; and all that need more than a day's columns to tell. */
export function visitsOverFrequency(shard: Shard, context: RunContext): number[] {
	const { recorded } = visitColumns(shard, context);
	const { visits, doubtful } = itemMasks(shard, context);
	const [bit, refunds, shared, count] = [
		bitOf('frequencyLimits'),
		visitsWithRefund(shard, context),
		sharedPeriods(shard, context),
		counter(shard, context)
	];
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if ((visits[visit]! & bit) === 0) return false;
		if ((doubtful[visit]! & bit) !== 0) return true;
		const { days, total, open } = count(visit);
		for (const [point, quantity] of total) {
			if (isLong(point) && shared[visit] === 1) return true;
			// A refund may leave a span uneven.
			if (
				quantity > point.limit * QUANTITY_SCALE &&
				(isLong(point) || point.period === 'visit' || (open.has(point) && (open.get(point) || refunds[visit] === 1)))
			)
				return true;
		}
		return days;
	});
}

const hasLong = perItem((key, context) => (context.knowledge.match('frequencyLimits', key).some(({ point }) => isLong(point)) ? 1 : 0));

/** One byte a visit: 1 where another visit of the person has an item with a period of days too, which may run over both. */
function sharedPeriods(shard: Shard, context: RunContext): Uint8Array {
	const fee = shard.tables.fee!;
	const [items, long, [{ visits }, bit]] = [feeItems(shard, context), hasLong(context), [itemMasks(shard, context), bitOf('frequencyLimits')]];
	const marks = new Uint8Array(shard.visitCount);
	for (let person = 0; person < shard.personCount; person++) {
		const [from, to] = [shard.personStart[person]!, shard.personStart[person + 1]!];
		const own: number[] = [];
		for (let visit = from; visit < to && to > from + 1; visit++) {
			if ((visits[visit]! & bit) !== 0 && items.subarray(fee.rowStart[visit], fee.rowStart[visit + 1]).some((item) => long[item] === 1))
				own.push(visit);
		}
		if (own.length > 1) for (const visit of own) marks[visit] = 1;
	}
	return marks;
}

interface Counted {
	/** Whether the limit of a point is passed on any day. */
	readonly days: boolean;
	readonly total: ReadonlyMap<FrequencyLimit, number>;
	/** Points with lines over days; true where one does not fall evenly on them or has no day. */
	readonly open: ReadonlyMap<FrequencyLimit, boolean>;
}

function counter(shard: Shard, context: RunContext): (visit: number) => Counted {
	const fee = shard.tables.fee!;
	const [{ rows }, items, limits, bit] = [itemMasks(shard, context), feeItems(shard, context), limitsOf(context), bitOf('frequencyLimits')];
	const [quantities, begins, ends] = [numbersOf(fee, 'cnt'), timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time')];
	return (visit) => {
		const [total, open, byDay] = [
			new Map<FrequencyLimit, number>(),
			new Map<FrequencyLimit, boolean>(),
			new Map<FrequencyLimit, Map<number, number>>()
		];
		let days = false;
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			const quantity = (rows[row]! & bit) === 0 ? 0 : numberAt(quantities, row);
			if (quantity <= 0) continue;
			const first = dayAt(begins, row);
			const length = Math.max(1, dayAt(ends, row) - first + 1);
			for (const point of limits[items[row]!]!) {
				total.set(point, (total.get(point) ?? 0) + quantity);
				if (first === NO_DAY || length > 1) open.set(point, open.get(point) === true || first === NO_DAY || !isEven(quantity, length));
				const own = byDay.get(point) ?? byDay.set(point, new Map<number, number>()).get(point)!;
				for (let day = first; first !== NO_DAY && day < first + length; day++) {
					const sum = (own.get(day) ?? 0) + quantity / Math.max(1, length - 1);
					own.set(day, sum);
					days ||= point.period !== 'visit' && sum > point.limit * QUANTITY_SCALE;
				}
			}
		}
		return { days, total, open };
	};
}

/** Whether a quantity falls evenly on the days of a span; not counting its last day is left to the judge. */
const isEven = (quantity: number, length: number): boolean => quantity % (length * QUANTITY_SCALE) === 0;

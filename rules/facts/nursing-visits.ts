import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import { codesOf, dayAt, NO_DAY, numberAt, numbersOf, perText, timesOf, visitsThat } from './columns.ts';
import { feeItems } from './fee-items.ts';
import { itemMasks, kindBit } from './item-masks.ts';
import { highestLevel } from './nursing-kind-visits.ts';
import { nursingLevel } from './nursing-levels.ts';
import { itemsOfKind } from './table-items.ts';
import { visitColumns } from './visit-columns.ts';

const NO_LEVEL = 9;
const orderedIn = perText('order', 'drord_cont', (text) => nursingLevel(text) ?? NO_LEVEL);
const orderedAs = perText('order', 'drord_detl_name', (text) => nursingLevel(text) ?? NO_LEVEL);

/** An order of a level of care; without a stop `last` is the end of time: until then, or until the next begins. */
interface Ordered {
	readonly level: number;
	readonly first: number;
	readonly last: number;
}

/** Stays with a nursing line above the level ordered on one of its days, before refunds, or without any order of a level; and visits that no file describes. */
export function visitsAboveOrder(shard: Shard, context: RunContext): number[] {
	const { recorded, inpatient } = visitColumns(shard, context);
	const { visits, doubtful } = itemMasks(shard, context);
	const nursing = itemsOfKind('nursing').byVisit(shard, context);
	const fee = shard.tables.fee!;
	const [items, levels, bit, ordersOf] = [feeItems(shard, context), highestLevel(context), kindBit('nursing'), ordersReader(shard, context)];
	const [quantities, begins, ends] = [numbersOf(fee, 'cnt'), timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time')];
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (inpatient[visit] === 0 || (visits[visit]! & bit) === 0) return false;
		if ((doubtful[visit]! & bit) !== 0) return true;
		let orders: readonly Ordered[] | null = null;
		for (const row of nursing.get(visit) ?? []) {
			const charged = levels[items[row]!]!;
			if (charged === NO_LEVEL) continue;
			orders ??= ordersOf(visit);
			const [first, end] = [dayAt(begins, row), dayAt(ends, row)];
			// Several units on one day, or no day at all: the judge may ask all orders of the stay.
			const dayUnknown = first === NO_DAY || (end < first && numberAt(quantities, row) > QUANTITY_SCALE);
			if (orders.length === 0 || (dayUnknown && highest(orders) > charged)) return true;
			if (first !== NO_DAY && mayBeAbove(charged, first, Math.max(first, end), orders)) return true;
		}
		return false;
	});
}

const highest = (orders: readonly Ordered[]): number => orders.reduce((level, order) => Math.min(level, order.level), NO_LEVEL);

function mayBeAbove(charged: number, from: number, to: number, orders: readonly Ordered[]): boolean {
	for (let day = from; day <= to; day++) {
		let ordered = NO_LEVEL;
		for (const { level, first, last } of orders) if (first <= day && day <= last) ordered = Math.min(ordered, level);
		if (ordered !== NO_LEVEL && ordered > charged) return true;
	}
	return false;
}

/** Orders of a level as the fact `nursingOrders` reads them. */
function ordersReader(shard: Shard, { batch }: RunContext): (visit: number) => readonly Ordered[] {
	const order = shard.tables.order!;
	const [texts, names, inText, inName] = [codesOf(order, 'drord_cont'), codesOf(order, 'drord_detl_name'), orderedIn(batch), orderedAs(batch)];
	const [begins, stops] = [timesOf(order, 'drord_begn_time'), timesOf(order, 'drord_stop_time')];
	return (visit) => {
		const found: Ordered[] = [];
		for (let row = order.rowStart[visit]!; row < order.rowStart[visit + 1]!; row++) {
			const said = texts ? inText[texts[row]!]! : NO_LEVEL;
			const level = said === NO_LEVEL && names ? inName[names[row]!]! : said;
			const first = level === NO_LEVEL ? NO_DAY : dayAt(begins, row);
			if (first !== NO_DAY) found.push({ level, first, last: dayAt(stops, row) });
		}
		found.sort((a, b) => a.first - b.first);
		return found.map((one, i) => (one.last === NO_DAY ? { ...one, last: found[i + 1]?.first ?? Infinity } : one));
	};
}

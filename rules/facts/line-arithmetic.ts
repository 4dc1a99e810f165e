import { ABSENT, type NumberArray } from '../domain/columns.ts';
import type { Shard } from '../domain/shard.ts';
import { priceTimesQuantity } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { numbersOf, visitsThat } from './columns.ts';

/** Half of the last place of a price with two decimals, 1/1 000 000 元. */
const HALF_CENT = 5_000;
/** The rounding of the amount itself. */
const ONE_FEN = 1;

/** 金额 − 单价 × 数量 of a line as the file gives it, 分; 无法判断 in a comparison where one of them is absent. */
export function tracedDifference(t: Trace, row: Row<'fee'>): Traced<number> {
	const [amount, price, quantity] = [t.number(row, 'det_item_fee_sumamt'), t.number(row, 'pric'), t.number(row, 'cnt')];
	const missing = [amount, price, quantity].find((cell) => cell.value === null)?.missing ?? null;
	const value = missing ? null : amount.value! - priceTimesQuantity(price.value!, quantity.value!);
	const sources = [amount, price, quantity].flatMap((cell) => cell.sources);
	return t.derived<number>({ zh: '金额与单价×数量之差', en: 'Amount less price × quantity' }, 'amount', value, sources, missing);
}

/** Whether a price written with two decimals explains the difference: its third decimal was dropped, and the quantity multiplies that. */
export function roundedPrice(row: Row<'fee'>, difference: number): boolean {
	const price = row.number('pric') ?? 0;
	return price % (2 * HALF_CENT) === 0 && Math.abs(difference) <= priceTimesQuantity(HALF_CENT, Math.abs(row.number('cnt') ?? 0)) + ONE_FEN;
}

/** What exact and floating arithmetic may differ by, 分, and half a 分 that rounding takes. */
const SLACK = 0.49;

/**
 * Visits with a line whose amount may differ from price × quantity by more than the tolerance of the visit, or that lacks one of them. Floating
 * point is close enough here; the judge computes exactly. Null where no file carries one of the columns.
 */
export function visitsThatDiffer(shard: Shard, { parameters }: RunContext, rule: string): number[] | null {
	const fee = shard.tables.fee!;
	const [amounts, prices, quantities] = [numbersOf(fee, 'det_item_fee_sumamt'), numbersOf(fee, 'pric'), numbersOf(fee, 'cnt')];
	if (!amounts || !prices || !quantities) return null;
	return visitsThat(shard, (visit) => {
		const difference = largestDifference(amounts, prices, quantities, fee.rowStart[visit]!, fee.rowStart[visit + 1]!);
		return difference > SLACK && difference > (parameters.get(rule, 'tolerance', serviceDay(shard, visit))?.value ?? 0) + SLACK;
	});
}

/** In 分, endless where a cell is absent. */
function largestDifference(amounts: NumberArray, prices: NumberArray, quantities: NumberArray, from: number, to: number): number {
	let largest = 0;
	for (let row = from; row < to; row++) {
		const amount = amounts[row]!;
		const price = prices[row]!;
		const quantity = quantities[row]!;
		if (amount === ABSENT || price === ABSENT || quantity === ABSENT) return Infinity;
		const difference = Math.abs(amount - (price * quantity) / 1e8);
		if (difference > largest) largest = difference;
	}
	return largest;
}

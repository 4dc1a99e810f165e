import { ABSENT, type NumberColumn } from '../domain/columns.ts';
import type { Shard } from '../domain/shard.ts';
import { priceTimesQuantity } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';

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

/**
 * One byte a fee row: 1 where its amount may differ from price × quantity by a 分 or more, or one of them is absent. Floating point is close
 * enough here; the judge computes exactly. Null where no file carries a price.
 */
export function rowsThatDiffer(shard: Shard): Uint8Array | null {
	const fee = shard.tables.fee!;
	const values = (field: string) => (fee.columns[field] as NumberColumn | undefined)?.values;
	const [amounts, prices, quantities] = [values('det_item_fee_sumamt'), values('pric'), values('cnt')];
	if (!amounts || !prices || !quantities) return null;
	const marks = new Uint8Array(fee.rowCount);
	for (let row = 0; row < marks.length; row++) {
		const [amount, price, quantity] = [amounts[row]!, prices[row]!, quantities[row]!];
		const unknown = amount === ABSENT || price === ABSENT || quantity === ABSENT;
		if (unknown || Math.abs(amount - (price * quantity) / 1e8) > 0.49) marks[row] = 1;
	}
	return marks;
}

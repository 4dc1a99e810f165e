import { ABSENT } from '../domain/columns.ts';
import type { Shard } from '../domain/shard.ts';
import { dayOf, PRICE_SCALE, priceTimesQuantity } from '../domain/units.ts';
import { cellsOf, type Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { Match } from '../knowledge/lookup.ts';
import type { PriceLimit } from '../knowledge/pack.ts';
import { numbersOf, visitsThat } from './columns.ts';
import { tracedRank } from './hospital-rank.ts';
import { bitOf, itemMasks } from './item-masks.ts';
import { matchItem } from './items.ts';
import { chargeDay } from './limited-charges.ts';
import { yearsOn } from './person.ts';

/** The highest price that may be charged for a line, and the point that says so; null where it stands on the line. */
export interface Ceiling {
	readonly price: Traced<number>;
	readonly match: Match<PriceLimit> | null;
}

/**
 * Price ceilings of a line: its own 定价上限金额 where it has one, and the price list's for the rank of the hospital on the day of the
 * charge. Where the list differs by rank and the rank is not known, 无法判断.
 */
export function ceilings(t: Trace, stay: Stay<'visit'>, charge: Charge): Ceiling[] {
	const found: Ceiling[] = [];
	if ((charge.row.number('pric_uplmt_amt') ?? 0) > 0) found.push({ price: t.number(charge.row, 'pric_uplmt_amt'), match: null });
	for (const match of matchItem(t.context, 'priceLimits', charge.row, chargeDay(charge) ?? t.day)) {
		if (match.point.rank !== undefined && t.known(tracedRank(t, stay)) !== match.point.rank) continue;
		found.push({ price: t.knowledge<number>(match.point, { zh: '价格上限', en: 'Price ceiling' }, 'price', match.point.price), match });
	}
	return found;
}

/** What was charged beyond a ceiling, 分: no more than the charge itself is above the ceiling, so that a discount on the total counts. */
export function beyondCeiling(charge: Charge, ceiling: number): number {
	const price = charge.row.number('pric') ?? 0;
	return Math.min(priceTimesQuantity(price - ceiling, charge.quantity), charge.amount - priceTimesQuantity(ceiling, charge.quantity));
}

export function tracedBeyond(t: Trace, charge: Charge, ceiling: number): Traced<number> {
	if (charge.ambiguous) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
	return t.derived<number>(
		{ zh: '超出上限的金额（减退费）', en: 'Charged above the ceiling, net of refunds' },
		'amount',
		beyondCeiling(charge, ceiling),
		cellsOf(charge, 'det_item_fee_sumamt')
	);
}

/** Records that the person did not pay the part above the ceiling (超限价自费); true where the file does not say. */
export function notSelfPaid(t: Trace, charge: Charge, beyond: Traced<number>): boolean {
	const rows = [charge.row, ...charge.refunds].filter((row) => row.number('overlmt_selfpay') !== null);
	if (rows.length === 0) return true;
	const paid = rows.reduce((sum, row) => sum + row.number('overlmt_selfpay')!, 0);
	const own = t.derived<number>(
		{ zh: '超限价自费费用（减退费）', en: 'Self-paid over the limit' },
		'amount',
		paid,
		rows.map((row) => ({ row, field: 'overlmt_selfpay' }))
	);
	return t.lt('not-self-paid', own, beyond);
}

/** Cells that say that the patient is a small child on the day of the charge; null where no age is known. */
export function smallChildSources(visit: Row<'visit'>, charge: Charge, oldest: number): readonly Source[] | null {
	const [birth, age, day] = [visit.time('brdy'), visit.number('age'), chargeDay(charge)];
	if (birth && day !== null) return yearsOn(dayOf(birth.seconds), day) <= oldest ? [{ row: visit, field: 'brdy' }] : [];
	if (age === null) return null;
	return age <= oldest ? [{ row: visit, field: 'age' }] : [];
}

/** Visits with a line whose price is above its own ceiling, or not known beside one, or of whose item a price list speaks. */
export function visitsOverCeiling(shard: Shard, context: RunContext): number[] {
	const { visits } = itemMasks(shard, context);
	const bit = bitOf('priceLimits');
	const fee = shard.tables.fee!;
	const [limits, prices] = [numbersOf(fee, 'pric_uplmt_amt'), numbersOf(fee, 'pric')];
	return visitsThat(shard, (visit) => {
		if ((visits[visit]! & bit) !== 0) return true;
		for (let row = limits ? fee.rowStart[visit]! : 0, end = limits ? fee.rowStart[visit + 1]! : 0; row < end; row++) {
			if (limits![row]! > 0 && (!prices || prices[row] === ABSENT || prices[row]! > limits![row]!)) return true;
		}
		return false;
	});
}

/** A unit price for a message, in 元. */
export const yuan = (price: number): number => price / PRICE_SCALE;

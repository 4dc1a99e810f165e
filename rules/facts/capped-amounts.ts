import { display } from '../domain/display.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import { cellsOf, type Charge } from '../engine/charge.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { groupBy } from './group.ts';
import { chargeDay, limitedCharges, type LimitedCharge } from './limited-charges.ts';
import { operationsIn } from './operations.ts';

type Cap = PointOf<'amountLimits'>;

/** Charges that one cap (限定报销总额) holds for: those of the stay, and those of the person's visits before it in the same year. */
export interface Capped {
	readonly own: readonly LimitedCharge<Cap>[];
	readonly before: readonly Charge[];
}

/**
 * Charges of a stay by what the cap is counted in: the visit, the operations of the visit, or the calendar year of the service with the person's
 * earlier visits at all institutions of the batch. Each visit so answers for its own part of what is too much.
 * @throws Undetermined where a charge that is counted by the year has no date
 */
export function cappedCharges(stay: Stay<never>, t: Trace, point: Cap, claims: readonly LimitedCharge<Cap>[]): Capped[] {
	if (point.window !== 'year') return [{ own: claims, before: [] }];
	const earlier = stay.visitsOfPerson
		.filter((other) => other.index < stay.index)
		.flatMap((other) => limitedCharges(other, t.context, 'amountLimits', null))
		.filter((group) => group.point === point)
		.flatMap(({ items }) => items.map(({ charge }) => charge));
	return [...groupBy(claims, ({ charge }) => yearOf(charge))].map(([year, own]) => ({
		own,
		before: earlier.filter((charge) => yearOf(charge) === year)
	}));
}

function yearOf(charge: Charge): string {
	const day = chargeDay(charge);
	if (day === null) throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
	return display.day(day).slice(0, 4);
}

/** Σ of in-scope amounts net of refunds, 分; 无法判断 where a line does not say it or a refund fits several lines. */
export function inScopeTotal(t: Trace, charges: readonly Charge[]): Traced<number> {
	if (charges.some(({ ambiguous }) => ambiguous)) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
	if (charges.some(({ inScope }) => inScope === null)) throw new Undetermined({ kind: 'value', what: 'fee.inscp_amt' });
	const sources = charges.flatMap((charge) => cellsOf(charge, 'inscp_amt'));
	const total = charges.reduce((sum, charge) => sum + charge.inScope!, 0);
	return t.derived({ zh: '符合范围金额合计', en: 'In-scope amounts together' }, 'amount', total, sources);
}

/** The cap in 分: times the quantity where it is for each unit, else times the operations of the stay where it is for one; 无法判断 without operations. */
export function capOf(stay: Stay<'operation'>, t: Trace, point: Cap, charges: readonly Charge[]): Traced<number> {
	const label = { zh: '限定报销总额', en: 'Highest in-scope amount' };
	if (point.each) {
		const quantity = t.known(t.quantity({ zh: '计费数量', en: 'Quantity charged' }, charges));
		const sources = charges.flatMap((charge) => cellsOf(charge, 'cnt'));
		return t.derived(label, 'amount', Math.round((point.fen * quantity) / QUANTITY_SCALE), sources);
	}
	if (point.window !== 'operation') return t.knowledge(point, label, 'amount', point.fen);
	const operations = stay.fact(operationsIn);
	if (!stay.has('operation')) throw new Undetermined({ kind: 'table', what: 'operation' });
	if (operations.length === 0) throw new Undetermined({ kind: 'value', what: 'operation.oprn_oprt_date' });
	return t.knowledge(point, label, 'amount', point.fen * operations.length);
}

/** Lays what is too much (分 in scope) on charges, the latest first. */
export function layOnLines(charges: readonly Charge[], excess: number): { charge: Charge; amount: number }[] {
	let left = excess;
	return [...charges]
		.sort((a, b) => chargeDay(b)! - chargeDay(a)! || b.row.index - a.row.index)
		.map((charge) => {
			const amount = Math.min(left, charge.inScope ?? 0);
			left -= amount;
			return { charge, amount };
		})
		.filter(({ amount }) => amount > 0);
}

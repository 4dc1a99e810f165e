import { priceTimesQuantity, proRata, QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { DiscountGroup } from '../knowledge/pack.ts';
import { namesOf } from './item-names.ts';
import { chargeDay, limitedCharges, type LimitedCharge } from './limited-charges.ts';
import { documentSpans } from './other-site.ts';

type Item = LimitedCharge<DiscountGroup>;

/** Of the operations of one group charged on one day the dearest is the main one; every other item is a further operation beside it. */
export interface FurtherOperation {
	readonly main: Item;
	readonly item: Item;
}

/** Additions (经腹腔镜加收) are no operations; the list of the group speaks of operations. */
const ADDITION = /加收/;
/** Notes that a discount was given; "未折价" says the contrary. */
const DISCOUNTED = /(?<![未不])(打折|折价|折扣|减半|减收|折收|按\s*\d+\s*[%％])/;
const SAME_INCISION = /(?<![非不])(同一|同|相同)切口/;

/** Items of one group on one day by distinct points: more of the same item is not several operations. */
export function furtherOperations(stay: Stay<never>, t: Trace, group: string): FurtherOperation[] {
	const items = limitedCharges(stay, t.context, 'discountGroups', t.day)
		.filter(({ point }) => point.group === group)
		.flatMap((limited) => limited.items)
		.filter(({ charge }) => charge.quantity > 0 && charge.amount > 0 && !namesOf(charge.row).some((name) => ADDITION.test(name)));
	if (new Set(items.map(({ match }) => match.point)).size < 2) return [];
	if (items.some(({ charge }) => chargeDay(charge) === null)) throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
	return [...new Set(items.map(({ charge }) => chargeDay(charge)))].flatMap((day) => {
		const today = items.filter(({ charge }) => chargeDay(charge) === day);
		const main = today.reduce((best, item) => (unitAmount(item.charge) > unitAmount(best.charge) ? item : best));
		return today.filter(({ charge, match }) => match.point !== main.match.point && charge !== main.charge).map((item) => ({ main, item }));
	});
}

export const groupsOf = (stay: Stay<never>, t: Trace): string[] => [
	...new Set(limitedCharges(stay, t.context, 'discountGroups', t.day).map(({ point }) => point.group))
];

/** 分 a whole unit, as charged. */
const unitAmount = (charge: Charge): number => proRata(charge.amount, QUANTITY_SCALE, wholeUnits(charge.quantity));
/** Half an operation is one operation at half its price. */
const wholeUnits = (quantity: number): number => Math.ceil(quantity / QUANTITY_SCALE) * QUANTITY_SCALE;

/** A price rounded to the yuan is no discount. */
export const UNDISCOUNTED = 99;

/**
 * What a share in percent of the full price of a further operation comes to, 分. A ceiling (定价上限金额) on the line is the full price of hospitals
 * that charge their ceilings; one that charges the main operation below its ceiling charges all operations so. Without a ceiling the price
 * itself is the full one: a discount then shows in the quantity or in the amount only.
 */
export function shareOfFullPrice(t: Trace, main: Charge, charge: Charge, share: number): Traced<number> {
	const [price, ceiling] = [t.number(charge.row, 'pric'), charge.row.number('pric_uplmt_amt')];
	const [mainPrice, mainCeiling] = [main.row.number('pric'), main.row.number('pric_uplmt_amt')];
	const capped = ceiling !== null && ceiling > t.known(price);
	const level = capped && mainPrice !== null && mainCeiling !== null && 0 < mainPrice && mainPrice < mainCeiling;
	const atCeiling = priceTimesQuantity(capped ? ceiling : t.known(price), wholeUnits(charge.quantity));
	const full = level ? proRata(atCeiling, mainPrice, mainCeiling) : atCeiling;
	const cells = (row: Row<'fee'>, ...fields: string[]): Source[] => fields.map((field) => ({ row, field }));
	const sources = [
		...price.sources,
		...(capped ? cells(charge.row, 'pric_uplmt_amt') : []),
		...(level ? cells(main.row, 'pric', 'pric_uplmt_amt') : [])
	];
	return t.derived<number>({ zh: `全价的 ${share}%`, en: `${share}% of the full price` }, 'amount', proRata(full, share, 100), sources);
}

/** Whether a note on the line says that a discount was given: then the price on the line is no full price. */
export const discountNoted = (charge: Charge): boolean => DISCOUNTED.test(charge.row.text('memo'));

/** Records of the operation that say that one incision served (同一切口). */
export function sameIncision(stay: Stay<'operation' | 'document'>): { rows: readonly Row[]; field: string } | null {
	const documents = stay.has('document') ? documentSpans(stay.rows('document'), SAME_INCISION).map(({ row }) => row) : [];
	if (documents.length > 0) return { rows: documents, field: 'text' };
	const operations = stay.has('operation') ? stay.rows('operation').filter((row) => SAME_INCISION.test(row.text('memo'))) : [];
	return operations.length > 0 ? { rows: operations, field: 'memo' } : null;
}

/** Operations recorded with begins of their own on one day: further sessions, each charged in full. Null where no operations are loaded. */
export function separateOperations(stay: Stay<'operation'>): readonly Source[] | null {
	if (!stay.has('operation')) return null;
	const begun = stay.rows('operation').filter((row) => row.time('oprn_oprt_begntime') !== null);
	return new Set(begun.map((row) => row.time('oprn_oprt_begntime')!.seconds)).size > 1
		? begun.map((row) => ({ row, field: 'oprn_oprt_begntime' }))
		: [];
}

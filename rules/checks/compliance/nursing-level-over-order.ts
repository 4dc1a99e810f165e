import { display } from '../../domain/display.ts';
import { priceTimesQuantity, QUANTITY_SCALE } from '../../domain/units.ts';
import { partAmount } from '../../engine/assemble.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Traced } from '../../engine/traced.ts';
import { zero } from '../../facts/cells.ts';
import type { KindCharge } from '../../facts/kind-charges.ts';
import { NURSING_LEVELS, nursingCharges, nursingOrders, recordsOfLevel, type NursingLevel } from '../../facts/nursing-levels.ts';
import { overOrder, type OverOrder } from '../../facts/nursing-over-order.ts';
import { mergeNursingPrices, nursingPricesOf, priceOfLevel, type NursingPrices } from '../../facts/nursing-prices.ts';
import { visitsAboveOrder } from '../../facts/nursing-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { isInpatient } from '../../facts/stay-days.ts';

const REASON = '各地价格不同；批内查不到该机构医嘱级别的单价时用此值（分/日），未设则金额为空';
const price = (zh: string, en: string) =>
	({ default: null, unit: 'amount', title: { zh: `${zh}单价`, en: `Price of ${en} nursing` }, why: REASON }) as const;
const params = { price1: price('一级护理', 'first-level'), price2: price('二级护理', 'second-level'), price3: price('三级护理', 'third-level') };

/** 护理费 charged at a level above the one ordered on those days. */
export default defineRule({
	meta: {
		id: 'nursing-level-over-order',
		version: 1,
		title: { zh: '护理收费级别高于医嘱级别', en: 'Nursing charged above the level ordered' },
		explains: {
			zh: '计费的护理级别高于当日有效医嘱的护理级别。差价按同一机构医嘱级别的单价计算，查不到单价则金额为空。',
			en: 'The level of nursing charged is above the level ordered on those days. The difference is taken to the price that the institution charges for the ordered level.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: [],
		problems: [],
		requires: ['visit', 'fee', 'order'],
		uses: ['nursing', 'settlement'],
		knowledge: ['itemKinds'],
		clears: { 'record-of-level': { zh: '护理记录载明实际执行了所收级别', en: 'Nursing records say that the charged level was given' } },
		messages: { above: { zh: '按{{charged}}收费 {{days}} 天，医嘱为{{ordered}}', en: '{{days}} days charged as {{charged}}, ordered {{ordered}}' } }
	},
	params,
	candidates: visitsAboveOrder,
	population: { map: nursingPricesOf, reduce: mergeNursingPrices },
	judge(stay, t, prices: NursingPrices) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const nursing = nursingCharges(stay, t.context, t.day).filter(({ match }) => match.point.level !== undefined);
		if (nursing.length === 0) return;
		const orders = stay.fact(nursingOrders);
		if (orders.length === 0) return t.cannotTell({ kind: 'document', what: 'order' });
		t.each(nursing, (one) => {
			const priced = overOrder(one.charge, one.match.point.level!, orders).map((part) => ({
				part,
				usual: priceOf(t, stay, nursing, prices, part.ordered)
			}));
			const dearer = priced.filter(({ usual }) => !usual || t.known(usual) < (one.charge.row.number('pric') ?? Infinity));
			const judged = (dearer.length > 0 ? dearer : priced).map(({ part, usual }) => judgePart(t, one, part, usual));
			const parts = judged.filter((part) => part !== null);
			if (parts.length > 0) reportParts(t, one, parts);
			t.clear('record-of-level', recordsOfLevel(stay, one.match.point.level!));
		});
	}
});

/** A part found wrong, and its amount where the price of the ordered level is known. */
interface PricedPart extends OverOrder {
	readonly amount: number | null;
}

function judgePart(t: Trace<typeof params>, { charge, match }: KindCharge, part: OverOrder, usual: Traced<number> | null): PricedPart | null {
	const level = { zh: '护理级别（0 特级 … 3 三级）', en: 'Level of care (0 special … 3)' };
	const sources = part.orders.flatMap((order) => order.sources);
	const ordered = t.derived({ zh: `医嘱${level.zh}`, en: `Ordered: ${level.en}` }, 'integer', part.ordered, sources);
	if (!t.gt('level-above-order', ordered, t.knowledge(match.point, level, 'integer', part.charged))) return null;
	if (!t.gt('charged', t.quantity({ zh: '计费数量', en: 'Quantity charged' }, [charge]), zero('quantity'))) return null;
	t.matches('nursing-item', charge.row, match);
	const own = charge.row.number('pric');
	if (own !== null && usual && !t.gt('price-above-ordered', t.number(charge.row, 'pric'), usual)) return null;
	const difference = own === null || !usual ? null : priceTimesQuantity(own - t.known(usual), part.quantity);
	return { ...part, amount: difference === null ? null : Math.min(difference, partAmount(part.charge, part.quantity)) };
}

/** One line may stand under several orders in turn: its parts are one line of the finding. */
function reportParts(t: Trace<typeof params>, { charge }: KindCharge, parts: readonly PricedPart[]): void {
	const [first, last] = [parts[0]!, parts.at(-1)!];
	const quantity = parts.reduce((sum, part) => sum + part.quantity, 0);
	const amount = parts.some((part) => part.amount === null) ? null : parts.reduce((sum, part) => sum + part.amount!, 0);
	t.report({
		message: 'above',
		data: {
			charged: NURSING_LEVELS[first.charged],
			ordered: [...new Set(parts.map((part) => NURSING_LEVELS[part.ordered]))].join('、'),
			days: quantity / QUANTITY_SCALE,
			from: display.day(first.firstDay),
			to: display.day(last.lastDay)
		},
		grade: 'suspect',
		lines: [{ charge, role: 'offending', quantity, amount }]
	});
}

/** Price of the ordered level: of the stay or the institution, else the region's; of 特级护理 no region's is asked for. */
function priceOf(
	t: Trace<typeof params>,
	stay: Stay,
	nursing: readonly KindCharge[],
	prices: NursingPrices,
	level: NursingLevel
): Traced<number> | null {
	const known = priceOfLevel(t, stay, nursing, prices, level);
	if (known || level === 0) return known;
	const regional = t.param(`price${level}`, 'price', 10_000);
	return regional.value === null ? null : regional;
}

import { priceTimesQuantity } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName, zero } from '../../facts/cells.ts';
import { charges, notRefunded } from '../../facts/charges.ts';
import { visitsThat } from '../../facts/columns.ts';
import { yuan } from '../../facts/price-limit.ts';
import { article38 } from '../../facts/regulation.ts';
import { cashBelow, mergeSales, payers, saleKeys, salesOfPharmacies, type Sales } from '../../facts/sale-prices.ts';

const params = {
	minSales: {
		default: 3,
		unit: 'count',
		title: { zh: '同日低价自费销售次数下限', en: 'Least cash sales below the price that day' },
		why: '一两次低价可能是会员优惠或近效期促销；经验值，未核实'
	}
} as const;

/** 医保自费两种价格: a pharmacy sells one product dearer where the funds pay than for cash on the same day. */
export default defineRule({
	meta: {
		id: 'cash-price-below-insured',
		version: 1,
		title: { zh: '同一药品医保结算价高于自费价', en: 'Dearer for the insured than for cash' },
		explains: {
			zh: '同一药店、同一商品、同一规格和单位，同日医保结算的单价高于多次现金自费销售的单价；时间精确到分的，医保销售须夹在自费销售之间，以排除当日调价。',
			en: 'At one pharmacy one product of one pack was dearer where the funds paid than in several cash sales of the day; where minutes are known the insured sale stands between them, so that the price did not simply change.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('三')],
		official: [],
		problems: [],
		pharmacyProblems: [19],
		requires: ['visit', 'fee', 'settlement'],
		uses: [],
		knowledge: [],
		clears: { promotion: { zh: '会员或近效期优惠，需核对优惠规则', en: 'A member’s price or a promotion: the rules to be checked' } },
		messages: {
			dearer: { zh: '{{item}} 医保结算 {{price}} 元，同日自费 {{cash}} 元', en: '{{item}}: {{price}} insured, {{cash}} for cash that day' }
		}
	},
	params,
	candidates(shard, context, sales: Sales) {
		if (Object.keys(sales).length === 0) return [];
		const [keyOf, payerOf, fee] = [saleKeys(shard), payers(shard, context), shard.tables.fee!];
		return visitsThat(shard, (visit) => {
			if (payerOf(visit) !== true) return false;
			for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
				const key = keyOf(visit, row);
				if (key !== null && key in sales) return true;
			}
			return false;
		});
	},
	population: { map: salesOfPharmacies, reduce: mergeSales },
	judge(stay, t, sales: Sales) {
		const { shard } = stay.book;
		if (payers(shard, t.context)(stay.index) !== true) return;
		const keyOf = saleKeys(shard);
		t.each(stay.fact(charges).net, (charge) => {
			const key = keyOf(stay.index, charge.row.index);
			if (key !== null && key in sales) judgeLine(stay, t, charge, sales[key]!);
		});
	}
});

function judgeLine(stay: Stay<'fee' | 'settlement' | 'visit'>, t: Trace<typeof params>, charge: Charge, sales: Sales[string]): void {
	const { row } = charge;
	const time = row.time('fee_ocur_time')!;
	const cash = cashBelow(sales, time.precision === 2 ? time.seconds : 0, row.number('pric') ?? 0);
	if (!cash) return;
	const settlement = stay.rows('settlement')[0]!;
	if (!notRefunded(t, charge) || !t.gt('paid-by-funds', t.number(settlement, 'fund_pay_sumamt'), zero('amount'))) return;
	const paid = t.batch<number>({ zh: '同日自费单价', en: 'Cash price of the day' }, 'price', cash.price);
	const price = t.number(row, 'pric');
	if (!t.gt('dearer-than-cash', price, paid)) return;
	const count = t.batch<number>({ zh: '同日低价自费销售次数', en: 'Cash sales below the price' }, 'integer', cash.sales);
	if (!t.ge('several-cash-sales', count, t.param('minSales'))) return;
	t.clear('promotion', null);
	t.report({
		message: 'dearer',
		data: { item: itemName(row), price: yuan(t.known(price)), cash: yuan(cash.price) },
		grade: 'suspect',
		lines: [{ charge, role: 'offending', amount: priceTimesQuantity(t.known(price) - cash.price, charge.quantity) }]
	});
}

import { defineRule } from '../../engine/rule.ts';
import type { Charge } from '../../engine/charge.ts';
import { zero } from '../../facts/cells.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { gradeOf } from '../../facts/items.ts';
import { limitedCharges } from '../../facts/limited-charges.ts';
import { notSelfPaid, tracedBeyond, yuan } from '../../facts/price-limit.ts';
import { selectedPrice } from '../../facts/prices-of-day.ts';
import { article38 } from '../../facts/regulation.ts';

/** Selected products (集采中选产品) charged above the price they were selected at, on a day on which it was in force. */
export default defineRule({
	meta: {
		id: 'price-above-selected',
		version: 1,
		title: { zh: '中选产品价格高于中选价', en: 'Selected product above its selected price' },
		explains: {
			zh: '按产品编码识别的集采中选产品，在中选价执行期内以高于中选价的单价收费。仅名称相同不算同一产品；明细单位无法判定为整盒或单粒时不判断。',
			en: 'A selected product, known by its product code, was charged above its selected price while that was in force. A name alone does not make it the product; where the unit of the line is neither package nor piece nothing is judged.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'line',
		basis: [article38('三')],
		official: [],
		problems: [8],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['selectedPrices'],
		clears: { 'paid-over-limit': { zh: '超出部分由个人自费', en: 'The person paid the part above the price' } },
		messages: { over: { zh: '{{item}} 单价 {{price}} 元，中选价 {{limit}} 元', en: '{{item}} at {{price}}, selected at {{limit}}' } }
	},
	params: {},
	candidates: (shard, context) => visitsWithItem(shard, context, 'selectedPrices'),
	judge(stay, t) {
		const over: Charge[] = [];
		const products = limitedCharges(stay, t.context, 'selectedPrices', t.day).flatMap(({ items }) => items);
		t.each(products, ({ charge, match }) => {
			// Products of one drug differ by maker in their codes, not in their names.
			if (match.by === 'name') return;
			t.matches('selected-product', charge.row, match);
			t.known(t.dayOf(charge.row, 'fee_ocur_time'));
			const [price, limit] = [t.number(charge.row, 'pric'), selectedPrice(t, charge, match.point)];
			if (!t.gt('over-price', price, limit)) return;
			const beyond = tracedBeyond(t, charge, t.known(limit));
			if (!t.gt('charged-over', beyond, zero('amount')) || !notSelfPaid(t, charge, beyond)) return;
			over.push(charge);
			t.report({
				message: 'over',
				data: { item: match.point.name, price: yuan(t.known(price)), limit: yuan(t.known(limit)) },
				grade: gradeOf(match),
				lines: [{ charge, role: 'offending', amount: t.known(beyond) }]
			});
		});
		if (over.length > 0) t.clear('paid-over-limit', over.some(({ row }) => row.number('overlmt_selfpay') === null) ? null : []);
	}
});

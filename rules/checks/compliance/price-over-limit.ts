import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import { itemName, zero } from '../../facts/cells.ts';
import { charges } from '../../facts/charges.ts';
import { gradeOf } from '../../facts/items.ts';
import { ceilings, notSelfPaid, smallChildSources, tracedBeyond, visitsOverCeiling, yuan } from '../../facts/price-limit.ts';
import { article38 } from '../../facts/regulation.ts';

/** Unit prices above the line's own ceiling (定价上限) or the price list's. What the person pays above a payment ceiling is no finding. */
export default defineRule({
	meta: {
		id: 'price-over-limit',
		version: 1,
		title: { zh: '单价超过价格上限', en: 'Unit price above its ceiling' },
		explains: {
			zh: '费用明细单价高于该行定价上限或价格表对应医院级别的上限，且超出部分未由个人承担。',
			en: "The unit price is above the line's own ceiling or the price list's for the hospital's rank, and the person did not pay the part above it."
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'line',
		basis: [article38('三')],
		official: ['GZ10000102001000'],
		problems: [8],
		requires: ['visit', 'fee'],
		uses: ['institution', 'settlement'],
		// Price lists are regional: without one the ceiling on the line itself is what is judged.
		knowledge: [],
		consults: ['priceLimits'],
		clears: {
			'child-add-on': { zh: '儿童加收', en: 'Addition for small children' },
			'paid-over-limit': { zh: '超限价部分由个人自费', en: 'The person paid the part above the ceiling' }
		},
		messages: { over: { zh: '{{item}} 单价 {{price}} 元，上限 {{limit}} 元', en: '{{item}} at {{price}}, ceiling {{limit}}' } }
	},
	params: {
		childAge: {
			default: 6,
			unit: 'year',
			title: { zh: '儿童加收年龄', en: 'Age of the addition for children' },
			why: '各地价格规定多允许 6 周岁及以下加收；只作反证，不影响金额'
		}
	},
	candidates: visitsOverCeiling,
	judge(stay, t) {
		const reported: Charge[] = [];
		const smallChild = (charge: Charge) => smallChildSources(stay.visit, charge, t.known(t.param('childAge')));
		t.each(stay.fact(charges).net, (charge) => {
			const found = ceilings(t, stay, charge);
			if (found.length === 0) return;
			const price = t.number(charge.row, 'pric');
			const ceiling = found.find((candidate) => t.known(price) > t.known(candidate.price)) ?? found[0]!;
			if (!t.gt('over-limit', price, ceiling.price)) return;
			if (ceiling.match) t.matches('limited-item', charge.row, ceiling.match);
			const limit = t.known(ceiling.price);
			const beyond = tracedBeyond(t, charge, limit);
			if (!t.gt('charged-over', beyond, zero('amount')) || !notSelfPaid(t, charge, beyond)) return;
			reported.push(charge);
			t.report({
				message: 'over',
				data: { item: itemName(charge.row), price: yuan(t.known(price)), limit: yuan(limit) },
				grade: smallChild(charge)?.length || (ceiling.match && gradeOf(ceiling.match) === 'suspect') ? 'suspect' : 'certain',
				lines: [{ charge, role: 'offending', amount: t.known(beyond) }]
			});
		});
		if (reported.length === 0) return;
		const small = reported.map(smallChild);
		t.clear('child-add-on', small.find((sources) => sources?.length) ?? (small.includes(null) ? null : []));
		t.clear('paid-over-limit', reported.some((charge) => charge.row.number('overlmt_selfpay') === null) ? null : []);
	}
});

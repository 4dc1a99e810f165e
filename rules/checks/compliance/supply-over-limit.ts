import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { gradeOf } from '../../facts/items.ts';
import { claimedOf, limitedCharges } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { isOutpatient } from '../../facts/stay-days.ts';
import { limitOfDays, suppliedDays } from '../../facts/supply-days.ts';

/** Drugs supplied to an outpatient for more days, or in a larger quantity, than the limit allows (开药天数、开药量). */
export default defineRule({
	meta: {
		id: 'supply-over-limit',
		version: 1,
		title: { zh: '超限定开药天数或开药量', en: 'Supply over its limit' },
		explains: {
			zh: '门诊或药店一次开药的天数或数量超过限定。知识点写明慢性病可延长的，诊断在列或按门诊慢特病就诊时用较长天数；明细和医嘱都没有天数时不判断。',
			en: 'The days or quantity supplied at once to an outpatient exceed the limit. Where the point allows more for a chronic disease, that holds with the diagnosis or under an outpatient benefit; without days on line or order nothing is judged.'
		},
		dimension: 'compliance',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['药品限最大开药天数/开药量'],
		problems: [],
		pharmacyProblems: [14],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'diagnosis'],
		knowledge: ['supplyLimits'],
		clears: { 'long-prescription': { zh: '备注说明为长期处方', en: 'A note says that it is a long-term prescription' } },
		messages: {
			days: { zh: '{{item}} 开药 {{days}} 天，限 {{limit}} 天', en: '{{item}} supplied for {{days}} days, the limit is {{limit}}' },
			quantity: { zh: '{{item}} 开药数量 {{quantity}}，限 {{limit}}', en: '{{item}} supplied in a quantity of {{quantity}}, the limit is {{limit}}' }
		}
	},
	params: {},
	candidates: (shard, context) => visitsWithItem(shard, context, 'supplyLimits'),
	judge(stay, t) {
		const over: Charge[] = [];
		t.each(limitedCharges(stay, t.context, 'supplyLimits', t.day), ({ point, items }) => {
			if (!isOutpatient(t.known(t.text(stay.visit, 'med_type')))) return;
			const claims = claimedOf(t, items);
			const grade = claims.every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect';
			t.each(claims, ({ charge }) => {
				if (point.days === undefined && point.chronicDays === undefined) return;
				const supplied = suppliedDays(t, stay, charge);
				const limit = limitOfDays(t, stay, point, t.known(supplied));
				if (!limit || !t.gt('over-days', supplied, limit)) return;
				const [days, most] = [t.known(supplied), t.known(limit)];
				over.push(charge);
				t.report({
					message: 'days',
					data: { item: point.name, days: days / QUANTITY_SCALE, limit: most / QUANTITY_SCALE },
					// Days of an order may be of several lines.
					grade: charge.row.number('prd_days') === null ? 'suspect' : grade,
					lines: [offending({ charge, quantity: Math.round((charge.quantity * (days - most)) / days) })]
				});
			});
			if (point.quantity === undefined) return;
			const left = claims.map(({ charge }) => charge).filter((charge) => !over.includes(charge));
			const label = { zh: '限定开药量', en: 'Largest quantity' };
			const [quantity, limit] = [
				t.quantity({ zh: '开药数量（减退费）', en: 'Quantity net of refunds' }, left),
				t.knowledge(point, label, 'quantity', point.quantity)
			];
			if (!t.gt('over-quantity', quantity, limit)) return;
			over.push(...left);
			t.report({
				message: 'quantity',
				data: { item: point.name, quantity: t.known(quantity) / QUANTITY_SCALE, limit: point.quantity / QUANTITY_SCALE },
				grade,
				lines: allocate(left, t.known(quantity) - point.quantity).map(offending)
			});
		});
		if (over.length === 0) return;
		const noted = over.filter(({ row }) => /长期处方|长处方|慢病处方/.test(row.text('memo')));
		t.clear(
			'long-prescription',
			noted.map(({ row }) => ({ row, field: 'memo' }))
		);
	}
});

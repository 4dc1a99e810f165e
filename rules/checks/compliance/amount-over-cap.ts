import { display } from '../../domain/display.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import { cappedCharges, capOf, inScopeTotal, layOnLines } from '../../facts/capped-amounts.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { gradeOf } from '../../facts/items.ts';
import { claimedOf, inScopeAmount, limitedCharges } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';

/** Items and materials with a cap on what the funds take into account (限定报销总额), claimed for more in a visit, an operation or a year. */
export default defineRule({
	meta: {
		id: 'amount-over-cap',
		version: 1,
		title: { zh: '超过限定报销总额', en: 'In-scope amount over its cap' },
		explains: {
			zh: '有报销限额的诊疗项目或耗材，在一次就诊、一次手术或一个自然年内纳入医保范围的金额超过限额。按年累计时先算较早的就诊，只报本次超出的部分；超限部分由个人自费的不计入。',
			en: 'An item or material with a cap was claimed for more within a visit, an operation or a calendar year. By the year earlier visits count first and only the part of this one is told; what the person paid does not count.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'person',
		basis: [article38('六')],
		official: ['医疗服务项目超限定报销总额', '耗材超限定报销总额'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'operation'],
		knowledge: ['amountLimits'],
		clears: { 'paid-over-limit': { zh: '部分费用已按超限价自费', en: 'A part was paid by the person as over the limit' } },
		messages: { over: { zh: '{{item}} 纳入医保 {{amount}} 元，限额 {{cap}} 元', en: '{{item}} claimed for {{amount}}, the cap is {{cap}}' } }
	},
	params: {},
	candidates: (shard, context) => visitsWithItem(shard, context, 'amountLimits'),
	judge(stay, t) {
		const over: Charge[] = [];
		t.each(limitedCharges(stay, t.context, 'amountLimits', t.day), ({ point, items }) => {
			const claims = claimedOf(t, items, ({ charge }) => t.known(inScopeAmount(t, charge)) > 0);
			t.each(claims.length === 0 ? [] : cappedCharges(stay, t, point, claims), ({ own, before }) => {
				const charges = [...before, ...own.map(({ charge }) => charge)];
				const [total, cap] = [inScopeTotal(t, charges), capOf(stay, t, point, charges)];
				if (!t.gt('over-cap', total, cap)) return;
				const excess = t.known(total) - Math.max(t.known(cap), t.known(inScopeTotal(t, before)));
				const lines = layOnLines(
					own.map(({ charge }) => charge),
					excess
				);
				over.push(...lines.map(({ charge }) => charge));
				t.report({
					message: 'over',
					data: { item: point.name, amount: display.amount(t.known(total)), cap: display.amount(t.known(cap)) },
					grade: own.every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
					related: [...new Set(before.map(({ row }) => row.text('mdtrt_id')))].filter((id) => id !== ''),
					lines: lines.map(({ charge, amount }) => ({ charge, role: 'offending', amount }))
				});
			});
		});
		if (over.length === 0) return;
		const paid = over.filter(({ row }) => (row.number('overlmt_selfpay') ?? 0) > 0);
		const unknown = over.some(({ row }) => row.number('overlmt_selfpay') === null);
		t.clear('paid-over-limit', paid.length === 0 && unknown ? null : paid.map(({ row }) => ({ row, field: 'overlmt_selfpay' })));
	}
});

import { defineRule } from '../../engine/rule.ts';
import type { ReportedLine } from '../../engine/trace.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { charges } from '../../facts/charges.ts';
import { roundedPrice, tracedDifference, visitsThatDiffer } from '../../facts/line-arithmetic.ts';
import { article38 } from '../../facts/regulation.ts';

/** Fee lines whose amount is not price × quantity: a fault of the file. What was charged above it is what is at stake. */
export default defineRule({
	meta: {
		id: 'amount-not-price-times-quantity',
		version: 1,
		title: { zh: '金额不等于单价乘数量', en: 'Amount is not price times quantity' },
		explains: {
			zh: '费用明细金额与单价×数量之差超过容差。多收的差额为涉及金额；少于单价×数量的，涉及金额为 0。已全额退费的行不判断。',
			en: 'The amount of a fee line differs from price × quantity by more than the tolerance. What is above it is at stake; where it is below, nothing is. Lines refunded in full are left out.'
		},
		dimension: 'compliance',
		violation: '数据质量',
		stages: ['in-stay', 'settled'],
		scope: 'line',
		basis: [article38('三')],
		official: ['GZ10000201002000'],
		problems: [],
		requires: ['fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: {
			'rounded-price': { zh: '单价只保留两位小数所致', en: 'The price was written with two decimals' },
			'discount-noted': { zh: '备注说明折价或减免', en: 'A note speaks of a discount' }
		},
		messages: {
			differs: {
				zh: '{{lines}} 行金额不等于单价×数量，首行金额 {{amount}} 元，相差 {{difference}} 元',
				en: '{{lines}} lines differ from price × quantity; the first: amount {{amount}}, difference {{difference}}'
			}
		}
	},
	params: {
		tolerance: {
			default: 1,
			unit: 'amount',
			title: { zh: '容差（分）', en: 'Tolerance (fen)' },
			why: '单价 6 位小数、数量 4 位小数，四舍五入到分至多差 1 分'
		}
	},
	candidates: (shard, context) => visitsThatDiffer(shard, context, 'amount-not-price-times-quantity'),
	judge(stay, t) {
		const { net } = stay.fact(charges);
		const without = (['pric', 'cnt', 'det_item_fee_sumamt'] as const).find((field) => net.length > 0 && !net[0]!.row.hasField(field));
		if (without) throw new Undetermined({ kind: 'field', what: `fee.${without}` });
		const tolerance = t.param('tolerance', 'amount');
		const found: { line: ReportedLine; difference: number; rounded: boolean }[] = [];
		t.each(net, (charge) => {
			const difference = tracedDifference(t, charge.row);
			const value = t.known(difference);
			const size = t.derived<number>(
				{ zh: '金额与单价×数量相差', en: 'Difference from price × quantity' },
				'amount',
				Math.abs(value),
				difference.sources
			);
			if (!t.gt('difference', size, tolerance)) return false;
			const line: ReportedLine = { charge, role: 'offending', amount: Math.min(Math.max(0, value), Math.max(0, charge.amount)) };
			return found.push({ line, difference: value, rounded: roundedPrice(charge.row, value) }) > 0;
		});
		if (found.length === 0) return;
		const cells = (some: typeof found, field: string) => some.map(({ line }) => ({ row: line.charge.row, field }));
		t.clear(
			'rounded-price',
			cells(
				found.filter(({ rounded }) => rounded),
				'pric'
			)
		);
		t.clear(
			'discount-noted',
			cells(
				found.filter(({ line }) => /折|减免|优惠/.test(line.charge.row.text('memo'))),
				'memo'
			)
		);
		t.report({
			message: 'differs',
			data: { lines: found.length, amount: found[0]!.line.charge.row.number('det_item_fee_sumamt')! / 100, difference: found[0]!.difference / 100 },
			grade: found.every(({ difference, rounded }) => difference > 0 && !rounded) ? 'certain' : 'suspect',
			lines: found.map(({ line }) => line)
		});
	}
});

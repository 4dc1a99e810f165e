import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import { serviceDay } from '../../engine/service-day.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Traced } from '../../engine/traced.ts';
import { optionalText, YES } from '../../facts/cells.ts';
import { frameworkClass } from '../../facts/coding-basis.ts';
import { visitsThat } from '../../facts/columns.ts';
import { linesOf, sumOf, totalsThatDiffer, type LineSum } from '../../facts/line-totals.ts';
import { settlements } from '../../facts/settled.ts';

const ID = 'settlement-against-lines';
const params = {
	tolerance: { default: 100, unit: 'amount', title: { zh: '容差（分）', en: 'Tolerance (fen)' }, why: '各明细四舍五入到分，合计与总额可差数角' }
} as const;

/** 明细合计大于结算总额: a fault of the file that says nothing of who is right. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '费用明细合计大于结算总额', en: 'Fee lines make more than was settled' },
		explains: {
			zh: '该次就诊有效费用明细合计超过结算总额，且超出容差；差额等于退费合计的、中途结算的不在此列。明细合计少于总额时不判断：明细可能未全部提供。',
			en: 'The valid fee lines of the visit make more than the settled total, by more than the tolerance. A difference that refunds explain, and interim settlements, are not meant. Where they make less nothing is judged: lines may not have been handed over.'
		},
		dimension: 'compliance',
		violation: '数据质量',
		stages: ['settled'],
		scope: 'stay',
		basis: [frameworkClass('结算明细信息异常')],
		official: ['GZ10000201001000', 'GZ10000201002000'],
		problems: [],
		requires: ['settlement', 'fee'],
		uses: [],
		knowledge: [],
		clears: { 'other-settlement': { zh: '部分明细属于另一次结算', en: 'Some lines belong to another settlement' } },
		messages: {
			less: {
				zh: '结算总额 {{total}} 元，明细合计 {{lines}} 元，少 {{difference}} 元',
				en: 'Settled {{total}}, the lines make {{lines}}: {{difference}} less'
			}
		}
	},
	params,
	candidates(shard, context) {
		const [differs, { parameters }] = [totalsThatDiffer(shard, context), context];
		return visitsThat(shard, (visit) => differs(visit, parameters.get(ID, 'tolerance', serviceDay(shard, visit))?.value ?? 0));
	},
	judge(stay, t) {
		const paid = stay.fact(settlements);
		if (paid === null) return t.cannotTell({ kind: 'value', what: 'settlement.init_setl_id' });
		const { lines, refunds } = linesOf(stay);
		if (paid.length === 0 || lines.length === 0) return;
		const interim = t.constant({ zh: '中途结算', en: 'Interim settlement' }, 'text', YES);
		if (!paid.every((row) => t.notIn('not-interim', optionalText(row, 'mid_setl_flag'), interim))) return;
		const unknown = paid.find((row) => row.number('medfee_sumamt') === null);
		const total = t.derived<number>(
			{ zh: '结算总额', en: 'Settled total' },
			'amount',
			unknown ? null : paid.reduce((sum, row) => sum + row.number('medfee_sumamt')!, 0),
			paid.map((row) => ({ row, field: 'medfee_sumamt' })),
			unknown ? { kind: unknown.hasField('medfee_sumamt') ? 'value' : 'field', what: 'settlement.medfee_sumamt' } : null
		);
		const sum = sumOf({ zh: '明细合计（减退费）', en: 'Fee lines, refunds taken off' }, [...lines, ...refunds]);
		if (!apart(t, 'differs', total, sum)) return;
		if (
			refunds.length > 0 &&
			!apart(t, 'not-the-refunds', total, sumOf({ zh: '明细合计（不减退费）', en: 'Fee lines without their refunds' }, lines))
		)
			return;
		const difference = sum.value - t.known(total);
		// A total that lines do not reach is no fault that can be seen: lines may not have been handed over.
		if (difference < 0) return t.cannotTell({ kind: 'value', what: 'fee.det_item_fee_sumamt' });
		t.clear('other-settlement', ofOthers(paid, lines));
		t.report({
			message: 'less',
			data: { total: t.known(total) / HUNDRED, lines: sum.value / HUNDRED, difference: difference / HUNDRED },
			grade: 'suspect',
			lines: []
		});
	}
});

/** 分 of a 元. */
const HUNDRED = 100;

/** That a total lies further from a sum than the tolerance, on the side on which it lies. */
function apart(t: Trace<typeof params>, name: string, total: Traced<number>, { label, value, sources }: LineSum): boolean {
	const tolerance = t.known(t.param('tolerance'));
	const over = t.known(total) > value;
	const edge = t.derived<number>(label, 'amount', over ? value + tolerance : value - tolerance, sources);
	return over ? t.gt(name, total, edge) : t.lt(name, total, edge);
}

/** Lines that name a settlement which is not there. */
function ofOthers(paid: readonly Row<'settlement'>[], lines: readonly Row<'fee'>[]) {
	if (!lines[0]!.hasField('setl_id')) return null;
	const known = new Set(paid.map((row) => row.text('setl_id')));
	return lines.filter((row) => row.text('setl_id') !== '' && !known.has(row.text('setl_id'))).map((row) => ({ row, field: 'setl_id' }));
}

import { dayNumber, display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { zero } from '../../facts/cells.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { outboundOfVisit, visitsWithOutbound } from '../../facts/outbound.ts';
import { article38 } from '../../facts/regulation.ts';
import { settlements, wholeStay } from '../../facts/settled.ts';

const params = {
	minDays: {
		default: 30,
		unit: 'day',
		title: { zh: '结算到出库的最短天数', en: 'Least days from the settlement to the goods' },
		why: '跨年补货、代配送通常在数日内完成；经验值，未核实'
	}
} as const;
const DECEMBER = 12;

/** 年底套刷额度留存: settled at a pharmacy in December, the goods handed out in the next year. */
export default defineRule({
	meta: {
		id: 'year-end-quota',
		version: 1,
		title: { zh: '年底结算，次年才出库', en: 'Settled at the end of the year, handed out in the next' },
		explains: {
			zh: '药店 12 月的医保结算，进销存为该结算（或其明细）指明的商品到次年、且隔了规定天数以上才出库，提示年底空刷、把本年额度留到次年使用。',
			en: 'A settlement of December at a pharmacy, of which the goods that the stock names for it left in the next year, many days later: the quota of the year may have been kept for the next.'
		},
		dimension: 'fraud',
		violation: '虚假就医',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('一')],
		official: [],
		problems: [],
		pharmacyProblems: [3],
		requires: ['visit', 'settlement', 'stock'],
		uses: ['fee'],
		knowledge: [],
		clears: { 'out-of-stock': { zh: '缺货预付，需核对预售约定', en: 'Paid in advance for want of stock: the agreement to be checked' } },
		messages: { kept: { zh: '{{settled}} 结算，{{handed}} 才出库', en: 'Settled on {{settled}}, handed out on {{handed}}' } }
	},
	params,
	candidates: visitsWithOutbound,
	judge(stay, t) {
		const visit = visitRow(stay as unknown as Stay);
		if (!visit || !visit.text('med_type').startsWith('41')) return;
		const goods = outboundOfVisit(stay as unknown as Stay).filter((row) => row.number('cnt') !== 0);
		if (goods.length === 0) return;
		const settled = (stay as unknown as Stay).fact(settlements);
		if (settled === null) return t.cannotTell({ kind: 'ambiguous-refund', what: 'settlement.init_setl_id' });
		const [first] = settled;
		if (!first) return;
		judgeVisit(stay as unknown as Stay<'settlement'>, t, first, goods);
	}
});

function judgeVisit(stay: Stay<'settlement'>, t: Trace<typeof params>, settlement: Row<'settlement'>, goods: readonly Row<'stock'>[]): void {
	if (!t.gt('paid-by-funds', t.number(settlement, 'fund_pay_sumamt'), zero('amount'))) return;
	const day = t.dayOf(settlement, 'setl_time');
	const year = Number(display.day(t.known(day)).slice(0, 4));
	const december = [dayNumber(year, DECEMBER, 1), dayNumber(year, DECEMBER, 31)] as const;
	if (!t.within('settled-in-december', day, t.constant<readonly [number, number]>({ zh: '当年 12 月', en: 'December of the year' }, 'day', december)))
		return;
	// Goods of several days are compared by the first of them: whatever left at once clears the settlement.
	const handed = goods.map((row) => t.dayOf(row, 'moved_at'));
	const soonest = Math.min(...handed.map((one) => t.known(one)));
	const sources = handed.flatMap((one) => one.sources);
	const out = t.derived<number>({ zh: '最早出库日', en: 'First day that goods left' }, 'day', soonest, sources);
	if (!t.gt('next-year', out, t.constant({ zh: '当年末日', en: 'Last day of the year' }, 'day', december[1]))) return;
	const limit = t.derived<number>(
		{ zh: '结算日加规定天数', en: 'Settled, and the least days' },
		'day',
		t.known(day) + t.known(t.param('minDays')),
		day.sources
	);
	if (!t.ge('long-after', out, limit)) return;
	t.clear('out-of-stock', null);
	t.report({
		message: 'kept',
		data: { settled: display.day(t.known(day)), handed: display.day(soonest) },
		grade: 'suspect',
		...wholeStay(stay as unknown as Stay)
	});
}

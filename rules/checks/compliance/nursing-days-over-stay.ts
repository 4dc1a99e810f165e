import { QUANTITY_SCALE } from '../../domain/units.ts';
import { partAmount } from '../../engine/assemble.ts';
import { defineRule } from '../../engine/rule.ts';
import { allocate } from '../../facts/excess.ts';
import { feeRowsOf, gradeOf, visitsWith } from '../../facts/items.ts';
import { nursingCharges, nursingOrders } from '../../facts/nursing-levels.ts';
import { daysOfStay, isInpatient, staySpan } from '../../facts/stay-days.ts';

/** 护理费 of all levels charged for more days than the stay has. */
export default defineRule({
	meta: {
		id: 'nursing-days-over-stay',
		version: 1,
		title: { zh: '护理费天数超过住院天数', en: 'More nursing days charged than the stay has' },
		explains: {
			zh: '各级护理计费数量合计多于住院天数（计入不计出，当日出入按 1 天）。多 1 天为可疑，多 2 天及以上为明确。',
			en: 'Nursing of all levels together is charged for more days than the stay has. One day over is suspect, two or more certain.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [{ doc: '医疗保障基金使用监督管理条例', clause: '第三十八条(三)', from: '2021-05-01', verified: true }],
		official: ['GZ10000102014000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['order', 'settlement'],
		knowledge: ['itemKinds'],
		clears: { 'level-change': { zh: '当日变更护理级别，两级各计一次', en: 'The level changed within a day and both were charged' } },
		messages: { over: { zh: '护理费计 {{billed}} 天，住院 {{stay}} 天，多计 {{extra}} 天', en: '{{billed}} nursing days charged, {{stay}} days of stay, {{extra}} too many' } }
	},
	params: {
		grace: { default: 0, unit: 'day', title: { zh: '宽限天数', en: 'Days of grace' }, why: '地方规定算头又算尾时为 1；宽限只决定是否提示，不从金额中扣除 (DESIGN.md "A rule")' },
		certainFrom: { default: 2, unit: 'day', title: { zh: '明确违规起始天数', en: 'Days over that are certain' }, why: '多 1 天可能是计出日口径差异，2 天及以上不是 (DESIGN.md "A rule")' }
	},
	candidates(shard, context) {
		return visitsWith(shard, shard.tables.fee!, feeRowsOf(shard, context, 'itemKinds'));
	},
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const nursing = nursingCharges(stay, t.context, t.day);
		if (nursing.length === 0) return;
		const lines = nursing.map(({ charge }) => charge);
		const span = stay.fact(staySpan);
		const { days, missing } = daysOfStay(span);
		const billed = t.quantity({ zh: '护理费计费数量（各级合计）', en: 'Nursing days charged, all levels' }, lines);
		const stayDays = t.derived({ zh: '住院天数（计入不计出）', en: 'Days of stay' }, 'quantity', days === null ? null : days * QUANTITY_SCALE, span?.sources ?? [], missing);
		if (!t.gt('more-than-stay', billed, stayDays)) return;
		const extra = t.known(billed) - t.known(stayDays);
		const over = t.derived({ zh: '多计天数', en: 'Days too many' }, 'quantity', extra, [...billed.sources, ...stayDays.sources]);
		if (!t.gt('more-than-grace', over, t.param('grace', 'quantity', QUANTITY_SCALE))) return;
		nursing.forEach(({ charge, match }) => t.matches('nursing-item', charge.row, match));
		const levels = stay.has('order') ? stay.fact(nursingOrders) : null;
		const changed = levels !== null && new Set(levels.map((order) => order.level)).size > 1;
		t.clear('level-change', levels === null ? null : changed ? levels.map(({ row, field }) => ({ row, field })) : []);
		t.report({
			message: 'over',
			data: { billed: t.known(billed) / QUANTITY_SCALE, stay: days!, extra: extra / QUANTITY_SCALE },
			grade: extra >= t.known(t.param('certainFrom')) * QUANTITY_SCALE && nursing.every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
			lines: allocate(lines, extra).map(({ charge, quantity }) => ({ charge, role: 'offending', quantity, amount: partAmount(charge, quantity) }))
		});
	}
});

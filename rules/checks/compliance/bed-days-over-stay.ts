import { QUANTITY_SCALE } from '../../domain/units.ts';
import { partAmount } from '../../engine/assemble.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule, type RunContext } from '../../engine/rule.ts';
import { charges } from '../../facts/charges.ts';
import { feeRowsOf, gradeOf, matchItem, visitsWith } from '../../facts/items.ts';
import { daysOfStay, insideStay, isInpatient, staySpan } from '../../facts/stay-days.ts';
import { allocate } from '../../facts/excess.ts';

const bedMatch = (context: RunContext, charge: Charge, day: number | null) =>
	matchItem(context, 'itemKinds', charge.row, day).find((match) => match.point.kind === 'bed');

/** 床位费 charged for more days than the stay has. Charges dated outside the stay belong to charge-outside-stay. */
export default defineRule({
	meta: {
		id: 'bed-days-over-stay',
		version: 1,
		title: { zh: '床位费天数超过住院天数', en: 'More bed days charged than the stay has' },
		explains: {
			zh: '床位费计费数量多于住院天数（计入不计出，当日出入按 1 天）。多 1 天为可疑，多 2 天及以上为明确。',
			en: 'Bed charges exceed the days of the stay (admission day counts, discharge day does not; a same-day stay is 1). One day over is suspect, two or more certain.'
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
		clears: { 'ward-transfer': { zh: '转科当日两个病区分别计费', en: 'Two wards charged on the day of a transfer' } },
		messages: { over: { zh: '床位费计 {{billed}} 天，住院 {{stay}} 天，多计 {{extra}} 天', en: '{{billed}} bed days charged, {{stay}} days of stay, {{extra}} too many' } }
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
		const span = stay.fact(staySpan);
		const beds = stay.fact(charges).net.filter((charge) => insideStay(charge, span) && bedMatch(t.context, charge, t.day));
		if (beds.length === 0) return;
		const { days, missing } = daysOfStay(span);
		const billed = t.quantity({ zh: '床位费计费数量', en: 'Bed days charged' }, beds);
		const stayDays = t.derived({ zh: '住院天数（计入不计出）', en: 'Days of stay' }, 'quantity', days === null ? null : days * QUANTITY_SCALE, span?.sources ?? [], missing);
		if (!t.gt('more-than-stay', billed, stayDays)) return;
		const extra = t.known(billed) - t.known(stayDays);
		const over = t.derived({ zh: '多计天数', en: 'Days too many' }, 'quantity', extra, [...billed.sources, ...stayDays.sources]);
		if (!t.gt('more-than-grace', over, t.param('grace', 'quantity', QUANTITY_SCALE))) return;
		const matches = beds.map((charge) => bedMatch(t.context, charge, t.day)!);
		beds.forEach((charge, i) => t.matches('bed-item', charge.row, matches[i]!));
		t.clear('ward-transfer', stay.has('order') ? stay.rows('order').filter((row) => /转(科|入|出)/.test(row.text('drord_cont') + row.text('drord_detl_name'))).map((row) => ({ row, field: 'drord_cont' })) : null);
		t.report({
			message: 'over',
			data: { billed: t.known(billed) / QUANTITY_SCALE, stay: days!, extra: extra / QUANTITY_SCALE },
			grade: extra >= t.known(t.param('certainFrom')) * QUANTITY_SCALE && matches.every((m) => gradeOf(m) === 'certain') ? 'certain' : 'suspect',
			lines: allocate(beds, extra).map(({ charge, quantity }) => ({ charge, role: 'offending', quantity, amount: partAmount(charge, quantity) }))
		});
	}
});

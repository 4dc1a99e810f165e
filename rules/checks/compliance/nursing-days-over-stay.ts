import { defineRule } from '../../engine/rule.ts';
import { visitsOverDays } from '../../facts/day-charge-visits.ts';
import { DAYS_OVER_STAY, reportDaysOverStay } from '../../facts/days-over-stay.ts';
import { nursingCharges, nursingOrders } from '../../facts/nursing-levels.ts';
import { article38 } from '../../facts/regulation.ts';
import { isInpatient } from '../../facts/stay-days.ts';

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
		basis: [article38('三')],
		official: ['GZ10000102014000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['order', 'settlement'],
		knowledge: ['itemKinds'],
		clears: { 'level-change': { zh: '当日变更护理级别，两级各计一次', en: 'The level changed within a day and both were charged' } },
		messages: {
			over: {
				zh: '护理费计 {{billed}} 天，住院 {{stay}} 天，多计 {{extra}} 天',
				en: '{{billed}} nursing days charged, {{stay}} days of stay, {{extra}} too many'
			}
		}
	},
	params: DAYS_OVER_STAY,
	candidates: (shard, context) => visitsOverDays(shard, context, 'nursing'),
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const nursing = nursingCharges(stay, t.context, t.day);
		if (nursing.length === 0) return;
		const levels = stay.has('order') ? stay.fact(nursingOrders) : null;
		const changed = levels !== null && new Set(levels.map((order) => order.level)).size > 1;
		t.clear('level-change', levels === null ? null : changed ? levels.flatMap((order) => order.sources) : []);
		reportDaysOverStay(stay, t, { zh: '护理费计费数量（各级合计）', en: 'Nursing days charged, all levels' }, nursing, []);
	}
});

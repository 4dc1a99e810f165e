import { display } from '../../domain/display.ts';
import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName, notNamed } from '../../facts/cells.ts';
import { allocateHours, byItem, hourlyCharges, hoursByDay, type HourlyCharge } from '../../facts/hourly-charges.ts';
import { visitsOverHours } from '../../facts/hourly-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { staySpan } from '../../facts/stay-days.ts';

/** Several of them may run beside each other on one patient. */
const PARALLEL = ['微量泵', '输液泵', '注射泵', '泵注', '镇痛泵'] as const;

const params = { maxHours: { default: 24, unit: 'hour', title: { zh: '每日小时数上限', en: 'Hours of a day' }, why: '一日只有 24 小时' } } as const;

/** 按小时计价项目日收费超 24 小时: more hours of one item than a day has. */
export default defineRule({
	meta: {
		id: 'hours-over-day',
		version: 1,
		title: { zh: '按小时计价项目日计费超过 24 小时', en: 'More hours charged than a day has' },
		explains: {
			zh: '按小时计价的同一项目一日计费超过 24 小时；跨日的费用按日均摊。整次住院合计超过全部住院日的小时数为明确，否则为可疑（可能集中补记）。',
			en: 'More than 24 hours of one item on a day; lines that span days are spread. Certain where the whole stay has not so many hours, else suspect: the lines may have been posted together.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102014000'],
		problems: [63, 174],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		// 按小时 is seen by the unit of the line too: without knowledge the rule still runs.
		knowledge: [],
		consults: ['itemKinds'],
		clears: {},
		messages: {
			over: {
				zh: '{{item}} 于 {{day}} 计费 {{hours}} 小时，共多计 {{extra}} 小时',
				en: '{{item}}: {{hours}} hours on {{day}}, {{extra}} too many in all'
			}
		}
	},
	params,
	candidates: (shard, context) => visitsOverHours(shard, context, 'hours-over-day'),
	judge(stay, t) {
		t.each(byItem(hourlyCharges(stay, t.context, t.day)), (lines) => judgeItem(t, stay, lines));
	}
});

function judgeItem(t: Trace<typeof params>, stay: Stay, lines: readonly HourlyCharge[]): void {
	const limit = t.param('maxHours', 'hours', QUANTITY_SCALE);
	const over = hoursByDay(lines).filter((day) => day.hours > t.known(limit));
	if (over.length === 0) return;
	const worst = over.reduce((most, day) => (day.hours > most.hours ? day : most));
	const charges = worst.lines.map(({ charge }) => charge);
	const label = { zh: `${display.day(worst.day)} 计费小时数`, en: `Hours charged on ${display.day(worst.day)}` };
	// Asked for its sources and for refunds that fit several lines.
	t.quantity(label, charges);
	const sources = worst.lines.flatMap((line) => line.sources);
	if (!t.gt('more-than-a-day', t.derived(label, 'hours', worst.hours, sources), limit)) return;
	const parallel = { zh: '可并用的设备', en: 'Devices used side by side' };
	if (!charges.every(({ row }) => notNamed(t, 'one-at-a-time', row, PARALLEL, parallel))) return;
	const extra = over.reduce((sum, day) => sum + day.hours - t.known(limit), 0);
	const involved = [...new Set(over.flatMap((day) => day.lines))];
	t.report({
		message: 'over',
		data: { item: itemName(charges[0]!.row), day: display.day(worst.day), hours: worst.hours / QUANTITY_SCALE, extra: extra / QUANTITY_SCALE },
		grade: beyondStay(stay, lines, t.known(limit)) ? 'certain' : 'suspect',
		lines: allocateHours(involved, extra)
	});
}

/** Whether all hours of the item are more than all calendar days of the stay have: then no posting on another day explains them. */
function beyondStay(stay: Stay, lines: readonly HourlyCharge[], perDay: number): boolean {
	const span = stay.fact(staySpan);
	if (!span || span.lastDay === null) return false;
	return lines.reduce((sum, { hours }) => sum + hours, 0) > (span.lastDay - span.firstDay + 1) * perDay;
}

import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { ReportedLine } from '../../engine/trace.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { byMaterial, chargedPairs, containedLines } from '../../facts/exclusion-pairs.ts';
import { offending } from '../../facts/excess.ts';
import { gradeOf } from '../../facts/items.ts';
import { calendarDays } from '../../facts/line-days.ts';
import { visitsWithPair } from '../../facts/pair-visits.ts';
import { article38 } from '../../facts/regulation.ts';

/** Words of a note that the price list lets a material be charged beside the item (除外内容). */
const CHARGEABLE = /除外内容|单独收费|另行收费|可另收|另计/;

/** Material (医用耗材) charged beside an item whose price contains it. */
export default defineRule({
	meta: {
		id: 'consumable-in-item-price',
		version: 1,
		title: { zh: '项目内含耗材另行收费', en: 'Material charged that the item’s price contains' },
		explains: {
			zh: '项目价格已包含的一次性耗材（如血液透析的透析器、管路、穿刺针），与项目同日另行收费。项目为涉及项，耗材为违规项；可单独收费的耗材不在知识点内。收费类别写明不是耗材的同名项目不报。',
			en: 'A single-use material that the price of an item contains (dialyser, tubing, needle of a dialysis) is charged beside it on the same day. Materials that may be charged alone are no knowledge points; a line whose charge category says that it is no material is not reported.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['医疗服务项目与医用耗材重复收费'],
		problems: [59],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['exclusions'],
		clears: {
			'chargeable-noted': { zh: '备注说明属除外内容或可单独收费', en: 'A note says that it may be charged alone' },
			'gathered-billing': {
				zh: '一行累计记多日费用，只计与主项相当的数量',
				en: 'One line for several days: no more than the containing quantity is counted'
			}
		},
		messages: { both: { zh: '{{main}} 已含 {{sub}}，另收 {{quantity}}', en: '{{main}} contains {{sub}}: {{quantity}} charged beside it' } }
	},
	params: {},
	candidates: visitsWithPair(byMaterial),
	judge(stay, t) {
		const days = stay.fact(calendarDays);
		const wrong: Charge[] = [];
		const gathered: Charge[] = [];
		t.each(chargedPairs(stay, t.context, t.day, byMaterial), (pair) => {
			const found = containedLines(t, pair, days, ({ charge }) => ['material', null].includes(chargeKind(charge.row)));
			if (!found) return;
			wrong.push(...found.subs.map(({ charge }) => charge));
			gathered.push(...found.gathered);
			const isCertain = [...found.mains, ...found.subs].every(({ match }) => gradeOf(match) === 'certain');
			t.report({
				message: 'both',
				data: {
					main: pair.point.name,
					sub: pair.point.subName,
					quantity: found.lines.reduce((sum, line) => sum + line.quantity, 0) / QUANTITY_SCALE
				},
				grade: isCertain && found.gathered.length === 0 ? 'certain' : 'suspect',
				lines: [...found.mains.map(({ charge }): ReportedLine => ({ charge, role: 'related' })), ...found.lines.map(offending)]
			});
		});
		if (t.reports.length === 0) return;
		const noted = wrong.filter(({ row }) => CHARGEABLE.test(row.text('memo')));
		t.clear(
			'chargeable-noted',
			noted.map(({ row }) => ({ row, field: 'memo' }))
		);
		t.clear(
			'gathered-billing',
			gathered.map(({ row }) => ({ row, field: 'cnt' }))
		);
	}
});

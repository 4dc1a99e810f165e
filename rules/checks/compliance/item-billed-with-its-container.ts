import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { ReportedLine } from '../../engine/trace.ts';
import { offending } from '../../facts/excess.ts';
import { byFeeLines, chargedPairs, containedLines } from '../../facts/exclusion-pairs.ts';
import { gradeOf } from '../../facts/items.ts';
import { calendarDays } from '../../facts/line-days.ts';
import type { LimitedCharge } from '../../facts/limited-charges.ts';
import { otherSiteSources } from '../../facts/other-site.ts';
import { visitsWithPair } from '../../facts/pair-visits.ts';
import { ownOccasion, recordOccasion } from '../../facts/own-occasion.ts';
import { article38 } from '../../facts/regulation.ts';

/** An item charged beside another that contains it (项目内涵已包含), inside the window of the pair. */
export default defineRule({
	meta: {
		id: 'item-billed-with-its-container',
		version: 2,
		title: { zh: '项目与其内涵项目重复收费', en: 'Item charged beside one that contains it' },
		explains: {
			zh: '主项内涵已包含从项，二者在限定窗口（单日、单次就诊、6 小时、1 小时）内同时收费。主项为涉及项，从项为违规项。按小时的窗口只用于精确到分的时间；单日窗口的手术、限同一部位的项目和血液净化，记录显示另一台手术、另一部位或另一时段的不报。',
			en: 'The main item contains the other, and both were charged inside the window of the pair. The main one is related, the contained one offending. Windows in hours run on times known to the minute only; operations, items of one site and purification within a day are not reported where the record tells another session, site or time.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102012000'],
		problems: [11, 12, 16, 27, 30, 49, 61, 62, 127, 128, 157, 158, 159, 161, 175, 180, 182, 183],
		requires: ['visit', 'fee'],
		uses: ['operation', 'exam', 'document', 'anesthesia', 'device', 'order', 'settlement'],
		knowledge: ['exclusions'],
		consults: ['itemKinds'],
		clears: {
			'other-site': { zh: '双侧、另一切口或另一次操作', en: 'Both sides, another incision or another session' },
			'gathered-billing': {
				zh: '一行累计记多日费用，只计与主项相当的数量',
				en: 'One line for several days: no more than the containing quantity is counted'
			}
		},
		messages: { both: { zh: '{{main}} 含 {{sub}}，同时收费 {{quantity}}', en: '{{main}} contains {{sub}}: {{quantity}} charged beside it' } }
	},
	params: {},
	candidates: visitsWithPair(byFeeLines),
	judge(stay, t) {
		const days = stay.fact(calendarDays);
		const wrong: LimitedCharge[] = [];
		const gathered: Charge[] = [];
		t.each(chargedPairs(stay, t.context, t.day, byFeeLines), (pair) => {
			const found = containedLines(t, pair, days, ({ charge }, mains) => {
				const containers = mains.map((main) => main.charge);
				if (ownOccasion(stay, t, pair.point, charge, containers)) return false;
				recordOccasion(stay, t, pair.point, charge);
				return true;
			});
			if (!found) return;
			wrong.push(...found.subs);
			gathered.push(...found.gathered);
			const items = [...found.mains, ...found.subs];
			const elsewhere = otherSiteSources(
				stay,
				items.map(({ charge }) => charge)
			);
			const isDoubtful = elsewhere?.length || found.gathered.length > 0 || items.some(({ match }) => gradeOf(match) === 'suspect');
			t.report({
				message: 'both',
				data: {
					main: pair.point.name,
					sub: pair.point.subName,
					quantity: found.lines.reduce((sum, line) => sum + line.quantity, 0) / QUANTITY_SCALE
				},
				grade: isDoubtful ? 'suspect' : 'certain',
				lines: [...found.mains.map(({ charge }): ReportedLine => ({ charge, role: 'related' })), ...found.lines.map(offending)]
			});
		});
		if (t.reports.length === 0) return;
		t.clear(
			'other-site',
			otherSiteSources(
				stay,
				wrong.map(({ charge }) => charge)
			)
		);
		t.clear(
			'gathered-billing',
			gathered.map(({ row }) => ({ row, field: 'cnt' }))
		);
	}
});

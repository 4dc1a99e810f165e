import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import { bySystem, chargedPairs, containedLines } from '../../facts/exclusion-pairs.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { gradeOf } from '../../facts/items.ts';
import { calendarDays } from '../../facts/line-days.ts';
import { visitsWithPair } from '../../facts/pair-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { imagedOnce, reportsOfPair } from '../../facts/system-imaging.ts';

/** An organ's imaging (脏器) charged beside that of the system which contains it, for one report. */
export default defineRule({
	meta: {
		id: 'organ-beside-system-imaging',
		version: 1,
		title: { zh: '系统检查另收组成部分检查', en: 'Imaging of an organ charged beside its system' },
		explains: {
			zh: '同日收取某一系统的影像检查与其组成部分（如泌尿系彩超与肾脏彩超、磁共振血管成像与平扫），名称部位不冲突，且当日同类检查报告少于两者计费数量之和。未载入检查记录的为可疑；本次就诊没有任何检查记录时无法判断。',
			en: 'Imaging of a system and of a part of it are charged on one day, their names tell no other part, and there are fewer reports of the kind than both together. Suspect where no examinations are loaded; a stay without any record of one cannot be judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102012000'],
		problems: [77, 86, 89],
		requires: ['visit', 'fee'],
		uses: ['exam', 'settlement'],
		knowledge: ['exclusions'],
		clears: { 'further-report': { zh: '当日同类检查另有报告', en: 'Further reports of the kind stand on the day' } },
		messages: { both: { zh: '{{main}} 含 {{sub}}，同日另收 {{quantity}}', en: '{{main}} contains {{sub}}: {{quantity}} charged beside it' } }
	},
	params: {},
	candidates: visitsWithPair(bySystem),
	judge(stay, t) {
		const days = stay.fact(calendarDays);
		const found: Charge[] = [];
		t.each(chargedPairs(stay, t.context, t.day, bySystem), (pair) => {
			const over = new Map<Charge, number>();
			const both = containedLines(t, pair, days, ({ charge }, mains) => {
				const extra = imagedOnce(
					stay,
					t,
					charge,
					mains.map((main) => main.charge)
				);
				over.set(charge, extra);
				return extra > 0;
			});
			if (!both) return;
			const lines = both.lines.flatMap(({ charge, quantity }) => allocate([charge], Math.min(quantity, over.get(charge)!)));
			found.push(...lines.map(({ charge }) => charge));
			t.report({
				message: 'both',
				data: { main: pair.point.name, sub: pair.point.subName, quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0) / QUANTITY_SCALE },
				grade: stay.has('exam') && [...both.mains, ...both.subs].every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
				lines: [...both.mains.map(({ charge }) => ({ charge, role: 'related' as const })), ...lines.map(offending)]
			});
		});
		if (found.length === 0) return;
		const further = stay.has('exam') ? found.flatMap((charge) => reportsOfPair(stay, charge)).slice(1) : null;
		t.clear('further-report', further === null ? null : [...new Set(further)].map((row) => ({ row, field: 'exam_time' })));
	}
});

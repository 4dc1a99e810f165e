import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { ReportedLine } from '../../engine/trace.ts';
import { byOperation, chargedPairs, containedLines } from '../../facts/exclusion-pairs.ts';
import { offending } from '../../facts/excess.ts';
import { gradeOf } from '../../facts/items.ts';
import { calendarDays, lineDays } from '../../facts/line-days.ts';
import { notesOn, recordOneSite, recordSessionOf, sessionOf, severalSites } from '../../facts/one-session.ts';
import { operationsOn } from '../../facts/operations.ts';
import { otherSiteSources } from '../../facts/other-site.ts';
import { visitsWithPair } from '../../facts/pair-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import type { ExclusionPair } from '../../knowledge/pack.ts';

/** A step of an operation (手术步骤) charged beside the operation that contains it. */
export default defineRule({
	meta: {
		id: 'operation-step-billed-apart',
		version: 1,
		title: { zh: '手术内含步骤另行收费', en: 'Step of an operation charged apart' },
		explains: {
			zh: '主手术内涵已包含的步骤、入路、局部麻醉或引导，同日同一台手术另行收费。手术记录显示另一台手术、或限同一部位的项目文书写明另一部位的不报；当日几台手术无法区分时无法判断。',
			en: 'A step, an approach, local anaesthesia or guidance that the operation contains is charged beside it for the same session. Not reported where the record has a session of its own for it, or, for items of one site, where notes tell of another site; where several operations of the day cannot be told apart nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102012000'],
		problems: [16, 17, 18, 19, 22, 29, 38, 39, 40, 43, 45, 47, 48, 50, 51, 52, 53, 85, 139, 140, 141, 142, 143, 180],
		requires: ['visit', 'fee'],
		uses: ['operation', 'document', 'anesthesia', 'exam', 'settlement'],
		knowledge: ['exclusions'],
		clears: {
			'other-site': { zh: '双侧、另一切口或另一部位', en: 'Both sides, another incision or another site' },
			'other-session': { zh: '当日另有手术记录', en: 'Further operations are recorded that day' }
		},
		messages: { both: { zh: '{{main}} 已含 {{sub}}，同台另收 {{quantity}}', en: '{{main}} contains {{sub}}: {{quantity}} charged beside it' } }
	},
	params: {},
	candidates: visitsWithPair(byOperation),
	judge(stay, t) {
		const days = stay.fact(calendarDays);
		const found: { readonly lines: readonly ReportedLine[]; readonly day: number }[] = [];
		t.each(chargedPairs(stay, t.context, t.day, byOperation), (pair) => {
			const steps = containedLines(t, pair, days, ({ charge }) => {
				const day = lineDays(charge).first;
				if (!inOneSession(stay, pair.point, day)) return false;
				recordSessionOf(stay, t, pair.point, day);
				if (pair.point.site === 'same') recordOneSite(stay, t, day);
				return true;
			});
			if (!steps) return;
			const lines = [...steps.mains.map(({ charge }): ReportedLine => ({ charge, role: 'related' })), ...steps.lines.map(offending)];
			found.push({ lines, day: lineDays(steps.lines[0]!.charge).first });
			const elsewhere = otherSiteSources(
				stay,
				lines.map(({ charge }) => charge)
			);
			const isTold = sessionOf(stay, pair.point, found.at(-1)!.day) === 'one';
			const isSure = isTold && !elsewhere?.length && steps.gathered.length === 0;
			t.report({
				message: 'both',
				data: {
					main: pair.point.name,
					sub: pair.point.subName,
					quantity: steps.lines.reduce((sum, { quantity }) => sum + quantity, 0) / QUANTITY_SCALE
				},
				grade: isSure && [...steps.mains, ...steps.subs].every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
				lines
			});
		});
		if (found.length === 0) return;
		const charges = found.flatMap(({ lines }) => lines.map(({ charge }) => charge));
		t.clear('other-site', otherSiteSources(stay, charges));
		t.clear('other-session', stay.has('operation') ? otherOperations(stay, found) : null);
	}
});

/** Whether nothing tells that the step was of another session, or of another site where the pair is of one site. */
function inOneSession(stay: Stay, point: ExclusionPair, day: number): boolean {
	if (sessionOf(stay, point, day) === 'other') return false;
	return point.site !== 'same' || !notesOn(stay, day).some(severalSites);
}

/** Operations with begins of their own on the days found, where there are several. */
function otherOperations(stay: Stay, found: readonly { readonly day: number }[]) {
	return [...new Set(found.map(({ day }) => day))].flatMap((day) => {
		const begun = operationsOn(stay, day).filter(({ begin }) => begin !== null);
		return new Set(begun.map(({ begin }) => begin)).size > 1 ? begun.map(({ row }) => ({ row, field: 'oprn_oprt_begntime' })) : [];
	});
}

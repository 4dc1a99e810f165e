import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { zero } from '../../facts/cells.ts';
import { byUse, chargedPairs, PURIFICATION } from '../../facts/exclusion-pairs.ts';
import { offending } from '../../facts/excess.ts';
import { gradeOf } from '../../facts/items.ts';
import { linesOf, overlapsOf } from '../../facts/overlapping-use.ts';
import { visitsWithPair } from '../../facts/pair-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { cellsSaying } from '../../facts/notes.ts';
import type { ExclusionPair } from '../../knowledge/pack.ts';

const isPurification = (point: ExclusionPair): boolean => byUse(point) && point.family === PURIFICATION;

/** Blood purification (血液净化) charged beside another that contains it, for the same hours. */
export default defineRule({
	meta: {
		id: 'purification-billed-twice',
		version: 1,
		title: { zh: '血液净化同时段重复收费', en: 'Blood purification charged twice for the same hours' },
		explains: {
			zh: '连续性血液净化、血液灌流等与其包含的血液透析同一时段进行并分别收费。时段取自费用起止时间、设备记录或医嘱；主项计满一日的，当日从项必在其内；时段不精确到分的其余情形无法判断。',
			en: 'Continuous purification or perfusion and the dialysis that it contains ran at the same time, and both were charged. Times are those of the line, the device or the order; beside a container of a whole day the other lies within it, and where times are not known to the minute nothing else can be judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102012000'],
		problems: [61, 62],
		requires: ['visit', 'fee'],
		uses: ['order', 'device', 'document', 'settlement'],
		knowledge: ['exclusions'],
		consults: ['itemKinds'],
		clears: { 'machine-changed': { zh: '文书提示更换治疗方式或另行上机', en: 'A note speaks of a change of treatment, or of a further session' } },
		messages: {
			both: { zh: '{{main}} 与 {{sub}} 同时段收费，重复 {{quantity}}', en: '{{main}} and {{sub}} at the same time: {{quantity}} charged twice' },
			'at-least': { zh: '{{main}} 计满一日，同日另收 {{sub}} {{quantity}}', en: '{{main}} all day, and {{sub}} charged beside it: {{quantity}}' }
		}
	},
	params: {},
	candidates: visitsWithPair(isPurification),
	judge(stay, t) {
		t.each(chargedPairs(stay, t.context, t.day, isPurification), (pair) => {
			const overlaps = overlapsOf(stay, t, pair, zero('hours'));
			if (overlaps.length === 0) return;
			const { over, mains } = linesOf(overlaps);
			const subs = over.map(({ charge }) => charge);
			if (!t.gt('contained-charged', t.amount({ zh: '从项计费金额（减退费）', en: 'Charged for the contained item' }, subs), zero('amount'))) return;
			const matches = [...pair.mains, ...pair.subs].filter(({ charge }) => mains.includes(charge) || subs.includes(charge));
			t.report({
				message: overlaps.some(({ by }) => by === 'sum') ? 'at-least' : 'both',
				data: { main: pair.point.name, sub: pair.point.subName, quantity: over.reduce((sum, { quantity }) => sum + quantity, 0) / QUANTITY_SCALE },
				grade: matches.every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
				lines: [...mains.map((charge) => ({ charge, role: 'related' as const })), ...over.map(offending)]
			});
		});
		if (t.reports.length > 0)
			t.clear('machine-changed', cellsSaying(stay, 'document', ['text'], /(改行|改为|转为|另行|更换为)[^。；]{0,8}(透析|滤过|灌流|CRRT|血液净化)/i));
	}
});

import { defineRule } from '../../engine/rule.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';
import { chargedPairs, namesOfPair, onOneDay } from '../../facts/test-pairs.ts';
import { clearReasons, REASON_CLEARS, withoutReason } from '../../facts/test-reasons.ts';

const seconds = itemsThat('testPairs', ({ scope }) => scope === 'stay', 'sub');

/** 同一目的两种检验同做: two tests that answer one question, charged on one day. */
export default defineRule({
	meta: {
		id: 'tests-of-one-purpose',
		version: 1,
		title: { zh: '同一目的的两种检验同日开展', en: 'Two tests of one purpose on one day' },
		explains: {
			zh: '同一天收取两种目的相同的检验（如B型钠尿肽与其N端前体），诊断、文书和结果都没有同时开展的理由。有该组合理由诊断的不在此列；需看诊断而没有诊断的无法判断。',
			en: 'Two tests of the same purpose (BNP and NT-proBNP) are charged on one day, and neither diagnoses, texts nor results ask for both. Where a diagnosis would be a reason and none is told, nothing can be judged.'
		},
		dimension: 'clinical',
		violation: '过度检查',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000302001000'],
		problems: [105, 114],
		requires: ['visit', 'fee'],
		uses: ['diagnosis', 'lab', 'document', 'exam', 'nursing', 'settlement'],
		knowledge: ['testPairs'],
		clears: REASON_CLEARS,
		messages: { both: { zh: '{{item}} 与 {{other}} 同日收费 {{times}} 次', en: '{{item}} beside {{other}} on one day, {{times}} times' } }
	},
	params: {},
	candidates: seconds.visits,
	judge(stay, t) {
		t.each(chargedPairs(stay, t, 'stay'), (pair) => {
			const { point } = pair;
			const days = onOneDay(t, pair);
			if (days.length === 0 || !withoutReason(t, stay, namesOfPair(point), point)) return;
			clearReasons(t, stay, point);
			t.report({
				message: 'both',
				data: { item: point.subName, other: point.name, times: days.length },
				grade: 'suspect',
				lines: days.flatMap(({ main, sub }) => [
					{ charge: sub.charge, role: 'offending' },
					{ charge: main.charge, role: 'related' }
				])
			});
		});
	}
});

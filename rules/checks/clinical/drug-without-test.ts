import { defineRule } from '../../engine/rule.ts';
import { noAllowingValue, noTest } from '../../facts/drug-tests.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { notMentioned } from '../../facts/text/operands.ts';
import { mentions } from '../../facts/text/mentions.ts';

/** Drugs paid only after a test (靶向药、人血白蛋白), claimed though no record tells of the test or no value allows them. */
export default defineRule({
	meta: {
		id: 'drug-without-test',
		version: 1,
		title: { zh: '限检测后使用药品无检测依据', en: 'Drug without the test that it needs' },
		explains: {
			zh: '限定检测结果后支付的药品（如有明确作用靶点的靶向药、人血白蛋白）纳入医保范围，而本人全部病历、检验检查、收费、医嘱中未见相应检测，或检验结果均未达限定值。没有病历文书或检验结果时不判断。',
			en: 'A drug paid only by the result of a test was claimed, yet no document, report, charge or order of the person tells of the test, or no laboratory value allows it. Without documents or values nothing is judged.'
		},
		dimension: 'clinical',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'person',
		basis: [article38('六')],
		// It serves a part of 药品限适应症 only, which the lists of that class cover.
		official: [],
		problems: [7],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'document', 'exam', 'nursing', 'lab', 'earlierVisit'],
		knowledge: ['drugTests'],
		clears: {
			planned: { zh: '文书拟行或送检该检测', en: 'Documents plan the test' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			untested: {
				zh: '{{item}} 限检测后使用，全部记录未见{{test}}，共 {{lines}} 条',
				en: '{{item}} is paid after {{test}}, which no record tells of: {{lines}} lines'
			},
			value: {
				zh: '{{item}} 限{{test}}达限定值使用，检验结果均未达到，共 {{lines}} 条',
				en: '{{item}} is paid by the value of {{test}}, and none allows it: {{lines}} lines'
			}
		}
	},
	params: {},
	candidates: (shard, context) => visitsWithItem(shard, context, 'drugTests'),
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'drugTests', t.day), ({ point, items }) => {
			const claims = claimedOf(t, items);
			if (claims.length === 0) return;
			const { labs, positive = [], tests } = point;
			if (labs ? !noAllowingValue(t, stay, labs) : !noTest(t, stay, point)) return;
			const label = { zh: '文书所载达到限定值的表现', en: 'What documents tell of such a value' };
			if (labs && positive.length > 0 && !notMentioned(t, 'not-told', label, stay, positive, { status: ['affirmed', 'uncertain'] })) return;
			all.push(...claims);
			if (!t.lookedForClears) t.clear('planned', mentions(stay, tests, { status: 'planned' }).sources);
			t.report({
				message: labs ? 'value' : 'untested',
				data: { ...itemData(claims), test: tests[0]!.replaceAll('…', '') },
				// What a record does not tell may have been told elsewhere: a test of another hospital is often known by paper only.
				grade: 'suspect',
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});

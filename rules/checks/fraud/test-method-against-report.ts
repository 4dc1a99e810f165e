import { defineRule } from '../../engine/rule.ts';
import { itemsOfFamilies, judgeMethods, methodParams } from '../../facts/method-judge.ts';
import { article38 } from '../../facts/regulation.ts';

const items = itemsOfFamilies('lab');

/** 检验方法串换: a method of a test charged of which the report tells another. */
export default defineRule({
	meta: {
		id: 'test-method-against-report',
		version: 1,
		title: { zh: '检验方法与收费项目不符', en: 'Test charged by a method that its report contradicts' },
		explains: {
			zh: '收费的检验项目按方法计价，同一检验指标的报告所写检验方法是另一种。只对照同一指标的报告；报告没有检验方法时无法判断。',
			en: 'A test is charged by a method, and the report of the same test names another one. Only reports of that test are compared; without a method in them nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '串换项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('四')],
		official: [],
		problems: [131, 132, 133],
		requires: ['visit', 'fee', 'lab'],
		uses: ['stock', 'document', 'exam', 'nursing', 'settlement'],
		knowledge: ['methodWords'],
		clears: { elsewhere: { zh: '其他日期或其他文书提到该项目应有的用语', en: 'Records of other days name what the item needs' } },
		messages: {
			otherwise: { zh: '收取 {{item}}，记录为 {{told}}，未见 {{needs}}', en: '{{item}} charged, the records tell of {{told}} and not of {{needs}}' },
			'not-told': { zh: '收取 {{item}}，报告中未见 {{needs}}', en: '{{item}} charged, its report says nothing of {{needs}}' }
		}
	},
	params: methodParams(1, 7, '采样、报告可能早于或晚于计费；期间同一指标任一报告为所收方法即不提示；经验值，未核实'),
	candidates: items.visits,
	judge(stay, t) {
		const elsewhere = judgeMethods(t, stay, items.families);
		if (elsewhere === undefined) return;
		t.clear('elsewhere', elsewhere);
	}
});

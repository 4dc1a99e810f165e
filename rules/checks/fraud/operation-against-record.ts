import { defineRule } from '../../engine/rule.ts';
import { itemsOfFamilies, judgeMethods, methodParams } from '../../facts/method-judge.ts';
import { article38 } from '../../facts/regulation.ts';

const items = itemsOfFamilies('operation', 'anaesthesia');

/** 手术串换: an operation charged of which the note and the register tell otherwise. */
export default defineRule({
	meta: {
		id: 'operation-against-record',
		version: 1,
		title: { zh: '手术记录与收费项目不符', en: 'Operation charged against its record' },
		explains: {
			zh: '收费的手术项目，其计费日前后的手术记录、麻醉记录、高值耗材登记等写明的是另一做法，且没有该项目应有的用语；没有指明另一做法的知识点，则要求有手术记录而无该用语。否认、拟行的不算。没有任何记录时无法判断。',
			en: 'The notes and registers of the days around the charge affirm another method and nowhere name what the operation needs. What is denied or only planned does not count. Without any record nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '串换项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('四')],
		official: [],
		problems: [20, 37, 41, 44, 46, 54, 144, 170],
		imagingProblems: [14],
		requires: ['visit', 'fee'],
		uses: ['operation', 'document', 'implant', 'diagnosis', 'exam', 'anesthesia', 'nursing', 'settlement'],
		knowledge: ['methodWords'],
		clears: { elsewhere: { zh: '其他日期或其他文书提到该项目应有的用语', en: 'Records of other days name what the item needs' } },
		messages: {
			otherwise: { zh: '收取 {{item}}，记录为 {{told}}，未见 {{needs}}', en: '{{item}} charged, the records tell of {{told}} and not of {{needs}}' },
			'not-told': { zh: '收取 {{item}}，手术记录未见 {{needs}}', en: '{{item}} charged, its notes say nothing of {{needs}}' }
		}
	},
	params: methodParams(1, 2, '夜间手术次日计费，或手术记录次日书写；病理等报告另按知识点所指的位置；经验值，未核实'),
	candidates: items.visits,
	judge(stay, t) {
		const elsewhere = judgeMethods(t, stay, items.families);
		if (elsewhere === undefined) return;
		t.clear('elsewhere', elsewhere);
	}
});

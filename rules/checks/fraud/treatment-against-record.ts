import { defineRule } from '../../engine/rule.ts';
import { itemsOfFamilies, judgeMethods, methodParams } from '../../facts/method-judge.ts';
import { article38 } from '../../facts/regulation.ts';

const items = itemsOfFamilies('treatment');

/** 治疗串换: a treatment charged of which devices, nursing and orders tell otherwise. */
export default defineRule({
	meta: {
		id: 'treatment-against-record',
		version: 1,
		title: { zh: '治疗记录与收费项目不符', en: 'Treatment charged against its record' },
		explains: {
			zh: '收费的治疗项目，当日前后的设备记录、护理记录、医嘱写明的是另一做法（如血液透析滤过记录为血液透析），且没有该项目应有的用语；知识点没有指明另一做法时，要求有所指位置的记录而无该用语。没有记录时无法判断。',
			en: 'Devices, nursing notes and orders of the days of a treatment affirm another one (dialysis where haemodiafiltration is charged) and nowhere name what the item needs. Without records nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '串换项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('四')],
		official: [],
		problems: [58, 66, 67, 68, 73],
		requires: ['visit', 'fee'],
		uses: ['device', 'nursing', 'order', 'document', 'operation', 'exam', 'settlement'],
		knowledge: ['methodWords'],
		clears: { elsewhere: { zh: '其他日期或其他文书提到该项目应有的用语', en: 'Records of other days name what the item needs' } },
		messages: {
			otherwise: { zh: '收取 {{item}}，记录为 {{told}}，未见 {{needs}}', en: '{{item}} charged, the records tell of {{told}} and not of {{needs}}' },
			'not-told': { zh: '收取 {{item}}，记录中未见 {{needs}}', en: '{{item}} charged, its records say nothing of {{needs}}' }
		}
	},
	params: methodParams(1, 1, '跨零点的治疗次日计费，或次日补记；经验值，未核实'),
	candidates: items.visits,
	judge(stay, t) {
		const elsewhere = judgeMethods(t, stay, items.families);
		if (elsewhere === undefined) return;
		t.clear('elsewhere', elsewhere);
	}
});

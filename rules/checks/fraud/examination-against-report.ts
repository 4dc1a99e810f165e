import { defineRule } from '../../engine/rule.ts';
import { itemsOfFamilies, judgeMethods, methodParams } from '../../facts/method-judge.ts';
import { article38 } from '../../facts/regulation.ts';

const items = itemsOfFamilies('imaging');

/** 检查串换: an examination or a test charged of which the report tells otherwise. */
export default defineRule({
	meta: {
		id: 'examination-against-report',
		version: 1,
		title: { zh: '检查报告与收费项目不符', en: 'Examination charged against its report' },
		explains: {
			zh: '收费的检查项目，其报告所见、结论、设备等写明的是另一做法（如十八导联心电图报告为12导联），且没有该项目应有的用语；知识点没有指明另一做法时，要求同类检查的报告齐备而无该用语。没有报告时无法判断。',
			en: 'The report of an examination affirms another method (twelve leads where eighteen are charged) and nowhere names what the item needs; where no other method is named, a report of the same kind must exist. Without a report nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '串换项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('四')],
		official: [],
		problems: [23, 24, 81, 95, 135, 177],
		requires: ['visit', 'fee'],
		uses: ['exam', 'lab', 'document', 'nursing', 'device', 'settlement'],
		knowledge: ['methodWords'],
		clears: { elsewhere: { zh: '其他日期或其他文书提到该项目应有的用语', en: 'Records of other days name what the item needs' } },
		messages: {
			otherwise: { zh: '收取 {{item}}，记录为 {{told}}，未见 {{needs}}', en: '{{item}} charged, the records tell of {{told}} and not of {{needs}}' },
			'not-told': { zh: '收取 {{item}}，报告中未见 {{needs}}', en: '{{item}} charged, its report says nothing of {{needs}}' }
		}
	},
	params: methodParams(1, 7, '报告可能晚于检查计费数日；期间任一报告有该项目用语即不提示；经验值，未核实'),
	candidates: items.visits,
	judge(stay, t) {
		const elsewhere = judgeMethods(t, stay, items.families);
		if (elsewhere === undefined) return;
		t.clear('elsewhere', elsewhere);
	}
});

import { defineRule } from '../../engine/rule.ts';
import { itemsOfFamilies, judgeMethods, methodParams } from '../../facts/method-judge.ts';
import { article38 } from '../../facts/regulation.ts';

const items = itemsOfFamilies('rehab');

/** 不适宜者收康复: training that a patient must take part in, charged on days on which the records tell of deep sedation or coma. */
export default defineRule({
	meta: {
		id: 'rehabilitation-of-sedated',
		version: 1,
		title: { zh: '深度镇静或昏迷患者收取主动康复训练', en: 'Active rehabilitation charged for a sedated patient' },
		explains: {
			zh: '收取需患者主动参与的康复训练，当日护理、病程写明深度镇静、深昏迷等状态，且没有治疗师操作或被动训练的记录。当日没有护理或病程记录时无法判断。',
			en: 'Training that the patient must take part in is charged, the notes of its days tell of deep sedation or coma, and no text of those days names a therapist or passive exercise. Without notes of the days nothing can be judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000302002000'],
		problems: [173],
		requires: ['visit', 'fee'],
		uses: ['nursing', 'document', 'exam', 'settlement'],
		knowledge: ['methodWords'],
		clears: { elsewhere: { zh: '其他日期的文书提到治疗师操作或被动训练', en: 'Texts of other days name a therapist or passive exercise' } },
		messages: {
			otherwise: {
				zh: '收取 {{item}}，当日记录为 {{told}}，未见 {{needs}}',
				en: '{{item}} charged, the notes of the day tell of {{told}} and not of {{needs}}'
			},
			'not-told': { zh: '收取 {{item}}，当日记录未见 {{needs}}', en: '{{item}} charged, the notes of the day say nothing of {{needs}}' }
		}
	},
	params: methodParams(0, 0, '状态按当日记录判断，不前后推延'),
	candidates: items.visits,
	judge(stay, t) {
		const elsewhere = judgeMethods(t, stay, items.families);
		if (elsewhere !== undefined) t.clear('elsewhere', elsewhere);
	}
});

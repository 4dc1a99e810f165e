import { defineRule } from '../../engine/rule.ts';
import { INDICATION_WORDS, judgeIndication, visitsWithIndication } from '../../facts/indication-judge.ts';
import { INDICATION_PARAMS } from '../../facts/indication-support.ts';
import { article38 } from '../../facts/regulation.ts';

/** 无指征治疗、超适应症使用: a treatment with an indication of which the record shows nothing. */
export default defineRule({
	meta: {
		id: 'treatment-without-indication',
		version: 1,
		title: { zh: '无指征开展治疗', en: 'Treatment without an indication' },
		explains: {
			zh: '收取的治疗有适应症清单（本地规定或用户导入），本次及既往诊断、文书、检验、手术检查中均未见任何一项适应症。否认、计划、家族史不算依据，既往史算；没有诊断或没有文书时无法判断。',
			en: 'A treatment with a list of indications (a regional one, or loaded by the user) is charged, and no diagnosis now or before, no text, laboratory value, operation or examination shows any. What is denied, planned or of the family does not count, history does; without diagnoses or texts nothing can be judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000302002000', 'GZ10000302006000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'diagnosis', 'document', 'exam', 'nursing', 'lab', 'operation', 'earlierVisit'],
		knowledge: ['indications'],
		...INDICATION_WORDS
	},
	params: INDICATION_PARAMS,
	candidates: visitsWithIndication('treatment'),
	judge: (stay, t) => judgeIndication(stay, t, 'treatment')
});

import { defineRule } from '../../engine/rule.ts';
import { INDICATION_WORDS, judgeIndication, visitsWithIndication } from '../../facts/indication-judge.ts';
import { INDICATION_PARAMS } from '../../facts/indication-support.ts';
import { article38 } from '../../facts/regulation.ts';

/** 无指征检验检查: a test limited to an indication, of which the record shows nothing. */
export default defineRule({
	meta: {
		id: 'test-without-indication',
		version: 1,
		title: { zh: '无指征开展检验检查', en: 'Test or examination without an indication' },
		explains: {
			zh: '收取的检验检查有适应症清单（本地规定或用户导入），本次及既往诊断、文书、检验、手术检查中均未见任何一项适应症。否认、计划、家族史不算依据，既往史算；没有诊断或没有文书时无法判断。',
			en: 'A test or an examination with a list of indications (a regional one, or loaded by the user) is charged, and no diagnosis now or before, no text, laboratory value, operation or examination shows any. What is denied, planned or of the family does not count, history does; without diagnoses or texts nothing can be judged.'
		},
		dimension: 'clinical',
		violation: '过度检查',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000302001000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'diagnosis', 'document', 'exam', 'nursing', 'lab', 'operation', 'earlierVisit'],
		knowledge: ['indications'],
		...INDICATION_WORDS
	},
	params: INDICATION_PARAMS,
	candidates: visitsWithIndication('test'),
	judge: (stay, t) => judgeIndication(stay, t, 'test')
});

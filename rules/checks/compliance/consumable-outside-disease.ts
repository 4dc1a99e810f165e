import { defineRule } from '../../engine/rule.ts';
import { INDICATION_WORDS, judgeIndication, visitsWithIndication } from '../../facts/indication-judge.ts';
import { INDICATION_PARAMS } from '../../facts/indication-support.ts';
import { article38 } from '../../facts/regulation.ts';

/** Materials (医用耗材) limited to a disease, claimed without anything in the record that supports it: findings of examinations count as documents. */
export default defineRule({
	meta: {
		id: 'consumable-outside-disease',
		version: 1,
		title: { zh: '医用耗材超限定疾病使用', en: 'Material outside its disease' },
		explains: {
			zh: '限疾病使用的医用耗材纳入医保范围，本次及既往诊断、文书、检验、手术检查中均未见依据。否认、计划、家族史不算依据，既往史算；没有诊断或没有文书时不判断。',
			en: 'A material limited to a disease was claimed, yet no diagnosis now or before, no document, laboratory value, operation or examination supports it. What is denied, planned or of the family does not count, history does; without diagnoses or documents nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['医用耗材限疾病使用'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'diagnosis', 'document', 'exam', 'nursing', 'lab', 'operation', 'earlierVisit'],
		knowledge: ['indications'],
		...INDICATION_WORDS
	},
	params: INDICATION_PARAMS,
	candidates: visitsWithIndication('material'),
	judge: (stay, t) => judgeIndication(stay, t, 'material')
});

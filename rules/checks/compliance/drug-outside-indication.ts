import { defineRule } from '../../engine/rule.ts';
import { INDICATION_WORDS, judgeIndication, visitsWithIndication } from '../../facts/indication-judge.ts';
import { INDICATION_PARAMS } from '../../facts/indication-support.ts';
import { article38 } from '../../facts/regulation.ts';

/** Drugs limited to an indication (限适应症), claimed without anything in the record that supports it. */
export default defineRule({
	meta: {
		id: 'drug-outside-indication',
		version: 1,
		title: { zh: '药品超限定适应症支付', en: 'Drug outside its paid indication' },
		explains: {
			zh: '限适应症支付的药品纳入医保范围，本次及既往诊断、文书、检验、手术检查中均未见依据。否认、计划、家族史不算依据，既往史算；没有诊断或没有文书时不判断。',
			en: 'A drug limited to an indication was claimed, yet no diagnosis now or before, no document, laboratory value, operation or examination supports it. What is denied, planned or of the family does not count, history does; without diagnoses or documents nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['药品限适应症'],
		problems: [7],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'diagnosis', 'document', 'exam', 'nursing', 'lab', 'operation', 'earlierVisit'],
		knowledge: ['indications'],
		...INDICATION_WORDS
	},
	params: INDICATION_PARAMS,
	candidates: visitsWithIndication('drug'),
	judge: (stay, t) => judgeIndication(stay, t, 'drug')
});

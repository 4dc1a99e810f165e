import { defineKnowledge } from '../descriptor.ts';
import { texts } from '../field-rules.ts';

/** Drug of outpatient benefits for chronic and special diseases (门诊慢特病): codes of the diseases that it is paid under. */
export const benefitDrugs = defineKnowledge({
	zh: '门慢特病用药目录',
	en: 'Drugs of outpatient benefits',
	sides: 'item',
	fields: { benefits: texts }
});

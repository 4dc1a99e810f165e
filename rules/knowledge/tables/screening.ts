import { defineKnowledge } from '../descriptor.ts';
import { codes, oneOf, optional, texts, yesOrNo } from '../field-rules.ts';

/**
 * Test or examination that many patients of a ward get (普查式): diagnoses (beginnings of ICD-10) and words that give a reason, departments whose own
 * work it is, sex.
 */
export const screening = defineKnowledge({
	zh: '普查式检验检查',
	en: 'Routine tests',
	sides: 'item',
	apart: ['kind'],
	fields: {
		kind: oneOf('lab', 'exam', 'other'),
		icd: optional(codes),
		words: optional(texts),
		departments: optional(texts),
		sex: optional(oneOf('1', '2')),
		/** Whether an operation of the stay is a reason too (术前评估). */
		operated: optional(yesOrNo)
	}
});

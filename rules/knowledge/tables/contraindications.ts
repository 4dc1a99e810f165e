import { defineKnowledge, needsOneOf } from '../descriptor.ts';
import { codes, labs, oneOf, optional, texts, whole } from '../field-rules.ts';

/**
 * What forbids a drug or an item (禁忌): any of the diagnoses (beginnings of ICD-10), words, values of a laboratory; an age in years from which on it
 * is unsafe; pregnancy or lactation.
 */
export const contraindications = defineKnowledge({
	zh: '禁忌症',
	en: 'Contraindications',
	sides: 'item',
	apart: ['kind', 'ageFrom', 'pregnancy'],
	fault: needsOneOf('icd', 'words', 'labs', 'ageFrom', 'pregnancy'),
	fields: {
		kind: oneOf('drug', 'item'),
		icd: optional(codes),
		words: optional(texts),
		labs: optional(labs),
		ageFrom: optional(whole(0, 150)),
		pregnancy: optional(oneOf('pregnancy', 'lactation')),
		/** Words by which it may be done all the same (磁共振兼容, 起搏器取出). */
		unless: optional(texts)
	}
});

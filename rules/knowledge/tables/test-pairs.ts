import { defineKnowledge } from '../descriptor.ts';
import { codes, named, oneOf, optional, text, texts } from '../field-rules.ts';

/** Two tests of one purpose (同一目的): in one stay, or together in nearly all stays of a ward; diagnoses and words that give a reason for both. */
export const testPairs = defineKnowledge({
	zh: '同目的检验',
	en: 'Tests of one purpose',
	sides: 'pair',
	apart: ['scope'],
	fields: {
		subCodes: named(codes),
		subName: named(text()),
		subAliases: named(optional(texts)),
		scope: oneOf('stay', 'population'),
		icd: optional(codes),
		words: optional(texts)
	}
});

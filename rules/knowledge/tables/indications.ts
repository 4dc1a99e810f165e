import { defineKnowledge } from '../descriptor.ts';
import { codes, labs, oneOf, optional, texts, whole } from '../field-rules.ts';

/**
 * What an item is for (适应症): any of the diagnoses (beginnings of ICD-10), words, ages or values of a laboratory qualifies. Words come out of
 * documents; those of `notWords` do not count as them (未见, 排除).
 */
export const indications = defineKnowledge({
	zh: '限定适应症',
	en: 'Indications',
	sides: 'item',
	apart: ['kind'],
	fields: {
		kind: oneOf('drug', 'item', 'material', 'label', 'test', 'treatment'),
		icd: optional(codes),
		words: optional(texts),
		notWords: optional(texts),
		ageMinDays: optional(whole(0, 60_000)),
		ageMaxDays: optional(whole(0, 60_000)),
		/** Names of operations or examinations that qualify. */
		procedures: optional(texts),
		labs: optional(labs)
	}
});

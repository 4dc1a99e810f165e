import { defineKnowledge } from '../descriptor.ts';
import { codes, named, optional, text, texts, whole, yesOrNo } from '../field-rules.ts';

/** Two drugs or herbs that must not meet (相互作用, 配伍禁忌): within so many hours, 0 for at the same time; by this route where it matters. */
export const interactions = defineKnowledge({
	zh: '相互作用',
	en: 'Interactions',
	sides: 'pair',
	apart: ['route'],
	fields: {
		subCodes: named(codes),
		subName: named(text()),
		subAliases: named(optional(texts)),
		hours: whole(0, 1_000),
		route: optional(text(40)),
		herb: yesOrNo
	}
});

import { defineKnowledge, needsOneOf } from '../descriptor.ts';
import { oneOf, optional, text, texts, textsLike } from '../field-rules.ts';

/**
 * What a record says of how an item was done: words that it needs, words that speak of another item, and where they are looked for (`table.field`);
 * the name of the cheaper item that was done where one is.
 */
export const methodWords = defineKnowledge({
	zh: '方法用语',
	en: 'Words of a method',
	sides: 'item',
	apart: ['family'],
	fault: needsOneOf('needs', 'against'),
	fields: {
		family: oneOf('imaging', 'lab', 'operation', 'treatment', 'anaesthesia', 'bed', 'rehab'),
		needs: optional(texts),
		against: optional(texts),
		places: textsLike(/^[a-zA-Z]+\.[a-z_]+$/u, 'table.field'),
		cheaper: optional(text())
	}
});

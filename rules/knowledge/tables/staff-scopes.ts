import { defineKnowledge } from '../descriptor.ts';
import { optional, texts } from '../field-rules.ts';

/** Item that needs registered staff: words of the scope of practice (执业范围) or of the title. */
export const staffScopes = defineKnowledge({
	zh: '所需执业范围',
	en: 'Staff of items',
	sides: 'item',
	fields: { scopes: texts, titles: optional(texts) }
});

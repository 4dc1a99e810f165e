import { defineKnowledge } from '../descriptor.ts';
import { text } from '../field-rules.ts';

/** Operations of a group share one incision: the second and further ones are charged at a discount. */
export const discountGroups = defineKnowledge({
	zh: '折价手术组',
	en: 'Operations at a discount',
	sides: 'item',
	apart: ['group'],
	fields: { group: text(80) }
});

import { defineKnowledge } from '../descriptor.ts';
import { oneOf, texts } from '../field-rules.ts';

/** Item of certain departments: words of their names, of the department that performs or that orders. */
export const departmentLimits = defineKnowledge({
	zh: '限定科室',
	en: 'Items of departments',
	sides: 'item',
	apart: ['side'],
	fields: { departments: texts, side: oneOf('performing', 'ordering') }
});

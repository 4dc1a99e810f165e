import { defineKnowledge } from '../descriptor.ts';
import { optional, quantity } from '../field-rules.ts';

/** Highest dose of a herb (饮片用量) a day, 1/10 000 g, and that of a toxic one. */
export const herbDoses = defineKnowledge({
	zh: '饮片用量',
	en: 'Doses of herbs',
	sides: 'item',
	fields: { maxGram: quantity, toxicGram: optional(quantity) }
});

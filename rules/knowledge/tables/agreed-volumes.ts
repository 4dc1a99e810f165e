import { defineKnowledge } from '../descriptor.ts';
import { quantity, texts } from '../field-rules.ts';

/** Agreed volume (约定采购量) of a selected product, 1/10 000 of its unit from `from` to `to`, and names of what is used in its place. */
export const agreedVolumes = defineKnowledge({
	zh: '约定采购量',
	en: 'Agreed volumes',
	sides: 'item',
	apart: ['from'],
	byCodes: true,
	fields: { quantity: quantity, alternatives: texts }
});

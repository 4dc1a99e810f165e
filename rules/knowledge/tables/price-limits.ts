import { defineKnowledge } from '../descriptor.ts';
import { oneOf, optional, price } from '../field-rules.ts';

/** Highest price that may be charged, 1/1 000 000 元 a unit, by rank of the hospital where it differs. */
export const priceLimits = defineKnowledge({
	zh: '限定单价',
	en: 'Highest prices',
	sides: 'item',
	apart: ['rank'],
	fields: { price: price, rank: optional(oneOf(1, 2, 3)) }
});

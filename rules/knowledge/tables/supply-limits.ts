import { defineKnowledge, needsOneOf } from '../descriptor.ts';
import { codes, optional, quantity, whole } from '../field-rules.ts';

/**
 * Most that may be supplied at once (开药量): days, or days where a chronic disease is on record (beginnings of ICD-10), or a quantity in 1/10 000 of
 * the unit.
 */
export const supplyLimits = defineKnowledge({
	zh: '限定开药量',
	en: 'Days of supply',
	sides: 'item',
	fault: needsOneOf('days', 'quantity'),
	fields: { days: optional(whole(1, 3660)), chronicDays: optional(whole(1, 3660)), chronicIcd: optional(codes), quantity: optional(quantity) }
});

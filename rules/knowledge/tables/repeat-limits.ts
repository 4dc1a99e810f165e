import { defineKnowledge } from '../descriptor.ts';
import { codes, optional, whole, wholeOr } from '../field-rules.ts';

/**
 * Test that is repeated without need: at most `most` a sample, day, visit, or within so many days, save where a diagnosis (beginnings of ICD-10)
 * asks for it.
 */
export const repeatLimits = defineKnowledge({
	zh: '重复检验限次',
	en: 'Repeated tests',
	sides: 'item',
	apart: ['window'],
	fields: { most: whole(1, 1_000), window: wholeOr(1, 3660, 'sample', 'day', 'visit'), exemptIcd: optional(codes) }
});

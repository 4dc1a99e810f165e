import { defineKnowledge } from '../descriptor.ts';
import { amount, oneOf, optional, yesOrNo } from '../field-rules.ts';

/** Highest in-scope amount (报销总额), 分, within a visit, a year or an operation; `each`: a unit. */
export const amountLimits = defineKnowledge({
	zh: '限定报销总额',
	en: 'Highest amounts',
	sides: 'item',
	apart: ['window'],
	fields: { fen: amount, window: oneOf('visit', 'year', 'operation'), each: optional(yesOrNo) }
});

import { defineKnowledge } from '../descriptor.ts';
import { oneOf } from '../field-rules.ts';

/** Herb (中药饮片) that is never paid (单复方均不予支付), or not where a prescription holds nothing else (单方不予支付). */
export const herbLimits = defineKnowledge({
	zh: '饮片支付限制',
	en: 'Herbs that are not paid',
	sides: 'item',
	apart: ['kind'],
	fields: { kind: oneOf('never', 'alone') }
});

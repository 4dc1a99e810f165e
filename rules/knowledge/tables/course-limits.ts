import { defineKnowledge } from '../descriptor.ts';
import { oneOf, optional, whole } from '../field-rules.ts';

/** Item paid for at most this many days of use in a course; `span` counts from the first day of use to the last (连续时间跨度), else days of use. */
export const courseLimits = defineKnowledge({
	zh: '限定支付疗程',
	en: 'Days of a paid course',
	sides: 'item',
	fields: { days: whole(1, 3660), basis: optional(oneOf('days', 'span')) }
});

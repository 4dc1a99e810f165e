import { defineKnowledge } from '../descriptor.ts';
import { whole, wholeOr } from '../field-rules.ts';

/** At most `limit` in each period, in days; the visit where `visit`. */
export const frequencyLimits = defineKnowledge({
	zh: '限定频次',
	en: 'Frequencies',
	sides: 'item',
	fields: { limit: whole(1, 100_000), period: wholeOr(1, 3660, 'visit', 'hour') }
});

import { defineKnowledge, needsOneOf } from '../descriptor.ts';
import { optional, whole } from '../field-rules.ts';

/**
 * Item for an age range. `maxAge` is the last permitted age in whole years, `maxAgeDays` the last permitted day of life where years are too coarse
 * (新生儿).
 */
export const ageLimits = defineKnowledge({
	zh: '限定年龄',
	en: 'Items for an age',
	sides: 'item',
	fault: needsOneOf('minAge', 'maxAge', 'minAgeDays', 'maxAgeDays'),
	fields: {
		minAge: optional(whole(0, 150)),
		maxAge: optional(whole(0, 150)),
		minAgeDays: optional(whole(0, 60_000)),
		maxAgeDays: optional(whole(0, 60_000))
	}
});

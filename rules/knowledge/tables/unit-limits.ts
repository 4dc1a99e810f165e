import { defineKnowledge } from '../descriptor.ts';
import { oneOf, optional, someOf, texts, whole } from '../field-rules.ts';

/**
 * What one unit of an item is (计价单位): at most `most` for each session, site or other unit, which the tables of `records` tell. Courses are counted
 * within `gapDays`.
 */
export const unitLimits = defineKnowledge({
	zh: '计价单位',
	en: 'Units of items',
	sides: 'item',
	apart: ['unit'],
	fields: {
		unit: oneOf('session', 'day', 'site', 'side', 'vertebra', 'specimen', 'course', 'operation', 'event', 'first-hour'),
		most: whole(1, 1_000),
		records: optional(someOf('device', 'nursing', 'document', 'exam', 'lab', 'operation', 'anesthesia', 'order', 'implant')),
		siteWords: optional(texts),
		gapDays: optional(whole(1, 3660))
	}
});

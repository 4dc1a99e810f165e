import { defineKnowledge } from '../descriptor.ts';
import { named, oneOf, optional, texts } from '../field-rules.ts';

/** Items of a kind that rules count: beds, nursing by level, items charged by the hour with their device. */
export const itemKinds = defineKnowledge({
	zh: '项目种类',
	en: 'Kinds of items',
	sides: 'item',
	apart: ['kind'],
	fields: {
		kind: oneOf('bed', 'nursing', 'hourly', 'film'),
		/** For nursing: 0 special, 1, 2, 3. */
		level: optional(oneOf(0, 1, 2, 3)),
		/** For hourly items: names of the device in 重症/设备 records. */
		devices: named(optional(texts))
	}
});

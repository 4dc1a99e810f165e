import { defineKnowledge } from '../descriptor.ts';
import { oneOf, optional, texts, whole, yesOrNo } from '../field-rules.ts';

/** Drug or material that is used with another item only: names of what it needs, any or all, within the window; for `day` within so many days. */
export const companions = defineKnowledge({
	zh: '伴随项目',
	en: 'Items that go together',
	sides: 'item',
	apart: ['kind'],
	fields: { kind: oneOf('drug', 'material'), needs: texts, all: yesOrNo, window: oneOf('day', 'visit'), days: optional(whole(0, 365)) }
});

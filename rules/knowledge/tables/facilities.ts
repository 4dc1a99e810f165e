import { defineKnowledge } from '../descriptor.ts';
import { optional, texts } from '../field-rules.ts';

/** Item that needs equipment or a room (设施设备): words of its name in the register, and of its model. */
export const facilities = defineKnowledge({
	zh: '所需设施设备',
	en: 'Facilities of items',
	sides: 'item',
	fields: { needs: texts, models: optional(texts) }
});

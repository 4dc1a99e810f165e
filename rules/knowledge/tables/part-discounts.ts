import { defineKnowledge } from '../descriptor.ts';
import { optional, text, whole } from '../field-rules.ts';

/**
 * Further parts, vessels or organs of one examination or operation are charged less: percent of the price of the first for the second and the third;
 * absent where the region sets it.
 */
export const partDiscounts = defineKnowledge({
	zh: '加收折价',
	en: 'Further parts at a discount',
	sides: 'item',
	apart: ['group'],
	fields: { group: text(80), modality: text(40), shareSecond: optional(whole(0, 100)), shareThird: optional(whole(0, 100)) }
});

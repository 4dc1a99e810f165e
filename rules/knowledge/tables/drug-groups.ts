import { defineKnowledge } from '../descriptor.ts';
import { optional, text, texts, whole } from '../field-rules.ts';

/** Drugs of one action (同类药品): `least` of a group at a time are one too many, save with those of `allowedWith`. */
export const drugGroups = defineKnowledge({
	zh: '同类药品',
	en: 'Drugs of one action',
	sides: 'item',
	apart: ['group'],
	fields: { group: text(80), route: optional(text(40)), least: whole(2, 20), allowedWith: optional(texts) }
});

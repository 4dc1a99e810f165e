import { defineKnowledge } from '../descriptor.ts';
import { optional, texts, whole } from '../field-rules.ts';

/** Drug paid only after others have failed (二线用药): names of the first line, and words of a record that tell of its failure. */
export const secondLine = defineKnowledge({
	zh: '限二线使用',
	en: 'Second-line drugs',
	sides: 'item',
	fields: { firstLine: texts, failWords: optional(texts), lookbackDays: optional(whole(1, 36_600)) }
});

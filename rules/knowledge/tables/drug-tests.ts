import { defineKnowledge } from '../descriptor.ts';
import { labs, optional, texts } from '../field-rules.ts';

/** Drug that is paid only after a test (检测后使用): words of the test and of the result that allows it, or values of a laboratory. */
export const drugTests = defineKnowledge({
	zh: '用药前检测',
	en: 'Tests before drugs',
	sides: 'item',
	fields: { tests: texts, positive: optional(texts), labs: optional(labs) }
});

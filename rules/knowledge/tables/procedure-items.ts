import { defineKnowledge } from '../descriptor.ts';
import { optional, texts, yesOrNo } from '../field-rules.ts';

/** Fee items of a procedure: names of any of them. `codes` are beginnings of ICD-9-CM-3; `minor` ones need no record of an operation. */
export const procedureItems = defineKnowledge({
	zh: '手术操作的收费项目',
	en: 'Items of procedures',
	sides: 'none',
	fields: { names: texts, minor: optional(yesOrNo) }
});

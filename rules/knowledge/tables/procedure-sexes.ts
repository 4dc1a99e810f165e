import { defineKnowledge } from '../descriptor.ts';
import { oneOf } from '../field-rules.ts';

/** Procedure (ICD-9-CM-3 医保版) that only one sex can have. `codes` are beginnings. */
export const procedureSexes = defineKnowledge({
	zh: '区分性别的手术操作',
	en: 'Procedures of one sex',
	sides: 'none',
	fields: { sex: oneOf('1', '2') }
});

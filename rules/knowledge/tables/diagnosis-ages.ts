import { defineKnowledge, needsOneOf } from '../descriptor.ts';
import { optional, whole } from '../field-rules.ts';

/** Diagnosis of an age, in days of life on admission. `codes` are beginnings of ICD-10. */
export const diagnosisAges = defineKnowledge({
	zh: '限定年龄的诊断',
	en: 'Diagnoses of an age',
	sides: 'none',
	fault: needsOneOf('minAgeDays', 'maxAgeDays'),
	fields: { minAgeDays: optional(whole(0, 60_000)), maxAgeDays: optional(whole(0, 60_000)) }
});

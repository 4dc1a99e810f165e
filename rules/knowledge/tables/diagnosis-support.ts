import { defineKnowledge, needsOneOf } from '../descriptor.ts';
import { labs, optional, texts, whole } from '../field-rules.ts';

/**
 * What a stay shows of a diagnosis (诊断依据): values of a laboratory, drugs, items, words; `least` of these kinds support it. `codes` are beginnings of
 * ICD-10.
 */
export const diagnosisSupport = defineKnowledge({
	zh: '诊断依据',
	en: 'Support of diagnoses',
	sides: 'none',
	fault: needsOneOf('labs', 'drugs', 'items', 'words'),
	fields: { labs: optional(labs), drugs: optional(texts), items: optional(texts), words: optional(texts), least: whole(1, 4) }
});

import { defineKnowledge } from '../descriptor.ts';
import { oneOf, optional, texts, whole, yesOrNo } from '../field-rules.ts';

/** Antibiotic (抗菌药物): grade 1 非限制, 2 限制, 3 特殊; words of the titles that may prescribe it; whether it is used to prevent, and for how many hours. */
export const antibiotics = defineKnowledge({
	zh: '抗菌药物分级',
	en: 'Antibiotics',
	sides: 'item',
	fields: { grade: optional(oneOf(1, 2, 3)), title: optional(texts), prophylaxis: optional(yesOrNo), hours: optional(whole(1, 1_000)) }
});

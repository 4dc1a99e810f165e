import { defineKnowledge } from '../descriptor.ts';
import { textsLike } from '../field-rules.ts';

/**
 * Chapters of diagnoses that a chapter of procedures goes with. `codes` are beginnings of ICD-9-CM-3, `diagnoses` ICD-10 categories or ranges of
 * them (K00-K93).
 */
export const chapterLinks = defineKnowledge({
	zh: '手术与诊断章节',
	en: 'Chapters of procedures and diagnoses',
	sides: 'none',
	fields: { diagnoses: textsLike(/^[A-Z][0-9]{2}(?:-[A-Z][0-9]{2})?$/u, 'K00-K93') }
});

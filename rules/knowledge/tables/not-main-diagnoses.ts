import { defineKnowledge } from '../descriptor.ts';

/** Diagnosis that may not be the main one (不能作为主要诊断). `codes` are beginnings of ICD-10. */
export const notMainDiagnoses = defineKnowledge({ zh: '不作主要诊断的编码', en: 'Diagnoses that are never the main one', sides: 'none', fields: {} });

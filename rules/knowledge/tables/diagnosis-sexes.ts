import { defineKnowledge } from '../descriptor.ts';
import { oneOf } from '../field-rules.ts';

/** Diagnosis that only one sex can have: 1 male, 2 female. `codes` are beginnings of ICD-10. */
export const diagnosisSexes = defineKnowledge({ zh: '区分性别的诊断', en: 'Diagnoses of one sex', sides: 'none', fields: { sex: oneOf('1', '2') } });

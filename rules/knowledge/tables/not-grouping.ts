import { defineKnowledge } from '../descriptor.ts';

/** Procedure that no group is made of (不参与分组). `codes` are beginnings of ICD-9-CM-3. */
export const notGrouping = defineKnowledge({ zh: '不参与分组的操作', en: 'Procedures outside grouping', sides: 'none', fields: {} });

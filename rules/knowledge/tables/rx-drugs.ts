import { defineKnowledge } from '../descriptor.ts';

/** Drug that needs a prescription (处方药). */
export const rxDrugs = defineKnowledge({ zh: '处方药', en: 'Prescription drugs', sides: 'item', fields: {} });

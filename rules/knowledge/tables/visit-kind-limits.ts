import { defineKnowledge } from '../descriptor.ts';
import { oneOf } from '../field-rules.ts';

/** Item paid only in this kind of visit. */
export const visitKindLimits = defineKnowledge({
	zh: '限定就医方式',
	en: 'Items for a kind of visit',
	sides: 'item',
	fields: { kind: oneOf('inpatient', 'outpatient', 'emergency-or-inpatient') }
});

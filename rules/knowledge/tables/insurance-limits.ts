import { defineKnowledge } from '../descriptor.ts';
import { oneOf } from '../field-rules.ts';

/** Item paid only under this kind of insurance (`insutype`). */
export const insuranceLimits = defineKnowledge({
	zh: '限定险种',
	en: 'Items for one kind of insurance',
	sides: 'item',
	fields: { insurance: oneOf('injury', 'maternity') }
});

import { defineKnowledge } from '../descriptor.ts';
import { oneOf } from '../field-rules.ts';

/** Item only for one sex: 1 male, 2 female (national code of `gend`). */
export const sexLimits = defineKnowledge({ zh: '限定性别', en: 'Items for one sex', sides: 'item', fields: { sex: oneOf('1', '2') } });

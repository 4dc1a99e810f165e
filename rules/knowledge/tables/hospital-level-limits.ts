import { defineKnowledge } from '../descriptor.ts';
import { oneOf } from '../field-rules.ts';

/** Item paid only at hospitals of at least this rank: 1, 2, 3 (一级, 二级, 三级). */
export const hospitalLevelLimits = defineKnowledge({
	zh: '限定医疗机构级别',
	en: 'Items for a level of hospital',
	sides: 'item',
	fields: { minRank: oneOf(1, 2, 3) }
});

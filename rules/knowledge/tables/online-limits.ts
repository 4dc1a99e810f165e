import { defineKnowledge } from '../descriptor.ts';

/** Drug that an internet hospital (互联网医院) may not prescribe at the cost of the funds. */
export const onlineLimits = defineKnowledge({ zh: '互联网医院不予支付药品', en: 'Drugs outside online visits', sides: 'item', fields: {} });

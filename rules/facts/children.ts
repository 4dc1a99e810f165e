import type { AgeLimit } from '../knowledge/pack.ts';

/** Points of 药品儿童禁用: no limit of payment but of use, and so of a rule of its own. */
const FORBIDDEN = ['药品儿童禁用', 'GZ10000301003000'] as const;

/** Whether a point says that a drug is forbidden below an age, not that it is paid for an age. */
export const isForbiddenToChildren = ({ officialClass, officialCode = '' }: AgeLimit): boolean =>
	officialClass === FORBIDDEN[0] || officialCode === FORBIDDEN[1];

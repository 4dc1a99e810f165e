import type { Basis } from '../domain/finding.ts';

/** An item of article 40 (骗取医保基金), only beside article 38 and only for the case that the conduct is proven (若查实). Its text was checked. */
export const article40IfProven = (item: '一' | '二' | '三'): Basis => ({
	doc: '医疗保障基金使用监督管理条例',
	clause: `第四十条(${item})（若查实）`,
	from: '2021-05-01',
	verified: true
});

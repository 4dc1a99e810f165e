import type { Basis } from '../domain/finding.ts';

/** An item of article 38 of the regulation (条例第三十八条), whose text was checked. Article 40 is never cited by itself. */
export const article38 = (item: '一' | '二' | '三' | '四' | '五' | '六' | '七'): Basis => ({
	doc: '医疗保障基金使用监督管理条例',
	clause: `第三十八条(${item})`,
	from: '2021-05-01',
	verified: true
});

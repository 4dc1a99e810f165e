import type { Basis, Bilingual } from '../finding.ts';
import { ARTICLES } from './article-list.ts';

/** A clause that rules cite (政策依据), in a short statement of our own: the published wording stays where it was published. */
export interface Article {
	/** Document and clause exactly as rules cite them (`Basis`). */
	readonly doc: string;
	readonly clause: string;
	readonly statement: Bilingual;
	/** First and last day in force, yyyy-MM-dd. */
	readonly from: string;
	readonly to?: string;
	/** Our statement was checked against the published text. */
	readonly verified: boolean;
	/** Where we know the clause from, and what of it could not be checked. */
	readonly source: Bilingual;
}

/** Document number and year as published, for a reference that others can look up. */
export const DOCUMENTS: Readonly<Record<string, Bilingual>> = {
	医疗保障基金使用监督管理条例: { zh: '国务院令第735号', en: 'State Council Decree No. 735' },
	'医疗保障基金使用监督管理条例实施细则（国家医保局令第7号）': { zh: '国家医疗保障局令第7号', en: 'NHSA Decree No. 7' },
	'医疗保障基金智能监管规则库、知识库框架体系（1.0版）': { zh: '国家医保局 2023 年公布', en: 'Published by the NHSA in 2023' }
};

const keyOf = (basis: Pick<Basis, 'doc' | 'clause'>): string => `${basis.doc}\n${basis.clause}`;
const byClause: ReadonlyMap<string, Article> = new Map(ARTICLES.map((article) => [keyOf(article), article]));

/** The article that a rule cites; undefined where nobody has stated it (a test holds that every cited one is). */
export const articleOf = (basis: Pick<Basis, 'doc' | 'clause'>): Article | undefined => byClause.get(keyOf(basis));

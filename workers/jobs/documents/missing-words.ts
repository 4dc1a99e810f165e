import type { Missing } from '../../../rules/domain/finding.ts';
import { descriptorOf, isKnowledgeTable } from '../../../rules/knowledge/tables/index.ts';
import { wordsOf } from '../request-list.ts';

const OURS: Readonly<Partial<Record<Missing['kind'], (what: string) => string>>> = {
	knowledge: (what) => `知识点：${isKnowledgeTable(what) ? descriptorOf(what).zh : what}`,
	parameter: (what) => `参数（${what}）`,
	peers: () => '同组可比数据不足',
	'ambiguous-refund': () => '退费可对应多行费用'
};

/** What a rule could not judge for want of, in words of a report: what a hospital can hand over, and what is ours to load. */
export const missingWords = (missing: Missing): string => OURS[missing.kind]?.(missing.what) ?? wordsOf(missing);

import type { Basis } from '../domain/finding.ts';
import { article38 } from './regulation.ts';

/** Up-coding or under-coding of a group (高套或低编): another unlawful act under article 38, named by article 23 of the detailed rules from 2026-04-01. */
export const codingOfGroups: readonly Basis[] = [
	article38('七'),
	{ doc: '医疗保障基金使用监督管理条例实施细则（国家医保局令第7号）', clause: '第二十三条', from: '2026-04-01', verified: false }
];

/** A class of the national framework of 2023 as the basis of a fault of the claim. The notice's own text was not read. */
export const frameworkClass = (name: string): Basis => ({
	doc: '医疗保障基金智能监管规则库、知识库框架体系（1.0版）',
	clause: name,
	from: '2023-05-15',
	verified: false
});

import type { KnowledgeTableId } from '../../rules/knowledge/pack.ts';

/** A rule class (规则类) of the national rule base whose points are published. */
export interface RuleClass {
	/** Official name. */
	readonly name: string;
	/** Official code where published. */
	readonly code?: string;
	/** For pack ids. */
	readonly slug: string;
	/** Null: a class that we do not know, read and counted. */
	readonly table: KnowledgeTableId | null;
	/** Parameters that the class itself gives. */
	readonly insurance?: 'injury' | 'maternity';
	/** Whether the age stands in the words of the limit (药品限儿童使用) or is "a child" throughout. */
	readonly ageInWords?: true;
	readonly herb?: 'never' | 'alone';
}

const classOf = (name: string, code: string | null, slug: string, table: KnowledgeTableId | null, more: Partial<RuleClass> = {}): RuleClass => ({
	name,
	...(code ? { code } : {}),
	slug,
	table,
	...more
});

export const RULE_CLASSES: readonly RuleClass[] = [
	classOf('药品区分性别使用', 'GZ10000301004000', 'drug-sex', 'sexLimits'),
	classOf('医疗服务项目区分性别使用', 'GZ10000302004000', 'item-sex', 'sexLimits'),
	classOf('药品儿童专用', 'GZ10000301002000', 'drug-children', 'ageLimits'),
	classOf('药品限儿童使用', 'GZ10000101007000', 'drug-children-limit', 'ageLimits', { ageInWords: true }),
	classOf('医疗服务项目儿童专用', 'GZ10000302003000', 'item-children', 'ageLimits'),
	classOf('医疗服务项目限年龄', null, 'item-age', 'ageLimits'),
	classOf('药品限工伤保险', 'GZ10000101001000', 'drug-injury', 'insuranceLimits', { insurance: 'injury' }),
	classOf('药品限生育保险', 'GZ10000101002000', 'drug-maternity', 'insuranceLimits', { insurance: 'maternity' }),
	classOf('药品限就医方式', null, 'drug-visit', 'visitKindLimits'),
	classOf('药品限医疗机构级别', 'GZ10000101012000', 'drug-level', 'hospitalLevelLimits'),
	classOf('药品限支付疗程', 'GZ10000101010000', 'drug-course', 'courseLimits'),
	classOf('医疗服务项目限支付疗程', 'GZ10000102010000', 'item-course', 'courseLimits'),
	classOf('医疗服务项目重复收费', 'GZ10000102012000', 'item-exclusion', 'exclusions'),
	classOf('医疗服务项目限定频次', 'GZ10000102014000', 'item-frequency', 'frequencyLimits'),
	classOf('医疗服务项目周期超频次', null, 'item-cycle', 'frequencyLimits'),
	classOf('手术项目未按规定折价收费', 'GZ10000102002000', 'operation-discount', 'discountGroups'),
	classOf('药品限二线使用', 'GZ10000101005000', 'drug-second-line', 'secondLine'),
	classOf('药品限适应症', 'GZ10000101008000', 'drug-indication', 'indications'),
	classOf('超互联网医院药品支付范围', null, 'drug-internet', 'onlineLimits'),
	classOf('中药饮片单复方均不予支付', 'GZ10000101003000', 'herb-never', 'herbLimits', { herb: 'never' }),
	classOf('中药饮片单方使用不予支付', 'GZ10000101004000', 'herb-alone', 'herbLimits', { herb: 'alone' })
];

const BY_NAME = new Map(RULE_CLASSES.map((ruleClass) => [ruleClass.name, ruleClass]));
/** `限定类型` of the re-laid workbooks, for drugs and for service items. */
const LIMIT_KINDS: Readonly<Record<string, { readonly drug?: string; readonly item?: string }>> = {
	限定性别对象: { drug: '药品区分性别使用', item: '医疗服务项目区分性别使用' },
	限定年龄对象: { drug: '药品儿童专用', item: '医疗服务项目儿童专用' },
	限定主次操作: { item: '手术项目未按规定折价收费' },
	限定机构等级: { drug: '药品限医疗机构级别' },
	限定支付疗程: { drug: '药品限支付疗程', item: '医疗服务项目限支付疗程' },
	限定就医方式: { drug: '药品限就医方式' }
};

/** A class by its official name; for a name that we do not know, a class without table, so that it is told and not dropped. */
export function classByName(name: string): RuleClass {
	return BY_NAME.get(name) ?? classOf(name, null, 'unknown', null);
}

/** The class that a title speaks of (“…”规则对应知识点明细): the longest official name in it, else what it quotes. */
export function classInTitle(title: string): RuleClass | null {
	const plain = title.replace(/\s/gu, '');
	const known = RULE_CLASSES.filter((ruleClass) => plain.includes(ruleClass.name)).sort((a, b) => b.name.length - a.name.length)[0];
	if (known) return known;
	const quoted = /[“"「『]([^”"」』]{2,40})[”"」』]规则/u.exec(plain)?.[1];
	return quoted ? classByName(quoted) : null;
}

/** The class of a row of a re-laid workbook, from its kind of limit, its value and its words. */
export function classOfLimit(kind: string, subject: 'drug' | 'item', value: string, words: string): RuleClass | null {
	if (kind === '限定保险类型') return value === '工伤' ? classByName('药品限工伤保险') : value === '生育' ? classByName('药品限生育保险') : null;
	// The re-laid age workbook holds two classes; only the payment limit (限…) is worded as one.
	if (kind === '限定年龄对象' && subject === 'drug' && words.startsWith('限')) return classByName('药品限儿童使用');
	const names = Object.hasOwn(LIMIT_KINDS, kind) ? LIMIT_KINDS[kind] : undefined;
	const name = names?.[subject];
	return name ? classByName(name) : null;
}

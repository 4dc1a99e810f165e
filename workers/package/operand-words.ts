import { display } from '../../rules/domain/display.ts';
import type { Operator } from '../../rules/domain/finding.ts';
import { PLAIN, type OperandStyle } from '../../rules/domain/operand-text.ts';

export const OPERATORS: Readonly<Record<Operator, string>> = {
	gt: '大于',
	ge: '不小于',
	lt: '小于',
	le: '不大于',
	eq: '等于',
	ne: '不等于',
	in: '属于',
	notIn: '不属于',
	within: '在范围内',
	outside: '在范围外',
	overlaps: '重叠',
	absent: '未见',
	present: '存在',
	matches: '匹配'
};

/** Values as a Chinese paper says them: with their units, which findings.jsonl leaves out. */
export const PAPER_WORDS: OperandStyle = {
	...PLAIN,
	amount: (value) => `${display.amount(value)} 元`,
	price: (value) => `${display.price(value)} 元`,
	days: (value) => `${value} 天`,
	hours: (value) => `${display.quantity(value)} 小时`,
	to: ' 至 '
};

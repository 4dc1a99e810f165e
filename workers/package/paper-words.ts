import { display } from '../../rules/domain/display.ts';
import type { FundMethod, Operator } from '../../rules/domain/finding.ts';
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

/** How the fund's loss was got. */
export const METHODS: Readonly<Record<FundMethod, string>> = {
	'billed-share': '按医保范围内金额 × 基金支付比例',
	'pro-rata': '按总额比例折算',
	'agreement-estimate': '按协议估算（DIP）',
	none: '无法确定'
};

/** Why an amount cannot be known, by the ids that rules and decisions give. */
export const AMOUNT_REASONS: Readonly<Record<string, string>> = {
	'amount-unknown': '规则无法确定违规数量',
	'no-in-scope-on-line': '明细没有医保范围内金额',
	'no-in-scope-on-settlement': '结算没有医保范围内金额',
	'no-fund-on-settlement': '没有可对应的结算基金支付额',
	'no-total-on-settlement': '结算没有医疗费总额',
	'no-lines': '没有可计算的费用行',
	'corrected-without-basis': '更正的金额没有对应的医保范围内金额与基金支付'
};

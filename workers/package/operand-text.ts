import { display } from '../../rules/domain/display.ts';
import type { Operand, Operator, Unit } from '../../rules/domain/finding.ts';
import { civilSeconds, PRECISION } from '../../rules/domain/units.ts';

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

/** A raw value in its unit as a person reads it. */
export function operandText({ value, unit }: Operand): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return numberText(value, unit);
	const separator = unit === 'span' ? ' 至 ' : '、';
	return value.map((item) => (typeof item === 'number' ? numberText(item, unit === 'span' ? 'time' : unit) : item)).join(separator);
}

function numberText(value: number, unit: Unit): string {
	switch (unit) {
		case 'amount':
			return `${display.amount(value)} 元`;
		case 'price':
			return `${display.price(value)} 元`;
		case 'quantity':
		case 'ratio':
			return display[unit](value);
		case 'time':
			return display.time({ seconds: civilSeconds(value), precision: value % 86_400 === 0 ? PRECISION.day : PRECISION.minute });
		case 'day':
			return display.day(value);
		case 'days':
			return `${value} 天`;
		case 'hours':
			return `${value} 小时`;
		case 'text':
		case 'integer':
		case 'span':
			return String(value);
	}
}

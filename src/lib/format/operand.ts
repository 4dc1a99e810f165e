import { display } from '$rules/domain/display.ts';
import type { Condition, Operand, Unit } from '$rules/domain/finding.ts';
import { RATIO_SCALE, SECONDS_PER_DAY, type CivilTime } from '$rules/domain/units.ts';
import { count, money, price, quantity, scaled } from './number.ts';

/** One side of a comparison as text. `days` and `hours` are words of the interface's language. */
export interface UnitWords {
	readonly days: string;
	readonly hours: string;
}

export function operandText(operand: Operand, words: UnitWords): string {
	const { unit, value } = operand;
	if (Array.isArray(value)) {
		if (value.length === 2 && typeof value[0] === 'number') return value.map((part) => one(unit, part as number | string, words)).join(' – ');
		return value.length === 0 ? '—' : value.map((part) => one(unit, part as number | string, words)).join('、');
	}
	return one(unit, value as number | string, words);
}

function one(unit: Unit, value: number | string, words: UnitWords): string {
	if (typeof value === 'string') return value === '' ? '—' : value;
	switch (unit) {
		case 'amount':
			return money(value);
		case 'price':
			return price(value);
		case 'quantity':
			return quantity(value);
		case 'ratio':
			return scaled(value, RATIO_SCALE);
		case 'time':
		case 'span':
			return display.time({ seconds: value, precision: value % SECONDS_PER_DAY === 0 ? 1 : 2 } as CivilTime);
		case 'day':
			return display.day(value);
		case 'days':
			return `${count(value)} ${words.days}`;
		case 'hours':
			return `${scaled(value, 10_000)} ${words.hours}`;
		case 'integer':
		case 'text':
			return count(value);
	}
}

const NUMERIC: readonly Unit[] = ['amount', 'price', 'quantity', 'integer', 'days', 'hours', 'ratio'];

/** |left − right| in words of the unit, where both sides are numbers of one unit and the comparison is one of size; else null. Nothing is said of a difference to zero. */
export function difference(condition: Condition, words: UnitWords): string | null {
	const { left, right, op } = condition;
	if (!['gt', 'ge', 'lt', 'le', 'ne'].includes(op) || left.unit !== right.unit || !NUMERIC.includes(left.unit)) return null;
	if (right.origin === 'constant' && right.value === 0) return null;
	if (typeof left.value !== 'number' || typeof right.value !== 'number') return null;
	const gap = Math.abs(left.value - right.value);
	return gap === 0 ? null : one(left.unit, gap, words);
}

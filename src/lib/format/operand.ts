import type { Condition, Operand, Unit } from '$rules/domain/finding.ts';
import { numberText, operandText as textIn, type OperandStyle } from '$rules/domain/operand-text.ts';
import { RATIO_SCALE } from '$rules/domain/units.ts';
import { count, money, price, quantity, scaled } from './number.ts';

/** `days` and `hours` as words of the interface's language. */
export interface UnitWords {
	readonly days: string;
	readonly hours: string;
}

/** Values as the page shows them: thousands, a ¥, and units in words, which exports do without. */
const pageStyle = ({ days, hours }: UnitWords): OperandStyle => ({
	amount: money,
	price,
	quantity,
	ratio: (value) => scaled(value, RATIO_SCALE),
	integer: count,
	days: (value) => `${count(value)} ${days}`,
	hours: (value) => `${quantity(value)} ${hours}`,
	to: ' – ',
	nothing: '—'
});

/** One side of a comparison as text. */
export const operandText = (operand: Operand, words: UnitWords): string => textIn(operand, pageStyle(words));

const NUMERIC: readonly Unit[] = ['amount', 'price', 'quantity', 'integer', 'days', 'hours', 'ratio'];

/** |left − right| in words of the unit, where both sides are numbers of one unit and the comparison is one of size; else null. Nothing is said of a difference to zero. */
export function difference(condition: Condition, words: UnitWords): string | null {
	const { left, right, op } = condition;
	if (!['gt', 'ge', 'lt', 'le', 'ne'].includes(op) || left.unit !== right.unit || !NUMERIC.includes(left.unit)) return null;
	if (right.origin === 'constant' && right.value === 0) return null;
	if (typeof left.value !== 'number' || typeof right.value !== 'number') return null;
	const gap = Math.abs(left.value - right.value);
	return gap === 0 ? null : numberText(gap, left.unit, pageStyle(words));
}

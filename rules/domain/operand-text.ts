import { display } from './display.ts';
import type { Operand, Unit } from './finding.ts';
import { PRECISION } from './units.ts';

/** Plain text of one side of a condition, in the unit that it was compared in: what exports and the command line show. */
export function operandText({ value, unit }: Pick<Operand, 'value' | 'unit'>): string {
	if (Array.isArray(value))
		return unit === 'text' ? value.join('、') : value.map((part) => scalar(part as number, spanUnit(unit, part as number))).join(' ~ ');
	return typeof value === 'string' ? value : scalar(value as number, unit);
}

function scalar(value: number, unit: Unit): string {
	switch (unit) {
		case 'amount':
		case 'price':
		case 'quantity':
		case 'ratio':
		case 'integer':
			return display[unit](value);
		case 'day':
			return display.day(value);
		case 'time':
			return display.time({ seconds: value as never, precision: value % 86_400 === 0 ? PRECISION.day : PRECISION.minute });
		case 'hours':
			return display.quantity(value);
		default:
			return String(value);
	}
}

/** A span is of days (small numbers) or of seconds. */
const spanUnit = (unit: Unit, value: number): Unit => (unit === 'span' ? (Math.abs(value) < 100_000 ? 'day' : 'time') : unit);

/** Fills `{{name}}` of a message template. */
export const fillTemplate = (template: string, data: Readonly<Record<string, string | number>>): string =>
	template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name] ?? ''));

import { display } from './display.ts';
import type { Operand, Unit } from './finding.ts';
import { PRECISION, SECONDS_PER_DAY, type CivilTime } from './units.ts';

/** Units of which a reader's language and surroundings decide how a number is written; days and times read the same everywhere. */
type Styled = Exclude<Unit, 'text' | 'time' | 'day' | 'span'>;

/** How the values of conditions are written for one kind of reader. Numbers are whole numbers in the domain's units. */
export interface OperandStyle extends Readonly<Record<Styled, (value: number) => string>> {
	/** Between the two ends of a span. */
	readonly to: string;
	/** In place of an empty text or list. */
	readonly nothing: string;
}

/** Without words or thousands: what findings.jsonl carries. */
export const PLAIN: OperandStyle = {
	amount: display.amount,
	price: display.price,
	quantity: display.quantity,
	ratio: display.ratio,
	integer: display.integer,
	days: String,
	hours: display.quantity,
	to: ' ~ ',
	nothing: ''
};

/** Text of one side of a condition, in the unit that it was compared in. */
export function operandText({ value, unit }: Pick<Operand, 'value' | 'unit'>, style = PLAIN): string {
	const one = (part: number | string): string => (typeof part === 'number' ? numberText(part, unit, style) : part || style.nothing);
	if (typeof value === 'number' || typeof value === 'string') return one(value);
	return value.length === 0 ? style.nothing : value.map(one).join(unit === 'text' ? '、' : style.to);
}

/** Spans of days and of seconds share a unit: no day of a record has so great a number, and no second so small a one. */
const MOST_DAYS = 100_000;

/** Text of one number in its unit. */
export function numberText(value: number, unit: Unit, style: OperandStyle): string {
	switch (unit) {
		case 'day':
			return display.day(value);
		case 'time':
			return display.time({ seconds: value, precision: value % SECONDS_PER_DAY === 0 ? PRECISION.day : PRECISION.minute } as CivilTime);
		case 'span':
			return numberText(value, Math.abs(value) < MOST_DAYS ? 'day' : 'time', style);
		case 'text':
			return style.integer(value);
		default:
			return style[unit](value);
	}
}

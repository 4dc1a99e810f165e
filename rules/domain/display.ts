import { PRICE_SCALE, QUANTITY_SCALE, RATIO_SCALE, SECONDS_PER_DAY, PRECISION, type CivilTime } from './units.ts';

/** Plain, unlocalised text of values: what evidence and exports carry. The page formats for people in src/lib/format. */
export const display = {
	amount: (value: number): string => decimal(value, 100, 2),
	price: (value: number): string => decimal(value, PRICE_SCALE, 2),
	quantity: (value: number): string => decimal(value, QUANTITY_SCALE, 0),
	ratio: (value: number): string => decimal(value, RATIO_SCALE, 0),
	integer: (value: number): string => String(value),
	/** yyyy-MM-dd, with HH:mm where the time is known that exactly. */
	time: (time: CivilTime): string => (time.precision === PRECISION.day ? isoDay(time.seconds) : `${isoDay(time.seconds)} ${clock(time.seconds)}`),
	/** yyyy-MM-dd of a number of days since 1970-01-01. */
	day: (day: number): string => isoDay(day * SECONDS_PER_DAY)
};

/** `value / scale` written exactly, with at least `places` decimals. */
function decimal(value: number, scale: number, places: number): string {
	const digits = String(scale).length - 1;
	const whole = Math.trunc(Math.abs(value) / scale);
	const rest = String(Math.abs(value) % scale)
		.padStart(digits, '0')
		.replace(/0+$/, '')
		.padEnd(places, '0');
	return `${value < 0 ? '-' : ''}${whole}${rest ? `.${rest}` : ''}`;
}

/** Civil date from days, by Howard Hinnant's days-from-civil inverse: no Date object, no zone. */
function isoDay(seconds: number): string {
	const z = Math.floor(seconds / SECONDS_PER_DAY) + 719_468;
	const era = Math.floor(z / 146_097);
	const doe = z - era * 146_097;
	const yoe = Math.floor((doe - Math.floor(doe / 1_460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
	const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
	const mp = Math.floor((5 * doy + 2) / 153);
	const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
	const month = mp < 10 ? mp + 3 : mp - 9;
	const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
	return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Days since 1970-01-01 of a civil date (Hinnant). */
export function dayNumber(year: number, month: number, day: number): number {
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yoe = y - era * 400;
	const doy = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
	const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
	return era * 146_097 + doe - 719_468;
}

/** Days since 1970-01-01 of a text yyyy-MM-dd. */
export function dayOfIso(text: string): number {
	const [year, month, day] = text.split('-').map(Number);
	return dayNumber(year!, month!, day!);
}

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (seconds: number): string => {
	const inDay = seconds - Math.floor(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY;
	const rest = inDay % 60;
	return `${two(Math.floor(inDay / 3600))}:${two(Math.floor((inDay % 3600) / 60))}${rest ? `:${two(rest)}` : ''}`;
};

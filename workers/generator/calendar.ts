/** Civil time as whole minutes since 1970-01-01 00:00, without zone: a record's clock is the hospital's own. */
export const HOUR = 60;
export const DAY = 1440;

/** Days since 1970-01-01 of a civil date (Howard Hinnant's days_from_civil). */
export const daysFromCivil = (year: number, month: number, day: number): number => {
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
};

/** Year, month and day of a number of days since 1970-01-01. */
export const civilFromDays = (days: number): readonly [number, number, number] => {
	const z = days + 719468;
	const era = Math.floor(z / 146097);
	const dayOfEra = z - era * 146097;
	const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const shifted = Math.floor((5 * dayOfYear + 2) / 153);
	const month = shifted < 10 ? shifted + 3 : shifted - 9;
	return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1];
};

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
const dates = new Map<number, string>();
const clocks = Array.from({ length: DAY }, (_, minute) => `${two(Math.floor(minute / HOUR))}:${two(minute % HOUR)}:00`);

/** 'yyyy-MM-dd' of a day. Kept once made: a batch writes few days and millions of lines. */
export const dateText = (day: number): string => {
	const known = dates.get(day);
	if (known !== undefined) return known;
	const [year, month, date] = civilFromDays(day);
	const text = `${year}-${two(month)}-${two(date)}`;
	dates.set(day, text);
	return text;
};

/** 'yyyy-MM-dd HH:mm:ss' of a minute. */
export const timeText = (minute: number): string => `${dateText(dayOf(minute))} ${clocks[minute - dayOf(minute) * DAY] ?? '00:00:00'}`;

export const dayOf = (minute: number): number => Math.floor(minute / DAY);
/** The minute at which a day's hour begins. */
export const at = (day: number, hour: number, minute = 0): number => day * DAY + hour * HOUR + minute;

/** Days since 1970-01-01 of 'yyyy-MM-dd'; throws when it is no date. */
export const parseDate = (text: string): number => {
	const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	const days = parts ? daysFromCivil(Number(parts[1]), Number(parts[2]), Number(parts[3])) : Number.NaN;
	if (Number.isNaN(days) || dateText(days) !== text) throw new RangeError(`no date of the form yyyy-MM-dd: ${text}`);
	return days;
};

/** Full years between a date of birth and a day. */
export const ageOn = (birth: number, day: number): number => {
	const [by, bm, bd] = civilFromDays(birth);
	const [y, m, d] = civilFromDays(day);
	return y - by - (m < bm || (m === bm && d < bd) ? 1 : 0);
};

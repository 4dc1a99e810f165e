import { dayNumber } from '../../domain/display.ts';
import type { Span } from './fold.ts';

/** A date or a time of day as a text writes it (folded units). What it does not say is null: no year is ever guessed. */
export interface TimeSaid {
	readonly span: Span;
	readonly year: number | null;
	/** 1–12 */
	readonly month: number | null;
	/** Day of the month. */
	readonly date: number | null;
	/** Minutes since midnight. */
	readonly minute: number | null;
	/** Days since 1970-01-01 where year, month and day are all said. */
	readonly day: number | null;
}

const DATE = String.raw`(?:((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})(?:\s?[-/.月]\s?(\d{1,2})\s?[日号]?|月)|((?:19|20)\d\d)年|(?<![\d.a-z/-])(\d{1,2})(?:月(\d{1,2})[日号]|-(\d{1,2})(?=\s?\d{1,2}:\d\d)))`;
const CLOCK = String.raw`(凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚|夜间)?(\d{1,2})(?::(\d\d)(?::\d\d)?|\s?[时点]\s?(?:(\d{1,2})\s?分?|半)?)(?![\d:/])`;
const SAID = new RegExp(String.raw`(?<![\d.a-z])${DATE}(?:\s?t?\s?${CLOCK})?|(?<![\d./a-z]|\d:|(?<!:\d\d)-)${CLOCK}`, 'g');
const MINUTES_PER_HOUR = 60;
const NOON = 12;

/** Dates and times of day in a folded text, in order; impossible ones (2月30日, 25:61) are none. Linear. */
export function timesIn(text: string, [from, to]: Span = [0, text.length]): TimeSaid[] {
	const said: TimeSaid[] = [];
	for (const match of text.slice(from, to).matchAll(SAID)) {
		const [year, month, date] = [match[1] ?? match[4], match[2] ?? match[5], match[3] ?? match[6] ?? match[7]].map((part) =>
			part ? Number(part) : null
		);
		const minute = match[9]
			? clock(match[8], match[9], match[10] ?? match[11], match[0])
			: match[13]
				? clock(match[12], match[13], match[14] ?? match[15], match[0])
				: null;
		if (minute === undefined || !isDate(year!, month!, date!) || (minute === null && year === null && month === null)) continue;
		const span = [from + match.index, from + match.index + match[0].trimEnd().length] as const;
		if (isRatio(match, text, from)) continue;
		said.push({ span, year: year!, month: month!, date: date!, minute, day: year && month && date ? dayNumber(year, month, date) : null });
	}
	return said;
}

/** 1:3 and 2:1 are ratios; a clock writes two figures for its minutes, which the pattern asks for, and an hour of one only with 时 or 点 or a date. */
const isRatio = (match: RegExpMatchArray, text: string, from: number): boolean =>
	match[13] !== undefined && match[14] !== undefined && (text[from + match.index! - 1] === '例' || match[13].length + match[14].length < 3);

/** Minutes since midnight; undefined where no clock shows such a time. */
function clock(part: string | undefined, hour: string, minute: string | undefined, whole: string): number | undefined {
	const said = Number(hour);
	const later = part !== undefined && /下午|傍晚|晚|夜间/.test(part) && said < NOON;
	const hours = said + (later ? NOON : 0);
	const minutes = whole.includes('半') ? MINUTES_PER_HOUR / 2 : Number(minute ?? 0);
	return hours > 24 || minutes >= MINUTES_PER_HOUR || (hours === 24 && minutes > 0) ? undefined : hours * MINUTES_PER_HOUR + minutes;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isDate(year: number | null, month: number | null, date: number | null): boolean {
	if (month !== null && (month < 1 || month > 12)) return false;
	if (date === null) return true;
	if (month === null || date < 1 || date > DAYS[month - 1]!) return false;
	return !(month === 2 && date === 29 && year !== null && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0)));
}

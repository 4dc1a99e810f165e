import { dayNumber } from '../../rules/domain/display.ts';
import { isNone } from './parse-number.ts';

/** Results that are no time; far below any civil second of a record. */
export const TIME_EMPTY = -9_100_000_000_000_000;
export const NOT_A_TIME = -9_200_000_000_000_000;
export const IMPOSSIBLE_TIME = -9_300_000_000_000_000;
export const TIME_FAULT = TIME_EMPTY;

/** Serial of 1970-01-01 in Excel's days; serials below the first or above the second are taken for no date. */
const EXCEL_EPOCH = 25_569;
const EXCEL_FIRST = 367;
const EXCEL_LAST = 73_051;

const DAYS_IN_MONTH = Uint8Array.of(0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
let lastDate = -1;
let lastDay = 0;

/**
 * Civil seconds of `bytes[from, to)`: yyyy-MM-dd, yyyy/M/d, yyyy.M.d, yyyyMMdd, yyyy年M月d日, each with HH:mm[:ss[.fff]] after a blank or T,
 * and yyyyMMddHHmm[ss].
 * @returns seconds since 1970-01-01T00:00, or one of the codes above.
 */
export function parseTime(bytes: Uint8Array, from: number, to: number): number {
	if (from === to) return TIME_EMPTY;
	if (to - from >= 10 && bytes[from + 4] === 0x2d && bytes[from + 7] === 0x2d) {
		const year = number(bytes, from, from + 4);
		const month = number(bytes, from + 5, from + 7);
		const day = number(bytes, from + 8, from + 10);
		if (year >= 0 && month >= 0 && day >= 0) {
			if (to - from === 10) return civil(year, month, day, 0, 0, 0);
			const blank = bytes[from + 10];
			if (to - from >= 16 && (blank === 0x20 || blank === 0x54) && bytes[from + 13] === 0x3a) {
				const hour = number(bytes, from + 11, from + 13);
				const minute = number(bytes, from + 14, from + 16);
				if (to - from === 16 && hour >= 0 && minute >= 0) return civil(year, month, day, hour, minute, 0);
				if (to - from === 19 && bytes[from + 16] === 0x3a) {
					const second = number(bytes, from + 17, from + 19);
					if (hour >= 0 && minute >= 0 && second >= 0) return civil(year, month, day, hour, minute, second);
				}
			}
		}
	}
	return parseOther(bytes, from, to);
}

const SHAPE =
	/^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:(?:T|\s)*(\d{1,2})(?::|时)(\d{1,2})(?:分)?(?::?(\d{1,2})秒?(?:\.\d{1,9})?)?)?(?:\+08:?00)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?)?$/;

function parseOther(bytes: Uint8Array, from: number, to: number): number {
	if (to - from > 48) return NOT_A_TIME;
	const text = new TextDecoder().decode(bytes.subarray(from, to)).normalize('NFKC').trim();
	if (text === '' || isNone(text) || /^0000[-/]?00[-/]?00/.test(text)) return TIME_EMPTY;
	const match = COMPACT.exec(text) ?? SHAPE.exec(text);
	if (!match) return NOT_A_TIME;
	return civil(Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0));
}

/** Civil seconds of an Excel serial date (序列日期), to the whole second. */
export function excelSerial(text: string): number {
	if (!/^\d{1,5}(\.\d+)?$/.test(text)) return NOT_A_TIME;
	const serial = Number(text);
	if (serial < EXCEL_FIRST || serial >= EXCEL_LAST) return NOT_A_TIME;
	return Math.round((serial - EXCEL_EPOCH) * 86_400);
}

function civil(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
	const date = year * 10_000 + month * 100 + day;
	if (date !== lastDate) {
		if (year === 0 && month === 0 && day === 0) return TIME_EMPTY;
		if (year < 1800 || month < 1 || month > 12 || day < 1 || day > DAYS_IN_MONTH[month]!) return IMPOSSIBLE_TIME;
		if (month === 2 && day === 29 && !isLeap(year)) return IMPOSSIBLE_TIME;
		lastDate = date;
		lastDay = dayNumber(year, month, day);
	}
	if (hour > 23 || minute > 59 || second > 59) return IMPOSSIBLE_TIME;
	return lastDay * 86_400 + hour * 3_600 + minute * 60 + second;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Digits of a fixed width, or a negative number where one is no digit. */
function number(bytes: Uint8Array, from: number, to: number): number {
	let value = 0;
	for (let i = from; i < to; i++) {
		const digit = bytes[i]! - 0x30;
		if (digit < 0 || digit > 9) return -1;
		value = value * 10 + digit;
	}
	return value;
}

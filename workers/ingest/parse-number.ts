/**
 * Decimals from bytes to whole numbers of a scale (分, 1/10 000, 1/1 000 000), exactly or not at all.
 * The fast way takes plain digits up to 2^53; the slow way knows separators, signs and exponents and decides with BigInt.
 */

/** Results that are no number: all below any safe integer, so that one comparison tells them from values. */
export const NUMBER_EMPTY = -9_100_000_000_000_000;
export const NOT_A_NUMBER = -9_200_000_000_000_000;
export const TOO_MANY_DECIMALS = -9_300_000_000_000_000;
export const TOO_LARGE = -9_400_000_000_000_000;
/** Anything at or below is one of the above. */
export const NUMBER_FAULT = NUMBER_EMPTY;

const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i);

/**
 * Value of `bytes[from, to)` × 10^places.
 * @returns a safe integer, or one of the codes above.
 */
export function parseScaled(bytes: Uint8Array, from: number, to: number, places: number): number {
	let at = from;
	let negative = false;
	if (at === to) return NUMBER_EMPTY;
	if (bytes[at] === 0x2d) {
		negative = true;
		at++;
	}
	if (to - at > 15) return parseSlow(bytes, from, to, places);
	let value = 0;
	const begin = at;
	let digit: number;
	while (at < to && (digit = bytes[at]! - 0x30) >= 0 && digit <= 9) {
		value = value * 10 + digit;
		at++;
	}
	if (at === begin) return parseSlow(bytes, from, to, places);
	let decimals = 0;
	if (at < to && bytes[at] === 0x2e) {
		at++;
		while (at < to && decimals < places && (digit = bytes[at]! - 0x30) >= 0 && digit <= 9) {
			value = value * 10 + digit;
			decimals++;
			at++;
		}
		while (at < to && bytes[at] === 0x30) at++;
	}
	if (at !== to) return parseSlow(bytes, from, to, places);
	value *= POWERS[places - decimals]!;
	if (value > Number.MAX_SAFE_INTEGER) return TOO_LARGE;
	return negative && value !== 0 ? -value : value;
}

const PLAIN = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?(%)?$/;

/** Thousands separators, a leading +, exponents, percentages, full-width digits: exact or refused. */
function parseSlow(bytes: Uint8Array, from: number, to: number, places: number): number {
	if (to - from > 64) return NOT_A_NUMBER;
	const text = new TextDecoder().decode(bytes.subarray(from, to)).normalize('NFKC').trim();
	if (text === '' || isNone(text)) return NUMBER_EMPTY;
	const match = PLAIN.exec(text);
	const whole = match?.[2]?.replaceAll(',', '') ?? '';
	const rest = match?.[3] ?? '';
	if (!match || whole + rest === '') return NOT_A_NUMBER;
	const exponent = Number(match[4] ?? 0) - rest.length + places - (match[5] ? 2 : 0);
	let digits = BigInt(whole + rest);
	if (exponent > 40) return digits === 0n ? 0 : TOO_LARGE;
	if (exponent >= 0) digits *= 10n ** BigInt(exponent);
	else {
		const divisor = 10n ** BigInt(-exponent);
		if (digits % divisor !== 0n) return TOO_MANY_DECIMALS;
		digits /= divisor;
	}
	if (digits > BigInt(Number.MAX_SAFE_INTEGER)) return TOO_LARGE;
	return match[1] === '-' && digits !== 0n ? -Number(digits) : Number(digits);
}

/** How databases write "none" into text. */
export const isNone = (text: string): boolean => text === 'NULL' || text === 'null' || text === '\\N';

/**
 * Age (年龄) as hospitals write it: 58, 58岁, 0.5, 7月, 12天. Whole years, since no rule asks for more.
 * @returns years, or one of the codes of `parseScaled`.
 */
export function parseAge(bytes: Uint8Array, from: number, to: number): number {
	const plain = parseScaled(bytes, from, to, 0);
	if (plain > NUMBER_FAULT || plain === NUMBER_EMPTY || to - from > 24) return plain;
	const text = new TextDecoder().decode(bytes.subarray(from, to)).trim();
	const match = /^(\d{1,3})(?:\.\d+)?(岁|周岁|Y|y)?(?:\d+(?:个?月|天|日).*)?$/.exec(text);
	if (match) return Number(match[1]);
	return /^\d{1,4}(个?月|天|日|周|小时)/.test(text) ? 0 : plain;
}

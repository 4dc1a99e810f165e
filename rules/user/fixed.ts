/** Arithmetic on whole numbers in scaled units. NaN stands for "no value": absent, divided by zero, or beyond what a number holds exactly. */

/**
 * a × b ÷ divisor, rounded half away from zero (the way a till rounds), exact whatever the size of the product.
 * @param divisor positive or negative, not zero
 */
export function mulDiv(a: number, b: number, divisor: number): number {
	if (divisor === 0 || !Number.isFinite(a) || !Number.isFinite(b) || !Number.isFinite(divisor)) return Number.NaN;
	const product = a * b;
	if (!Number.isSafeInteger(product)) return exactly(a, b, divisor);
	const rest = product % divisor;
	const whole = (product - rest) / divisor;
	if (2 * Math.abs(rest) < Math.abs(divisor)) return whole + 0;
	return whole + (product < 0 === divisor < 0 ? 1 : -1);
}

function exactly(a: number, b: number, divisor: number): number {
	const product = BigInt(a) * BigInt(b);
	const by = BigInt(divisor);
	const magnitude = (abs(product) * 2n + abs(by)) / (abs(by) * 2n);
	return safe(Number(product < 0n === by < 0n ? magnitude : -magnitude));
}
const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** The number, or NaN where it is no whole number that is held exactly. */
export const safe = (value: number): number => (Number.isSafeInteger(value) ? value + 0 : Number.NaN);

/** Decimals of a number as written: `12.50` has 2. */
export const placesOf = (text: string): number => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0);

/** A decimal text as a whole number of 10^-places; null where it has more decimals or is too large. */
export function scaled(text: string, places: number): number | null {
	const [whole, fraction = ''] = text.split('.');
	const kept = fraction.replace(/0+$/, '');
	if (kept.length > places) return null;
	const value = Number(`${whole}${kept.padEnd(places, '0')}`);
	return Number.isSafeInteger(value) ? value : null;
}

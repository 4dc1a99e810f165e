import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mulDiv, placesOf, scaled } from '../../../rules/user/fixed.ts';

/** The same in exact arithmetic, written another way: twice the quotient, then halved away from zero. */
function exact(a: number, b: number, divisor: number): number {
	const [n, d] = [BigInt(a) * BigInt(b), BigInt(divisor)];
	const positive = n === 0n || n > 0n === d > 0n;
	const [x, y] = [n < 0n ? -n : n, d < 0n ? -d : d];
	const rounded = x / y + (2n * (x % y) >= y ? 1n : 0n);
	return Number(positive ? rounded : -rounded);
}
const number = fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.maxSafeInteger());

it('a product by a divisor is exact, rounded half away from zero', () => {
	fc.assert(
		fc.property(number, number, number, (a, b, divisor) => {
			fc.pre(divisor !== 0);
			const want = exact(a, b, divisor);
			const got = mulDiv(a, b, divisor);
			if (Number.isSafeInteger(want)) expect(got === want).toBe(true);
			else expect(got).toBeNaN();
		}),
		{ numRuns: 2_000 }
	);
});

it('nothing divides by zero, and what is not known stays so', () => {
	expect(mulDiv(1, 2, 0)).toBeNaN();
	expect(mulDiv(Number.NaN, 2, 3)).toBeNaN();
});

it.each([
	['50', 2, 5_000],
	['50.10', 2, 5_010],
	['50.100', 2, 5_010],
	['-0.5', 4, -5_000],
	['0.001', 2, null],
	['99999999999999999', 0, null]
])('%s in 10^-%i', (text, places, value) => expect(scaled(text, places)).toBe(value));

it('decimals as written', () => expect([placesOf('12'), placesOf('12.50')]).toEqual([0, 2]));

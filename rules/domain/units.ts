/**
 * Units of the domain. Each is a branded number with one door in, so that 分 are never added to quantities
 * and a date is never taken for a duration.
 */
declare const unit: unique symbol;
type Branded<Name extends string> = number & { readonly [unit]: Name };

/** Money: whole 分 (1/100 元). */
export type Fen = Branded<'fen'>;
/** Quantity (`cnt`): whole 1/10 000 of the charging unit, since the national field has 4 places. */
export type Quantity = Branded<'quantity'>;
/** Unit price (`pric`): whole 1/1 000 000 元, since the national field has 6 places. */
export type Price = Branded<'price'>;
/** Ratio (`selfpay_prop`): whole 1/10 000. */
export type Ratio = Branded<'ratio'>;
/** Civil time: seconds since 1970-01-01T00:00 of the wall clock at the place of care; no zone is ever applied. */
export type CivilSeconds = Branded<'seconds'>;
/** Civil date: days since 1970-01-01. */
export type CivilDay = Branded<'day'>;

export const QUANTITY_SCALE = 10_000;
export const PRICE_SCALE = 1_000_000;
export const RATIO_SCALE = 10_000;
export const SECONDS_PER_DAY = 86_400;
export const SECONDS_PER_HOUR = 3_600;

/** How exactly a time is known. A window in hours must never run on a value that only knows the day. */
export const PRECISION = { none: 0, day: 1, minute: 2 } as const;
export type Precision = (typeof PRECISION)[keyof typeof PRECISION];

/** A time with its precision. Midnight to the second is taken as "day": exports write dates that way. */
export interface CivilTime {
	readonly seconds: CivilSeconds;
	readonly precision: Precision;
}

export const fen = (value: number): Fen => whole(value, 'fen') as Fen;
export const quantity = (value: number): Quantity => whole(value, 'quantity') as Quantity;
export const price = (value: number): Price => whole(value, 'price') as Price;
export const civilSeconds = (value: number): CivilSeconds => whole(value, 'seconds') as CivilSeconds;

/** The calendar day of a civil time. */
export const dayOf = (seconds: number): CivilDay => Math.floor(seconds / SECONDS_PER_DAY) as CivilDay;

/**
 * Price × quantity in 分, exact up to 2^53, rounded half away from zero (the way a till rounds).
 * @param unitPrice 1/1 000 000 元
 * @param count 1/10 000 units
 */
export function priceTimesQuantity(unitPrice: number, count: number): Fen {
	const product = BigInt(unitPrice) * BigInt(count);
	const divisor = 100_000_000n; // 10^6 · 10^4 to 元, ÷ 100 to 分
	const half = divisor / 2n;
	const rounded = product >= 0n ? (product + half) / divisor : -((-product + half) / divisor);
	return Number(rounded) as Fen;
}

/** `amount × part / total` in 分, rounded half away from zero; `total` must not be 0. */
export function proRata(amount: number, part: number, total: number): Fen {
	const product = BigInt(amount) * BigInt(part);
	const divisor = BigInt(total);
	const negative = product < 0n !== divisor < 0n;
	const magnitude = (abs(product) * 2n + abs(divisor)) / (abs(divisor) * 2n);
	return Number(negative ? -magnitude : magnitude) as Fen;
}

function abs(value: bigint): bigint {
	return value < 0n ? -value : value;
}

function whole(value: number, name: string): number {
	if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number, got ${value}`);
	return value;
}

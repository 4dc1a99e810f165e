/** Prices are whole millionths of a yuan (the national field has six places), amounts whole 分: nothing is lost in binary fractions. */
export type Micro = number;
export type Fen = number;

/** Quantities are multiples of a quarter, so that price × quantity stays exact in a double. */
export const fenOf = (price: Micro, quantity: number): Fen => {
	const fen = Math.floor((Math.abs(price * quantity) + 5000) / 10000);
	return price * quantity < 0 ? -fen : fen;
};

export const micro = (yuan: number): Micro => Math.round(yuan * 1e6);

/** A share of an amount, rounded half away from zero. */
export const share = (fen: Fen, ratio: number): Fen => Math.sign(fen) * Math.round(Math.abs(fen) * ratio);

/** '12.34' of 1234 分. */
export const yuanText = (fen: Fen): string => {
	const whole = Math.abs(fen);
	const cents = whole % 100;
	return `${fen < 0 ? '-' : ''}${(whole - cents) / 100}.${cents < 10 ? '0' : ''}${cents}`;
};

/** A price with as many places as it needs, two at least. */
export const priceText = (price: Micro): string => (price % 10000 === 0 ? yuanText(price / 10000) : (price / 1e6).toFixed(6).replace(/0+$/, ''));

import { QUANTITY_SCALE } from '../../domain/units.ts';

const FIGURES: Readonly<Record<string, number>> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 双: 2 };
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100 };
const DECIMALS = 4;
/** Longer figures are identifiers. */
const MAX_DIGITS = 9;

/** Figures (1,000 · 0.25) as a whole number of 1/10 000, exactly; null where they have more places or are too long to be an amount. */
export function scaledFigures(text: string): number | null {
	const [whole = '', part = ''] = text.replaceAll(',', '').split('.');
	if (whole.length > MAX_DIGITS || part.length > DECIMALS) return null;
	return Number(whole) * QUANTITY_SCALE + Number(part.padEnd(DECIMALS, '0'));
}

/** Chinese numerals up to 999 (三, 两, 十二, 三十八, 一百二十) and 半, as a whole number of 1/10 000; null where they make no number. */
export function scaledNumeral(text: string): number | null {
	if (text === '半') return QUANTITY_SCALE / 2;
	let [sum, figure] = [0, -1];
	for (const sign of text) {
		const place = PLACES[sign];
		if (place === undefined) {
			if (figure >= 0 || FIGURES[sign] === undefined) return null;
			figure = FIGURES[sign];
		} else {
			sum += (figure < 0 ? 1 : figure) * place;
			figure = -1;
		}
	}
	return (sum + Math.max(0, figure)) * QUANTITY_SCALE;
}

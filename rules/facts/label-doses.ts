import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { mass, timesADay } from './ordered-doses.ts';
import { measured } from './text/ask.ts';

const MICROGRAMS_A_MG = 1_000;
const GRAMS_A_KG = 1_000;

/** What an order asks for at once, 1/10 000 mg, and how often a day; null where the order does not say it in a unit of mass or a known frequency. */
export function orderedDose(order: Row<'order'>): { readonly each: number | null; readonly times: number | null } {
	const said = order.text('dosage').trim();
	const micrograms = said === '' ? null : (mass(said) ?? mass(`${said}${order.text('dosunit').trim()}`));
	return { each: micrograms === null ? null : (micrograms * QUANTITY_SCALE) / MICROGRAMS_A_MG, times: timesADay(order.text('freq')) };
}

/** Body weight (体重) as documents tell it, the highest, in grams. @throws Undetermined (document) where none does */
export function weightInGrams(stay: Stay<'document' | 'exam' | 'nursing'>): number {
	const weights = measured(stay as Stay, ['体重'], 'kg').map(({ high }) => high);
	if (weights.length === 0) throw new Undetermined({ kind: 'document', what: '体重' });
	return (Math.max(...weights) * GRAMS_A_KG) / QUANTITY_SCALE;
}

import type { Charge } from '../engine/charge.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import { charges } from './charges.ts';
import { chargeDay } from './limited-charges.ts';

/** Charges of one prescription (处方), net of refunds. */
export interface Prescription {
	/** Its number (处方号); null where the lines carry none and are together by their day alone. */
	readonly number: string | null;
	readonly charges: readonly Charge[];
}

/** Prescriptions of a visit by the number on the lines, else by the day of the charge; what was refunded in full is left out. */
export const prescriptions = defineFact<readonly Prescription[]>('prescriptions', (stay: Stay) => {
	const found = new Map<string, { number: string | null; charges: Charge[] }>();
	for (const charge of stay.fact(charges).net) {
		if (charge.amount <= 0) continue;
		const number = charge.row.text('rx_drord_no').trim() || null;
		const key = number === null ? `day ${chargeDay(charge)}` : `number ${number}`;
		const known = found.get(key);
		if (known) known.charges.push(charge);
		else found.set(key, { number, charges: [charge] });
	}
	return [...found.values()];
});

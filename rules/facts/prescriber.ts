import type { BatchContext } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { Charge } from '../engine/charge.ts';
import { ordersOfDrug } from './drug-orders.ts';
import { recordedVisit } from './person-items.ts';

const known = new WeakMap<BatchContext, ReadonlyMap<string, readonly Row<'doctor'>[]>>();

/** Register of doctors (医师) by name, made once a batch. */
function registered(stay: Stay): ReadonlyMap<string, readonly Row<'doctor'>[]> {
	const { batch } = stay.book;
	let doctors = known.get(batch);
	if (!doctors) {
		const found = new Map<string, Row<'doctor'>[]>();
		for (const row of stay.book.batchRows('doctor')) {
			const name = row.text('dr_name').trim();
			found.set(name, [...(found.get(name) ?? []), row]);
		}
		known.set(batch, (doctors = found));
	}
	return doctors;
}

/**
 * The doctor who ordered a drug, in the register: by the orders of the drug, else by its line.
 * @throws Undetermined where nobody is named, nobody or several of that name with unlike titles stand in the register, or no title does
 */
export function prescriberOf(stay: Stay<'visit' | 'fee' | 'order' | 'doctor'>, charge: Charge): Row<'doctor'> {
	const orders = stay.has('order') ? ordersOfDrug(stay, [charge]) : [];
	const name = orders.map((order) => order.text('drord_dr').trim()).find((one) => one !== '') ?? charge.row.text('bilg_dr_name').trim();
	if (name === '') throw new Undetermined({ kind: 'value', what: 'fee.bilg_dr_name' });
	const here = recordedVisit(stay)?.text('fixmedins_code') ?? '';
	const all = registered(stay as Stay).get(name) ?? [];
	const own = all.filter((row) => here === '' || row.text('fixmedins_code') === '' || row.text('fixmedins_code') === here);
	const titles = new Set(own.map((row) => row.text('title').trim()));
	if (own.length === 0) throw new Undetermined({ kind: 'value', what: 'doctor.dr_name' });
	if (titles.size > 1 || titles.has('')) throw new Undetermined({ kind: 'value', what: 'doctor.title' });
	return own[0]!;
}

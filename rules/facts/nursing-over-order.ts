import type { Charge } from '../engine/charge.ts';
import { chargeDays, dailyQuantity, dayUnknown, lengthOf } from './charge-days.ts';
import type { NursingLevel, NursingOrder } from './nursing-levels.ts';

/** A part of a nursing line charged above the level ordered on its days. */
export interface OverOrder {
	readonly charge: Charge;
	readonly charged: NursingLevel;
	/** The highest level ordered on those days. */
	readonly ordered: NursingLevel;
	/** 1/10 000 units. */
	readonly quantity: number;
	/** Orders in force on those days. */
	readonly orders: readonly NursingOrder[];
	readonly firstDay: number;
	readonly lastDay: number;
}

/**
 * Days of a nursing line on which every order in force names a lower level. Days without an order in force are left out. Where
 * the line names one day for several units, the highest order of the whole stay decides.
 */
export function overOrder(charge: Charge, charged: NursingLevel, orders: readonly NursingOrder[]): OverOrder[] {
	const days = chargeDays(charge);
	if (!days || dayUnknown(charge, days)) {
		const ordered = highest(orders);
		return ordered !== null && ordered > charged
			? [{ charge, charged, ordered, quantity: charge.quantity, orders, firstDay: days?.first ?? 0, lastDay: days?.last ?? 0 }]
			: [];
	}
	const parts = new Map<NursingLevel, OverOrder>();
	for (let day = days.first; day <= days.last; day++) {
		const inForce = orders.filter((order) => order.first <= day && (order.last === null || day <= order.last));
		const ordered = highest(inForce);
		if (ordered === null || ordered <= charged) continue;
		const known = parts.get(ordered);
		parts.set(ordered, {
			charge,
			charged,
			ordered,
			quantity: (known?.quantity ?? 0) + dailyQuantity(charge, days),
			orders: [...new Set([...(known?.orders ?? []), ...inForce])],
			firstDay: known?.firstDay ?? day,
			lastDay: day
		});
	}
	const all = [...parts.values()];
	// Every day of the line, at one level: the whole of it, so that what does not divide is not lost.
	return all.length === 1 && all[0]!.quantity === dailyQuantity(charge, days) * lengthOf(days) ? [{ ...all[0]!, quantity: charge.quantity }] : all;
}

function highest(orders: readonly NursingOrder[]): NursingLevel | null {
	return orders.length === 0 ? null : (Math.min(...orders.map((order) => order.level)) as NursingLevel);
}

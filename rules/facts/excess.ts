import type { Charge } from '../engine/charge.ts';

/**
 * Lays an excess quantity (1/10 000 units) on lines, the latest first: what was charged last is what was too much.
 * The parts add up to the excess, or to all that was charged where that is less.
 */
export function allocate(charges: readonly Charge[], excess: number): { charge: Charge; quantity: number }[] {
	const latestFirst = [...charges].sort((a, b) => (b.row.time('fee_ocur_time')?.seconds ?? 0) - (a.row.time('fee_ocur_time')?.seconds ?? 0));
	const parts: { charge: Charge; quantity: number }[] = [];
	let left = excess;
	for (const charge of latestFirst) {
		const quantity = Math.min(left, charge.quantity);
		if (quantity > 0) parts.push({ charge, quantity });
		left -= Math.max(0, quantity);
	}
	return parts;
}

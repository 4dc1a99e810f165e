import { partAmount } from '../engine/assemble.ts';
import type { Charge } from '../engine/charge.ts';
import type { ReportedLine } from '../engine/trace.ts';

/** A part of a charge: what counts of it in one period, or what is too much of it. */
export interface CountedPart {
	readonly charge: Charge;
	/** 1/10 000 units. */
	readonly quantity: number;
}

/** The part as a line found wrong, with its share of the amount. */
export const offending = ({ charge, quantity }: CountedPart): ReportedLine => ({
	charge,
	role: 'offending',
	quantity,
	amount: partAmount(charge, quantity)
});

/**
 * Lays an excess quantity (1/10 000 units) on lines, the latest first: what was charged last is what was too much.
 * The parts add up to the excess, or to all that was charged where that is less.
 */
export function allocate(charges: readonly Charge[], excess: number): CountedPart[] {
	const latestFirst = [...charges].sort((a, b) => (b.row.time('fee_ocur_time')?.seconds ?? 0) - (a.row.time('fee_ocur_time')?.seconds ?? 0));
	const parts: CountedPart[] = [];
	let left = excess;
	for (const charge of latestFirst) {
		const quantity = Math.min(left, charge.quantity);
		if (quantity > 0) parts.push({ charge, quantity });
		left -= Math.max(0, quantity);
	}
	return parts;
}

/** As `allocate`, on parts of charges; of lines at one moment the one that stands last in the file is the first to be too much. */
export function allocateParts(parts: readonly CountedPart[], excess: number): CountedPart[] {
	const moment = ({ charge }: CountedPart): number => charge.row.time('fee_ocur_time')?.seconds ?? 0;
	const latestFirst = [...parts].sort((a, b) => moment(b) - moment(a) || b.charge.row.index - a.charge.row.index);
	const over: CountedPart[] = [];
	let left = excess;
	for (const { charge, quantity } of latestFirst) {
		const taken = Math.min(left, quantity);
		if (taken > 0) over.push({ charge, quantity: taken });
		left -= taken;
	}
	return over;
}

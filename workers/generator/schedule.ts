import type { Random } from './random.ts';
import type { Scenario } from './stage.ts';

/** From this many stays on every scenario stands in the batch at least once. */
export const FULL = 200;
/** Share of a small batch that scenarios may take. */
const CROWDED = 0.8;

/** Says, unit by unit, whether a scenario comes next or an ordinary person. */
export interface Plan {
	/** `left` is how many stays are still to be written; null when the batch is full. */
	next(left: number): Scenario | 'ordinary' | null;
	/** Stays that the scenarios still to come will take. */
	readonly reserved: number;
}

/**
 * Chooses scenarios in the catalogue's order, in which faults and look-alikes of many families alternate, so that a small batch
 * shows many kinds; then repeats faults until the wished rate is met, each with one of its look-alikes.
 */
export const choose = (scenarios: readonly Scenario[], stays: number, rate: number): readonly Scenario[] => {
	if (rate <= 0) return [];
	const chosen: Scenario[] = [];
	let cost = 0;
	const take = (one: Scenario, room: number): boolean => {
		if (cost + one.stays > room) return false;
		cost += one.stays;
		chosen.push(one);
		return true;
	};
	const room = stays >= FULL ? stays : Math.floor(stays * CROWDED);
	for (const one of scenarios) take(one, room);
	const planted = scenarios.filter((one) => one.kind === 'planted');
	let faults = chosen.filter((one) => one.kind === 'planted').length;
	for (let i = 0; stays >= FULL && faults < Math.round(stays * rate); i++) {
		const fault = planted[i % planted.length];
		if (!fault || !take(fault, room)) break;
		faults++;
		const twins = scenarios.filter((one) => one.kind === 'look-alike' && one.problem === fault.problem);
		const twin = twins[Math.floor(i / planted.length) % Math.max(twins.length, 1)];
		if (twin) take(twin, room);
	}
	return chosen;
};

/** Spreads the chosen scenarios over the batch by lot. */
export const schedule = (scenarios: readonly Scenario[], stays: number, rate: number, random: Random): Plan => {
	const open = [...choose(scenarios, stays, rate)];
	let cost = open.reduce((sum, one) => sum + one.stays, 0);
	return {
		get reserved() {
			return cost;
		},
		next(left) {
			if (open.length === 0) return left > 0 ? 'ordinary' : null;
			if (left > cost && !random.chance(cost / left)) return 'ordinary';
			const at = random.int(0, open.length - 1);
			const one = open[at] as Scenario;
			open[at] = open[open.length - 1] as Scenario;
			open.pop();
			cost -= one.stays;
			return one;
		}
	};
};

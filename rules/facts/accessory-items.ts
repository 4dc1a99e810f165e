import { coreName, SOLVENTS } from './item-core.ts';

/** Done with something else that is ordered, and not ordered by themselves. */
export const ACCESSORY = [
	'静脉输液',
	'输液',
	'注射',
	'采血',
	'抽血',
	'床位',
	'诊查',
	'诊察',
	'护理',
	'换药',
	'留置针',
	'封管',
	'冲管',
	'皮试',
	'备皮'
] as const;

/** Whether one of an item's names is a solvent's, or says an accessory item: drugs and herbs are asked for the one, all other kinds for the other. */
export const namesSolvent = (names: readonly string[]): boolean => names.some((name) => (SOLVENTS as readonly string[]).includes(coreName(name)));
export const namesAccessory = (names: readonly string[]): boolean => names.some((name) => ACCESSORY.some((word) => name.includes(word)));

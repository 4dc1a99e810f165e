import type { Row } from '../engine/row.ts';
import type { Trace } from '../engine/trace.ts';
import { notNamed, tracedItem } from './cells.ts';
import { chargeKind } from './charge-kind.ts';
import { coreName, SOLVENTS } from './item-core.ts';
import { namesOf } from './item-names.ts';

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

const isDrug = (row: Row<'fee'>): boolean => ['drug', 'herb'].includes(chargeKind(row) ?? '');

/** Whether a fee line is accessory as what it is: a solvent of drugs and herbs, an accessory item of all other kinds. */
export const isAccessory = (row: Row<'fee'>): boolean => (isDrug(row) ? namesSolvent : namesAccessory)(namesOf(row));

/** That it is not: solvents are named by their core, accessory items by a word of their name. */
export function notAccessory(t: Trace, row: Row<'fee'>): boolean {
	if (!isDrug(row)) return notNamed(t, 'no-accessory', row, ACCESSORY, { zh: '随附项目', en: 'Accessory items' });
	const core = namesOf(row)
		.map(coreName)
		.find((name) => (SOLVENTS as readonly string[]).includes(name));
	return t.notIn('no-solvent', tracedItem(row, core), t.constant({ zh: '溶媒', en: 'Solvents' }, 'text', SOLVENTS));
}

import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import { memo } from './memo.ts';

/** Micrograms a unit of mass. */
const MASS: Readonly<Record<string, number>> = { g: 1_000_000, mg: 1_000, μg: 1, µg: 1, ug: 1, mcg: 1, 克: 1_000_000, 毫克: 1_000, 微克: 1 };
const UNIT = Object.keys(MASS)
	.sort((a, b) => b.length - a.length)
	.join('|');
const STRENGTH = new RegExp(String.raw`(\d+(?:\.\d+)?)\s*(${UNIT})(?![a-z])`, 'giu');
/** 0.5mg×24: what the number stands for is not the one ampoule. */
const PACKED = /[×x*]\s*\d|\d\s*(片|粒|支|瓶)/iu;

/** Micrograms in one ampoule by its specification (20ml:0.2g); null where it names no mass, several, or a pack. */
const microgramsOf = memo((spec: string): number | null => {
	const text = spec.normalize('NFKC').toLowerCase().replaceAll('µ', 'μ');
	if (PACKED.test(text)) return null;
	const masses = [...text.matchAll(STRENGTH)].map(([, number, unit]) => Number(number) * MASS[unit!]!);
	return masses.length === 1 && masses[0]! > 0 ? masses[0]! : null;
});

/** An amount with its unit in micrograms; null where the unit is no mass. @param quantity 1/10 000 of the unit */
function massOf(quantity: number, unit: string): number | null {
	const factor = MASS[unit.normalize('NFKC').trim().toLowerCase().replaceAll('µ', 'μ')];
	return factor === undefined ? null : (quantity / QUANTITY_SCALE) * factor;
}

/** Units that count ampoules. */
export const isAmpoule = (unit: string): boolean => /^(支|瓶|安瓿|针|amp)$/i.test(unit.trim());

/** 0.1 + 0.2 of an ampoule is no more than 0.3. */
const ROUNDING = 1e-9;

/** Whole ampoules that records of use come to, 1/10 000; null where a row has no amount, or the specifications charged do not say one strength. */
export function ampoulesOf(rows: readonly Row<'anesthesiaDrug'>[], specs: readonly string[]): number | null {
	const [strength, ...others] = new Set(specs.map(microgramsOf));
	const counts = rows.map((row) => {
		const count = row.number('cnt');
		if (count === null) return null;
		if (isAmpoule(row.text('unit'))) return count / QUANTITY_SCALE;
		const mass = massOf(count, row.text('unit'));
		return mass === null || others.length > 0 || !strength ? null : mass / strength;
	});
	if (counts.some((count) => count === null)) return null;
	return Math.ceil(counts.reduce<number>((sum, count) => sum + count!, 0) - ROUNDING) * QUANTITY_SCALE;
}

import { dayOf } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { AgeLimit } from '../knowledge/pack.ts';
import { OLDEST } from './age-limit.ts';
import { optionalText, YES } from './cells.ts';
import { dayOfAge } from './person.ts';

/** Whether an age limit is counted in days of life (日龄). */
export const isInDays = ({ minAgeDays, maxAgeDays }: AgeLimit): boolean => minAgeDays !== undefined || maxAgeDays !== undefined;

/**
 * Whether a charge lies outside the permitted days of life, as conditions. Where the point names whole years too, charges beyond those are left to the
 * rule of ages in years. 无法判断 without a date of birth or of the charge: an age in years tells no days.
 * @param grace days that the region allows beyond the last one
 */
export function outsideDays(
	t: Trace,
	visit: Row<'visit'>,
	{ row }: Charge,
	point: AgeLimit,
	grace: Traced<number>
): { days: number; outside: boolean } {
	const born = t.known(t.dayOf(visit, 'brdy'));
	const charged = t.dayOf(row, 'fee_ocur_time');
	const day = t.known(charged);
	if (day < born || day >= dayOfAge(born, OLDEST)) throw new Undetermined({ kind: 'value', what: 'visit.brdy' });
	const sources = [{ row: visit, field: 'brdy' }];
	const last = point.maxAgeDays === undefined ? dayOfAge(born, OLDEST) : born + point.maxAgeDays + t.known(grace);
	const label = { zh: '准许日龄的首日与末日', en: 'First and last day of the permitted days of life' };
	const permitted = t.derived<readonly [number, number]>(label, 'day', [born + (point.minAgeDays ?? 0), last], sources);
	const days = day - born;
	if (!t.outside('outside-days', charged, permitted)) return { days, outside: false };
	if (point.maxAge === undefined) return { days, outside: true };
	const years = t.derived({ zh: '准许周岁的末日', en: 'Last day of the permitted years' }, 'day', dayOfAge(born, point.maxAge + 1) - 1, sources);
	return { days, outside: t.le('within-years', charged, years) };
}

/** That the visit is not marked as of a newborn (新生儿标志): the mother's visit that carries her child's charges. */
export const notMarkedNewborn = (t: Trace, visit: Row<'visit'>): boolean =>
	t.notIn('no-newborn-flag', optionalText(visit, 'nwb_flag'), t.constant<readonly string[]>({ zh: '是', en: 'Yes' }, 'text', YES));

/** Cells that say that the item began inside the limit and went on: a charge of the same stay on a permitted day. */
export const begunInside = (visit: Row<'visit'>, charges: readonly Charge[], last: number) => {
	const birth = visit.time('brdy');
	if (!birth) return null;
	return charges
		.filter(({ row }) => {
			const time = row.time('fee_ocur_time');
			return time !== null && dayOf(time.seconds) <= dayOf(birth.seconds) + last;
		})
		.map(({ row }) => ({ row, field: 'fee_ocur_time' }));
};

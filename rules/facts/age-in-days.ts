import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { OLDEST } from './age-limit.ts';
import { dayOfAge, identityOf } from './person.ts';

/** Age on admission (入院日龄) against a span of days of life. */
export interface AgeInDays {
	readonly days: number;
	readonly outside: boolean;
}

/**
 * Whether the day of admission lies outside the days on which the patient is of the permitted age, as one condition. 无法判断 without a date
 * of birth or of admission, and where they contradict each other: years alone say too little.
 * @param span first and last permitted day of life
 */
export function outsideDaysOfLife(t: Trace, visit: Row<'visit'>, [from, to]: readonly [number, number]): AgeInDays {
	const born = t.known(t.dayOf(visit, 'brdy'));
	const admission = t.dayOf(visit, 'begntime');
	const admitted = t.known(admission);
	if (admitted < born || admitted >= dayOfAge(born, OLDEST)) throw new Undetermined({ kind: 'value', what: 'visit.brdy' });
	const label = { zh: '准许日龄的首日与末日', en: 'First and last day of the permitted days of life' };
	const permitted = t.derived<readonly [number, number]>(label, 'day', [born + from, born + to], [{ row: visit, field: 'brdy' }]);
	return { days: admitted - born, outside: t.outside('outside-age', admission, permitted) };
}

/** Where the identity number gives another date of birth, by which the age lies inside the span. Null where there is no such number. */
export function identityDaysSources(visit: Row<'visit'>, [from, to]: readonly [number, number]): { row: Row<'visit'>; field: string }[] | null {
	const [identity, begin] = [identityOf(visit), visit.time('begntime')];
	if (!identity || !begin) return null;
	const days = dayOf(begin.seconds) - identity.birthDay;
	return from <= days && days <= to ? [{ row: visit, field: 'certno' }] : [];
}

import type { Missing } from '../domain/finding.ts';
import { dayOf } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { AgeLimit, KnowledgePoint } from '../knowledge/pack.ts';
import { chargeDay, type LimitedCharge } from './limited-charges.ts';
import { dayOfAge, identityOf, yearsOn } from './person.ts';

/** Nobody is older: an age beyond it is a fault of the file, not of the charge. */
export const OLDEST = 130;

/** Age of the patient on the day of a charge, and what can be said of it. */
export interface ChargeAge {
	readonly age: number;
	readonly outside: boolean;
}

/**
 * Whether the patient was outside the permitted age on the day of the charge (周岁), as one condition. By the date of birth where it is
 * known; else by the age on admission, which is the age on the day of the charge or one year less: where that year decides, 无法判断.
 */
export function outsideAge(t: Trace, visit: Row<'visit'>, charge: Charge, point: AgeLimit): ChargeAge {
	const birth = visit.time('brdy');
	if (birth) return byBirth(t, visit, charge, point, dayOf(birth.seconds));
	const age = visit.number('age');
	if (age === null || age < 0 || age > OLDEST) throw new Undetermined(noBirth(visit));
	return byAge(t, visit, charge, point, age);
}

function byBirth(t: Trace, visit: Row<'visit'>, charge: Charge, point: AgeLimit, birthDay: number): ChargeAge {
	const { row } = charge;
	const first = t.known(t.dayOf(row, 'fee_ocur_time'));
	const from = dayOfAge(birthDay, point.minAge ?? 0);
	const to = dayOfAge(birthDay, (point.maxAge ?? OLDEST) + 1) - 1;
	if (first < birthDay || yearsOn(birthDay, first) > OLDEST) throw new Undetermined({ kind: 'value', what: 'visit.brdy' });
	// A line over several days is too early only where even its last day is.
	const end = row.time('fee_end_time');
	const field = first < from && end && dayOf(end.seconds) > first ? 'fee_end_time' : 'fee_ocur_time';
	const sources: Source[] = [{ row: visit, field: 'brdy' }];
	const permitted = t.derived<readonly [number, number]>(
		{ zh: '准许年龄的首日与末日', en: 'First and last day of the permitted age' },
		'day',
		[from, to],
		sources
	);
	return { age: yearsOn(birthDay, first), outside: t.outside('outside-age', t.dayOf(row, field), permitted) };
}

function byAge(t: Trace, visit: Row<'visit'>, charge: Charge, point: AgeLimit, age: number): ChargeAge {
	const [min, max] = [point.minAge ?? 0, point.maxAge ?? OLDEST];
	const begin = visit.time('begntime');
	const sameDay = begin !== null && chargeDay(charge) === dayOf(begin.seconds);
	if (!sameDay && (age === max || age + 1 === min)) throw new Undetermined(noBirth(visit));
	const permitted = t.knowledge<readonly [number, number]>(point, { zh: '准许年龄', en: 'Permitted age' }, 'integer', [min, max]);
	return { age, outside: t.outside('outside-age', t.number(visit, 'age'), permitted) };
}

const noBirth = (visit: Row<'visit'>): Missing => ({ kind: visit.hasField('brdy') ? 'value' : 'field', what: 'visit.brdy' });

/** Where the identity number gives another date of birth by which the charge is lawful. Null where there is no such number. */
export function identityAgeSources(visit: Row<'visit'>, charge: Charge, point: AgeLimit): readonly Source[] | null {
	const identity = identityOf(visit);
	const day = chargeDay(charge);
	if (!identity || day === null) return null;
	const age = yearsOn(identity.birthDay, day);
	return (point.minAge ?? 0) <= age && age <= (point.maxAge ?? OLDEST) ? [{ row: visit, field: 'certno' }] : [];
}

/** The same of several charges: where it is lawful for any of them. Null where it cannot be told of one. */
export function identityAgesSources<P extends KnowledgePoint>(
	visit: Row<'visit'>,
	items: readonly LimitedCharge<P>[],
	limitOf: (point: P) => AgeLimit
): readonly Source[] | null {
	const all = items.map(({ charge, match }) => identityAgeSources(visit, charge, limitOf(match.point)));
	return all.includes(null) ? null : (all.find((sources) => sources!.length > 0) ?? []);
}

/** Cells that say that the stay is for a birth (生育住院): it may carry the newborn's charges. */
export const birthStaySources = (visit: Row<'visit'>): readonly Source[] =>
	visit.text('med_type').startsWith('52') ? [{ row: visit, field: 'med_type' }] : [];

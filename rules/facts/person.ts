import { dayNumber, display } from '../domain/display.ts';
import type { Missing } from '../domain/finding.ts';
import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';

type Visit = Row<'visit'>;
export type Sex = '1' | '2';

/** National codes of `gend`, and the words that hospitals write instead. Anything else (9 未说明) is not known. */
const SEX: Readonly<Record<string, Sex>> = { '1': '1', 男: '1', 男性: '1', '2': '2', 女: '2', 女性: '2' };

/** Sex that a cell says, or null. */
export const sexOf = (cell: string): Sex | null => (Object.hasOwn(SEX, cell.trim()) ? SEX[cell.trim()]! : null);

/** Sex of the visit as its national code; 无法判断 in any comparison where it is absent or not stated. */
export function tracedSex(t: Trace, visit: Visit): Traced<string> {
	const missing: Missing = { kind: visit.hasField('gend') ? 'value' : 'field', what: 'visit.gend' };
	return t.derived<string>({ zh: '性别', en: 'Sex' }, 'text', sexOf(visit.text('gend')), [{ row: visit, field: 'gend' }], missing);
}

/** Sex and day of birth that an 18-digit identity number says (第 17 位, 第 7–14 位); null where the number is none. */
export function identityOf(visit: Visit): { sex: Sex; birthDay: number } | null {
	const text = visit.text('certno').trim();
	const match = /^\d{6}(\d{4})(\d\d)(\d\d)\d\d(\d)[\dXx]$/.exec(text);
	if (!match) return null;
	const [year, month, day, order] = match.slice(1).map(Number) as [number, number, number, number];
	if (month < 1 || month > 12 || day < 1 || day > 31) return null;
	return { sex: order % 2 === 1 ? '1' : '2', birthDay: dayNumber(year, month, day) };
}

/** Where the identity number speaks for the permitted sex: a mistyped 性别 clears the finding. Null where there is no such number. */
export function identitySexSources(visit: Visit, permitted: Sex): readonly Source[] | null {
	const identity = identityOf(visit);
	if (!identity) return null;
	return identity.sex === permitted ? [{ row: visit, field: 'certno' }] : [];
}

/** Cells that say that the patient is a newborn (不满 1 周岁), whose stay may carry the mother's charges. Null where no age is known. */
export function newbornSources(visit: Visit): readonly Source[] | null {
	const [birth, begin, age] = [visit.time('brdy'), visit.time('begntime'), visit.number('age')];
	if (birth && begin) return yearsOn(dayOf(birth.seconds), dayOf(begin.seconds)) === 0 ? [{ row: visit, field: 'brdy' }] : [];
	if (age === null) return null;
	return age === 0 ? [{ row: visit, field: 'age' }] : [];
}

/** Age in whole years on a day (周岁). */
export function yearsOn(birthDay: number, day: number): number {
	const [birth, then] = [display.day(birthDay), display.day(day)];
	return Number(then.slice(0, 4)) - Number(birth.slice(0, 4)) - (then.slice(5) < birth.slice(5) ? 1 : 0);
}

/** The day on which a person reaches an age; 1 March for one born on 29 February in a year without it. */
export function dayOfAge(birthDay: number, years: number): number {
	const [year, month, day] = display.day(birthDay).split('-').map(Number) as [number, number, number];
	return dayNumber(year + years, month, day);
}

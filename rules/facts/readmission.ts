import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { dayOf } from '../domain/units.ts';
import { normalizeName } from '../knowledge/names.ts';
import { optionalCode, optionalText } from './cells.ts';
import { institutionField } from './institutions.ts';
import type { Neighbour } from './neighbours.ts';
import { comparableNames, diagnosisPrefix, mainDiagnosis } from './same-diagnosis.ts';

const constant = (zh: string, en: string, value: readonly string[]) => ({ label: { zh, en }, value });
const NOT_SPLIT = constant('急诊住院、日间手术', 'Emergency, day surgery', ['210104', '28']);
const EMERGENCY = constant('急诊、其他机构转入', 'Emergency, from another institution', ['1', '急诊', '3', '其他医疗机构转入']);
const TRANSFERRED = constant('医嘱转院、转社区', 'Transferred', ['2', '3', '医嘱转院', '医嘱转社区']);
const PLANNED = constant('有再住院计划', 'Return planned', ['2', '有', '是']);
/** Age in days up to which a child is a newborn. */
const NEWBORN_DAYS = 28;

/** Whether two stays have the same main diagnosis: by the beginning of their codes where both have one, else by name. */
export function sameDiagnosis(t: Trace, later: Stay, before: Neighbour, length: number): boolean {
	const [a, b] = [mainDiagnosis(later.visit, later), mainDiagnosis(before.row, before.stay)];
	const label = { zh: '主要诊断', en: 'Main diagnosis' };
	if (a.code !== '' && b.code !== '') {
		const prefix = (code: string, source: typeof a.codeSource): Traced<string> =>
			t.derived({ zh: `主要诊断编码前 ${length} 位`, en: `First ${length} of the main diagnosis code` }, 'text', diagnosisPrefix(code, length), [
				source
			]);
		return t.eq('same-diagnosis', prefix(a.code, a.codeSource), prefix(b.code, b.codeSource));
	}
	if (a.name === '' || b.name === '') throw new Undetermined({ kind: 'value', what: 'visit.dscg_maindiag_code' });
	const [left, right] = comparableNames(a.name, b.name);
	return t.eq('same-diagnosis', t.derived(label, 'text', left, [a.nameSource]), t.derived(label, 'text', right, [b.nameSource]));
}

/**
 * Whether two stays were at one institution: by code, else by name. Where neither says, the file that hands over the
 * earlier stay as this one's own is what ties them; where only one says, it is 无法判断.
 */
export function sameInstitution(t: Trace, later: Stay, before: Neighbour): boolean {
	const field = (['fixmedins_code', 'fixmedins_name'] as const).find((name) => later.visit.text(name) !== '' && before.row.text(name) !== '');
	if (field) {
		const of = (row: Neighbour['row']): Traced<string> =>
			t.derived(
				{ zh: '医疗机构', en: 'Institution' },
				'text',
				field === 'fixmedins_code' ? row.text(field).toUpperCase() : normalizeName(row.text(field)),
				[{ row, field }]
			);
		return t.eq('same-institution', of(later.visit), of(before.row));
	}
	const unsaid = institutionField(later.visit) === null && institutionField(before.row) === null;
	if (!unsaid || before.row.table !== 'earlierVisit') throw new Undetermined({ kind: 'value', what: 'visit.fixmedins_code' });
	return t.eq('told-by-the-file', t.text(before.row as never, 'rel_mdtrt_id' as never), t.text(later.visit, 'mdtrt_id'));
}

/** Lawful ways to come back soon, as conditions that must not apply: emergency, transfer, day surgery, a planned return, the newborn. */
export function notExcepted(t: Trace, later: Stay, before: Neighbour): boolean {
	const { visit } = later;
	const set = ({ label, value }: ReturnType<typeof constant>) => t.constant(label, 'text', value);
	return (
		t.notIn('no-emergency-or-day-surgery', optionalCode(visit, 'med_type', NOT_SPLIT.value), set(NOT_SPLIT)) &&
		t.notIn('before-no-day-surgery', optionalCode(before.row as typeof visit, 'med_type', NOT_SPLIT.value), set({ ...NOT_SPLIT, value: ['28'] })) &&
		t.notIn('not-by-emergency', optionalText(visit, 'adm_way'), set(EMERGENCY)) &&
		notReferred(t, visit) &&
		t.notIn('not-transferred', optionalText(before.row as typeof visit, 'dscg_way'), set(TRANSFERRED)) &&
		t.notIn('no-return-planned', optionalText(before.row as typeof visit, 'days_rinp_flag_31'), set(PLANNED)) &&
		notNewborn(t, later)
	);
}

/** That the visit follows no referral (转诊). */
export const notReferred = (t: Trace, visit: Row<'visit'>): boolean =>
	t.eq('no-referral', optionalText(visit, 'refl_old_mdtrt_id'), t.constant({ zh: '无转诊', en: 'No referral' }, 'text', ''));

/** That the patient is no newborn, by date of birth, else by age in years; unknown counts as none. */
export function notNewborn(t: Trace, stay: Stay): boolean {
	const { visit } = stay;
	const begin = visit.time('begntime');
	if (visit.time('brdy') && begin) {
		const day = dayOf(begin.seconds) - NEWBORN_DAYS;
		return t.lt(
			'no-newborn',
			t.dayOf(visit, 'brdy'),
			t.derived({ zh: '入院前 28 天', en: '28 days before admission' }, 'day', day, [{ row: visit, field: 'begntime' }])
		);
	}
	const age = visit.number('age');
	if (age === null) return true;
	return t.gt('no-newborn', t.number(visit, 'age'), t.constant({ zh: '不足 1 岁', en: 'Under one year' }, 'integer', 0));
}

import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { dayOf, RATIO_SCALE } from '../domain/units.ts';
import { notRefunded } from './charges.ts';
import { NO_DAY } from './columns.ts';
import { institutionField } from './institutions.ts';
import { operationsOf } from './intensity.ts';
import { chargeDay, limitedCharges, type Limited, type LimitedCharge } from './limited-charges.ts';
import { normalized } from './memo.ts';
import { visitRow } from './neighbours.ts';
import { tracedSex } from './person.ts';
import { isEarly, isNearlyAll, type Routine, type Routines, type Screening } from './routine-tests.ts';
import { departmentField, departmentOf, type Department } from './shares.ts';
import { isInpatient } from './stay-days.ts';
import { clearReasons, REASON_CLEARS, withoutReason } from './test-reasons.ts';

/** 1/10 000 a percent. */
const PER_PERCENT = RATIO_SCALE / 100;

/** Parameters of rules about routine tests. */
export const ROUTINE_PARAMS = {
	minShare: {
		default: 90,
		unit: 'percent',
		title: { zh: '科室普遍开展的占比下限', en: 'Least share of the department that makes a routine' },
		why: '覆盖率超过 90% 视为普遍开展 (RULES.md R036)；分母只计没有指征诊断的住院；国家未公布阈值（未核实）'
	},
	minStays: {
		default: 30,
		unit: 'count',
		title: { zh: '科室无指征诊断住院例数下限', en: 'Least stays of the department without a reason by diagnosis' },
		why: '例数太少不能说明是常规（未核实）'
	},
	firstDays: {
		default: 2,
		unit: 'day',
		title: { zh: '入院后视为入院常规的日数', en: 'Days from admission that count as routine' },
		why: '入院当日与次日开具的为入院常规；其后多因病情变化（未核实）'
	}
} as const;
type RoutineParams = typeof ROUTINE_PARAMS;

/** What these rules look for to clear a finding, and how they tell it. */
export const ROUTINE_WORDS = {
	clears: REASON_CLEARS,
	messages: {
		routine: {
			zh: '{{item}}：本科室 {{stays}} 例无相关诊断的住院中 {{done}} 例入院即做，本例未见指征',
			en: '{{item}}: done on admission in {{done}} of {{stays}} stays of the department without such a diagnosis; this one shows no reason'
		}
	}
} as const;

/** Judges the first days of a stay: tests that its department does to nearly everyone, with nothing in its own record that asks for them. Reports `routine`. */
export function judgeRoutine(stay: Stay, t: Trace<RoutineParams>, routines: Routines, kinds: readonly Screening['kind'][]): void {
	const visit = visitRow(stay);
	if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
	const department = departmentOf(visit);
	t.each(limitedCharges(stay, t.context, 'screening', t.day), (limited) => {
		if (kinds.includes(limited.point.kind)) judgePoint(stay, t, limited, visit, department, routines);
	});
}

function judgePoint(
	stay: Stay,
	t: Trace<RoutineParams>,
	{ point, items }: Limited<Screening>,
	visit: Row<'visit'>,
	department: Department | null,
	routines: Routines
): void {
	const begin = visit.time('begntime');
	if (!begin) return t.cannotTell({ kind: 'value', what: 'visit.begntime' });
	const [firstDay, days] = [dayOf(begin.seconds), t.known(t.param('firstDays'))];
	const onAdmission = items.filter(({ charge }) => isEarly(chargeDay(charge) ?? NO_DAY, firstDay, days));
	if (onAdmission.length === 0) return;
	if (!department) return t.cannotTell({ kind: 'value', what: institutionField(visit) === null ? 'visit.fixmedins_code' : 'visit.dscg_dept_name' });
	const routine = routines[department.key]?.[point.id];
	if (!routine || !isRoutine(t, routine)) return;
	const early = chargedOf(t, onAdmission, visit, days);
	if (early.length === 0) return;
	const name = department.key.replace('\u001f', ' ');
	const counted = t.batch({ zh: '被统计的科室', en: 'Department counted' }, 'text', name);
	if (!t.eq('same-department', t.derived({ zh: '机构与科室', en: 'Institution and department' }, 'text', name, department.sources), counted)) return;
	if (!isOthersWork(t, visit, point)) return;
	if (point.sex !== undefined && !t.eq('sex', tracedSex(t, visit), t.knowledge(point, { zh: '适用性别', en: 'Sex' }, 'text', point.sex))) return;
	if (point.operated && !notOperated(t, stay)) return;
	if (!withoutReason(t, stay, [point.name, ...(point.aliases ?? [])], point)) return;
	clearReasons(t, stay, point);
	t.report({
		message: 'routine',
		data: { item: point.name, ...routine },
		grade: 'suspect',
		lines: early.map(({ charge }) => ({ charge, role: 'offending' }))
	});
}

function isRoutine(t: Trace<RoutineParams>, routine: Routine): boolean {
	if (routine.stays < t.known(t.param('minStays')) || !isNearlyAll(routine, t.known(t.param('minShare')))) return false;
	const share = Math.floor((routine.done * RATIO_SCALE) / routine.stays);
	const stays = t.batch({ zh: '科室无指征诊断的住院例数', en: 'Stays of the department without such a diagnosis' }, 'integer', routine.stays);
	t.ge('enough-stays', stays, t.param('minStays'));
	t.ge(
		'nearly-all',
		t.batch({ zh: '其中入院即做的占比', en: 'Share that had it on admission' }, 'ratio', share),
		t.param('minShare', 'ratio', PER_PERCENT)
	);
	return true;
}

/** Charges of the first days that were not taken back, each with its item and day as conditions. */
function chargedOf(
	t: Trace<RoutineParams>,
	items: readonly LimitedCharge<Screening>[],
	visit: Row<'visit'>,
	days: number
): LimitedCharge<Screening>[] {
	const begin = t.dayOf(visit, 'begntime');
	const label = { zh: `入院首 ${days} 日`, en: `First ${days} days of the stay` };
	const span: readonly [number, number] = [t.known(begin), t.known(begin) + days - 1];
	const found: LimitedCharge<Screening>[] = [];
	t.each(items, (item) => {
		t.matches('routine-item', item.charge.row, item.match);
		if (!notRefunded(t, item.charge)) return false;
		return t.within('on-admission', t.dayOf(item.charge.row, 'fee_ocur_time'), t.derived(label, 'day', span, begin.sources)) && found.push(item) > 0;
	});
	return found;
}

/** Of a test that is made before an operation (术前评估): that the stay had none. */
function notOperated(t: Trace, stay: Stay): boolean {
	const { found, searched } = operationsOf(stay);
	const fields = { mdtrt_id: stay.id, oprn_oprt_code: '47.0900', oprn_oprt_name: '阑尾切除术' };
	return t.absent('not-operated', { zh: '手术记录或手术费', en: 'Operations' }, found, searched, { table: 'operation', fields });
}

/** That the department is none whose own work the test is. */
function isOthersWork(t: Trace, visit: Row<'visit'>, point: Screening): boolean {
	const own = point.departments ?? [];
	const field = departmentField(visit);
	if (own.length === 0 || field === null) return true;
	const text = normalized(visit.text(field));
	const word = own.find((name) => text.includes(normalized(name)));
	const said = t.derived({ zh: '科室', en: 'Department' }, 'text', word ?? visit.text(field), [{ row: visit, field }]);
	return t.notIn('work-of-others', said, t.knowledge(point, { zh: '本科业务的科室', en: 'Departments whose work it is' }, 'text', own));
}

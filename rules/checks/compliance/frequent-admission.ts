import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { goesOnWith } from '../../facts/continuation.ts';
import { institutionKey } from '../../facts/institutions.ts';
import { otherStays, visitRow } from '../../facts/neighbours.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { plannedCourse } from '../../facts/planned-courses.ts';
import { article38 } from '../../facts/regulation.ts';
import { wholeStay } from '../../facts/settled.ts';
import { isInpatient } from '../../facts/stay-days.ts';
import { countedVisits, endOfRun, visitsOverCount } from '../../facts/visit-counts.ts';

/** Stays in a ward; day surgery (28) and childbirth (52) have their own course. */
const inWard = (medType: string): boolean => isInpatient(medType) && !/^(28|52)/.test(medType);
const standsForItself = (stay: Stay): boolean => plannedCourse(stay).found.length === 0 && goesOnWith(stay) === null;

const params = {
	maxStays: {
		default: 6,
		unit: 'count',
		title: { zh: '住院次数上限', en: 'Most stays' },
		why: '平均两个月一次；国家规则只给名称（频繁住院），未查到统一次数，由地方设定（未核实）'
	},
	windowDays: { default: 365, unit: 'day', title: { zh: '统计天数', en: 'Days counted' }, why: '按年统计；由地方设定（未核实）' }
} as const;

/** 频繁住院: more stays of one person within a year than an illness explains. */
export default defineRule({
	meta: {
		id: 'frequent-admission',
		version: 1,
		title: { zh: '一年内频繁住院', en: 'Too many stays within a year' },
		explains: {
			zh: '同一参保人在规定天数内的住院次数超过上限。放化疗、透析等按周期住院不计；转院和中途结算与前次合为一次；日间手术和生育住院不计。一段连续的住院只报一次，记在最后一次。',
			en: 'One person has more stays within days than the limit. Planned courses, day surgery and childbirth do not count; a transfer or a part settlement is one with the stay before. A run of stays is told once, by its last.'
		},
		dimension: 'compliance',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'person',
		basis: [article38('二')],
		official: ['GZ10000204004000'],
		problems: [],
		requires: ['visit'],
		uses: ['diagnosis', 'operation', 'fee', 'earlierVisit', 'settlement'],
		knowledge: [],
		clears: { operation: { zh: '本次住院有手术操作', en: 'This stay had an operation' } },
		messages: {
			often: { zh: '{{days}} 天内在 {{places}} 家机构住院 {{stays}} 次', en: '{{stays}} stays at {{places}} institutions within {{days}} days' }
		}
	},
	params,
	candidates: visitsOverCount(inWard, 'frequent-admission', { most: ['maxStays'], days: 'windowDays' }),
	judge(stay, t) {
		const visit = visitRow(stay);
		const type = visit?.text('med_type') ?? '';
		if (!visit || (type !== '' && !inWard(type))) return;
		const { counted, unclear } = countedVisits(stay, inWard, (other) => other === stay || standsForItself(other));
		const [most, days] = [t.known(t.param('maxStays')), t.known(t.param('windowDays'))];
		if (unclear.includes(stay)) {
			if (counted.length + unclear.length <= most) return;
			return t.cannotTell({ kind: 'value', what: type === '' ? 'visit.med_type' : 'visit.begntime' });
		}
		const own = counted.findIndex((one) => one.stay === stay);
		const run = endOfRun(counted, own, days, (window) => window.length > most);
		if (!run || !countsItself(t, stay, counted[own]!.day)) return;
		const rows = run.map((one) => one.row);
		if (!t.gt('too-often', t.count({ zh: `${days} 天内住院`, en: `Stays within ${days} days` }, rows), t.param('maxStays'))) return;
		t.clear('operation', cellsSaying(stay, 'operation', ['oprn_oprt_name', 'oprn_oprt_code'], /./));
		t.report({
			message: 'often',
			data: { days, stays: run.length, places: new Set(rows.map(institutionKey)).size },
			grade: 'suspect',
			related: run.filter((one) => one.stay !== stay).map((one) => one.stay.id),
			...wholeStay(stay)
		});
	}
});

/** That the stay is no part of a planned course and goes on with no other. */
function countsItself(t: Trace<typeof params>, stay: Stay, firstDay: number): boolean {
	const { found, searched } = plannedCourse(stay);
	const course = { table: 'diagnosis', fields: { mdtrt_id: stay.id, diag_code: 'Z51.100', diag_name: '恶性肿瘤化学治疗' } } as const;
	const before = goesOnWith(stay);
	const [begntime, endtime] = [display.day(firstDay - 1), display.day(firstDay)];
	const transfer = { table: 'visit', fields: { mdtrt_id: 'W1', psn_no: stay.person, med_type: '21', begntime, endtime, dscg_way: '2' } } as const;
	return (
		t.absent('no-planned-course', { zh: '放化疗、透析等按周期住院的记录', en: 'Signs of a planned course' }, found, searched, course) &&
		t.absent(
			'no-transfer',
			{ zh: '转院或中途结算前的同一次住院', en: 'A stay that this one goes on with' },
			before ? [before.row] : [],
			otherStays(stay).map(({ row }) => row),
			transfer
		)
	);
}

import { defineRule } from '../../engine/rule.ts';
import { dailyCourse } from '../../facts/daily-course.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { article38 } from '../../facts/regulation.ts';
import { wholeStay } from '../../facts/settled.ts';
import { isOutpatient } from '../../facts/stay-days.ts';
import { countedVisits, endOfRun, visitsOverCount } from '../../facts/visit-counts.ts';

/** Visits to a doctor; purchases at a pharmacy (41) are counted by frequent-purchase. */
const toDoctor = (medType: string): boolean => isOutpatient(medType) && !medType.startsWith('41');

/** 频繁门诊: more outpatient visits of one person within days than a treatment explains. */
export default defineRule({
	meta: {
		id: 'frequent-outpatient',
		version: 1,
		title: { zh: '短期内频繁门诊', en: 'Too many outpatient visits within days' },
		explains: {
			zh: '同一参保人在规定天数内的门诊就诊次数超过上限，且就诊没有注射、换药、康复、透析等需逐日进行的治疗。一段连续的就诊只报一次，记在最后一次；次数多本身不证明虚假就医。',
			en: 'One person has more outpatient visits within days than the limit, without injections, dressings, rehabilitation, dialysis or another daily treatment. A run of visits is told once, by its last. The count alone proves no fraud.'
		},
		dimension: 'compliance',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'person',
		basis: [article38('二')],
		official: ['GZ10000204002000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['order', 'diagnosis', 'operation', 'settlement'],
		knowledge: [],
		clears: { 'other-departments': { zh: '同日在多个科室就诊', en: 'Several departments on one day' } },
		messages: { often: { zh: '{{days}} 天内门诊 {{visits}} 次', en: '{{visits}} outpatient visits within {{days}} days' } }
	},
	params: {
		maxVisits: {
			default: 7,
			unit: 'count',
			title: { zh: '门诊次数上限', en: 'Most visits' },
			why: '一周内每天一次为 7 次；国家规则只给名称，未查到统一次数，由地方设定（未核实）'
		},
		windowDays: { default: 7, unit: 'day', title: { zh: '统计天数', en: 'Days counted' }, why: '按周统计；未查到统一口径，由地方设定（未核实）' }
	},
	candidates: visitsOverCount(toDoctor, 'frequent-outpatient', { most: ['maxVisits'], days: 'windowDays' }),
	judge(stay, t) {
		const visit = visitRow(stay);
		const type = visit?.text('med_type') ?? '';
		if (!visit || (type !== '' && !toDoctor(type))) return;
		const { counted, unclear } = countedVisits(stay, toDoctor, (other) => other === stay || dailyCourse(other).found.length === 0);
		const [most, days] = [t.known(t.param('maxVisits')), t.known(t.param('windowDays'))];
		if (unclear.includes(stay)) {
			if (counted.length + unclear.length <= most) return;
			return t.cannotTell({ kind: 'value', what: type === '' ? 'visit.med_type' : 'visit.begntime' });
		}
		const own = counted.findIndex((one) => one.stay === stay);
		const run = endOfRun(counted, own, days, (window) => window.length > most);
		if (!run) return;
		const { found, searched } = dailyCourse(stay);
		const witness = { table: 'order', fields: { mdtrt_id: stay.id, drord_no: 'W1', drord_cont: '伤口换药' } } as const;
		if (!t.absent('no-daily-course', { zh: '需逐日进行的治疗', en: 'Daily treatment' }, found, searched, witness)) return;
		const rows = run.map((one) => one.row);
		if (!t.gt('too-often', t.count({ zh: `${days} 天内门诊就诊`, en: `Outpatient visits within ${days} days` }, rows), t.param('maxVisits'))) return;
		const sameDay = run.filter(
			(one) => one.day === run.at(-1)!.day && one.stay !== stay && one.row.text('adm_dept_name') !== visit.text('adm_dept_name')
		);
		t.clear('other-departments', visit.text('adm_dept_name') === '' ? null : sameDay.map(({ row }) => ({ row, field: 'adm_dept_name' })));
		t.report({
			message: 'often',
			data: { days, visits: run.length },
			grade: 'suspect',
			related: run.filter((one) => one.stay !== stay).map((one) => one.stay.id),
			...wholeStay(stay)
		});
	}
});

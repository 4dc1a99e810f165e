import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { visitsAfterStay } from '../../facts/history-visits.ts';
import { stayBefore, visitRow, type Neighbour } from '../../facts/neighbours.ts';
import { cellSaying, cellsSaying } from '../../facts/notes.ts';
import { plannedCourse } from '../../facts/planned-courses.ts';
import { notExcepted, sameDiagnosis, sameInstitution } from '../../facts/readmission.ts';
import { article38 } from '../../facts/regulation.ts';
import { wholeStay } from '../../facts/settled.ts';
import { isInpatient, staySpan } from '../../facts/stay-days.ts';

const params = {
	maxGap: {
		default: 31,
		unit: 'day',
		title: { zh: '间隔天数上限', en: 'Longest gap' },
		why: '31 天内非计划再入院（规则库指标 ZB10000205008000 的口径）'
	},
	splitGap: {
		default: 15,
		unit: 'day',
		title: { zh: '同病再入院由分解住院规则判断的天数', en: 'Gap within which the same disease is judged as a split admission' },
		why: '与 split-admission.maxGap 相同，两条规则不重复报；改动时一并改'
	},
	diagnosisLength: {
		default: 3,
		unit: 'count',
		title: { zh: '诊断编码比较位数', en: 'Characters of the code compared' },
		why: '3 位为类目；与 split-admission 相同'
	}
} as const;

/** 31天内非计划再入院: back for the same disease within 31 days without a plan; another disease is no sign of anything. What split-admission reports is left to it. */
export default defineRule({
	meta: {
		id: 'unplanned-readmission',
		version: 1,
		title: { zh: '31 天内非计划再入院', en: 'Unplanned return within 31 days' },
		explains: {
			zh: '同一参保人出院后 31 天内因同病非计划地再次入住同一机构；因其他疾病再入院的不在此列。更短间隔的由“短期内同病再入院”规则判断，不重复报。有计划的再入院、按周期治疗、急诊、转诊、日间手术和新生儿不在此列。',
			en: 'The same person is back in the same institution for the same disease within 31 days without a plan; another disease is not meant. A shorter gap is judged as a split admission and not told twice. Planned returns and courses, emergencies, transfers, day surgery and newborns are not meant.'
		},
		dimension: 'compliance',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'person',
		basis: [article38('二')],
		official: ['ZB10000205008000'],
		problems: [],
		requires: ['visit'],
		uses: ['earlierVisit', 'diagnosis', 'operation', 'fee', 'settlement', 'document'],
		knowledge: [],
		clears: {
			'plan-said': { zh: '前次出院载明有无再住院计划', en: 'The earlier discharge says whether a return was planned' },
			worsened: { zh: '文书载明病情加重、复发或新发', en: 'Documents tell of a turn for the worse, a relapse or a new illness' }
		},
		messages: { back: { zh: '出院 {{gap}} 天后非计划再入院', en: 'Back without a plan {{gap}} days after discharge' } }
	},
	params,
	candidates: visitsAfterStay,
	judge(stay, t) {
		if (!visitRow(stay) || !isInpatient(stay.visit.text('med_type'))) return;
		const span = stay.fact(staySpan);
		if (!span) return t.cannotTell({ kind: 'value', what: 'visit.begntime' });
		const before = stayBefore(stay, span.firstDay);
		if (!before || !soonAfter(t, stay, before)) return;
		const { found, searched } = plannedCourse(stay, before.row);
		const witness = { table: 'diagnosis', fields: { mdtrt_id: stay.id, diag_code: 'Z51.100', diag_name: '恶性肿瘤化学治疗' } } as const;
		if (!t.absent('no-planned-course', { zh: '放化疗、透析等按周期住院的记录', en: 'Signs of a planned course' }, found, searched, witness)) return;
		if (!notExcepted(t, stay, before) || !sameInstitution(t, stay, before)) return;
		if (!laterThanSplit(t, stay, before) || !sameDiagnosis(t, stay, before, t.known(t.param('diagnosisLength')))) return;
		const gap = span.firstDay - before.lastDay!;
		t.clear('plan-said', cellSaying(before.row, 'days_rinp_flag_31', /./));
		t.clear('worsened', cellsSaying(stay, 'document', ['text'], /加重|恶化|复发|急性发作|新发|急诊/));
		t.report({ message: 'back', data: { gap }, grade: 'suspect', related: before.id === '' ? [] : [before.id], ...wholeStay(stay) });
	}
});

function soonAfter(t: Trace<typeof params>, stay: Stay, { row, lastDay }: Neighbour): boolean {
	const gap = t.known(t.param('maxGap'));
	const zh = `前次出院后第 ${gap} 天`;
	const last = t.derived({ zh, en: `Day ${gap} after the earlier discharge` }, 'day', lastDay! + gap, [{ row, field: 'endtime' }]);
	return t.le('short-gap', t.dayOf(stay.visit, 'begntime'), last);
}

/** Sooner than this the same return is a split admission, which a rule of its own tells. */
function laterThanSplit(t: Trace<typeof params>, stay: Stay, { row, lastDay }: Neighbour): boolean {
	const gap = t.known(t.param('splitGap'));
	const last = t.derived({ zh: `前次出院后第 ${gap} 天`, en: `Day ${gap} after the earlier discharge` }, 'day', lastDay! + gap, [
		{ row, field: 'endtime' }
	]);
	return t.gt('later-than-split', t.dayOf(stay.visit, 'begntime'), last);
}

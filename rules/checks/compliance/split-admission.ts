import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { stayBefore, visitRow, type Neighbour } from '../../facts/neighbours.ts';
import { cellSaying, cellsSaying } from '../../facts/notes.ts';
import { plannedCourse } from '../../facts/planned-courses.ts';
import { notExcepted, sameDiagnosis, sameInstitution } from '../../facts/readmission.ts';
import { visitsAfterStay } from '../../facts/history-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { wholeStay } from '../../facts/settled.ts';
import { isInpatient, staySpan } from '../../facts/stay-days.ts';

/** 分解住院: a stay that continues the one before it at the same institution, for the same disease, within days. */
export default defineRule({
	meta: {
		id: 'split-admission',
		version: 1,
		title: { zh: '短期内同病再入院', en: 'Readmitted for the same disease within days' },
		explains: {
			zh: '同一参保人在同一机构出院后短期内因相同主要诊断再次住院。放化疗、透析等按周期住院，急诊、转诊、日间手术、有计划的再入院和新生儿不在此列。',
			en: 'The same person is admitted again to the same institution for the same main diagnosis soon after discharge. Planned courses, emergencies, transfers, day surgery, planned returns and newborns are not meant.'
		},
		dimension: 'compliance',
		violation: '分解住院',
		stages: ['in-stay', 'settled'],
		scope: 'person',
		basis: [article38('一')],
		official: ['GZ10000204001000'],
		problems: [],
		requires: ['visit'],
		uses: ['earlierVisit', 'diagnosis', 'operation', 'fee', 'settlement', 'document'],
		knowledge: [],
		clears: {
			'left-against-advice': { zh: '前次为非医嘱离院', en: 'The earlier stay was left against advice' },
			operation: { zh: '本次住院有手术操作，目的与前次不同', en: 'This stay had an operation: another purpose' },
			worsened: { zh: '文书载明病情加重、复发或新发', en: 'Documents tell of a turn for the worse, a relapse or a new illness' }
		},
		messages: { again: { zh: '出院 {{gap}} 天后因相同诊断再入院', en: 'Admitted again for the same diagnosis {{gap}} days after discharge' } }
	},
	params: {
		maxGap: {
			default: 15,
			unit: 'day',
			title: { zh: '间隔天数上限', en: 'Longest gap' },
			why: '通行的工作口径；未查到全国统一的天数，由地方设定 (RULES.md R039)'
		},
		diagnosisLength: {
			default: 3,
			unit: 'count',
			title: { zh: '诊断编码比较位数', en: 'Characters of the code compared' },
			why: '3 位为类目，4 位为亚目；同一疾病再入院时亚目常有变化'
		}
	},
	candidates: visitsAfterStay,
	judge(stay, t) {
		if (!visitRow(stay) || !isInpatient(stay.visit.text('med_type'))) return;
		const span = stay.fact(staySpan);
		if (!span) return t.cannotTell({ kind: 'value', what: 'visit.begntime' });
		const before = stayBefore(stay, span.firstDay);
		if (!before) return;
		if (!soonAfter(t, stay, before, t.known(t.param('maxGap')))) return;
		const { found, searched } = plannedCourse(stay, before.row);
		const witness = { table: 'diagnosis', fields: { mdtrt_id: stay.id, diag_code: 'Z51.100', diag_name: '恶性肿瘤化学治疗' } } as const;
		if (!t.absent('no-planned-course', { zh: '放化疗、透析等按周期住院的记录', en: 'Signs of a planned course' }, found, searched, witness)) return;
		if (!notExcepted(t, stay, before) || !sameDiagnosis(t, stay, before, t.known(t.param('diagnosisLength'))) || !sameInstitution(t, stay, before))
			return;
		clearing(t, stay, before);
		t.report({
			message: 'again',
			data: { gap: span.firstDay - before.lastDay! },
			grade: 'suspect',
			related: before.id === '' ? [] : [before.id],
			...wholeStay(stay)
		});
	}
});

function soonAfter(t: Trace, stay: Stay, { row, lastDay }: Neighbour, maxGap: number): boolean {
	const last = t.derived({ zh: `前次出院后第 ${maxGap} 天`, en: `Day ${maxGap} after the earlier discharge` }, 'day', lastDay! + maxGap, [
		{ row, field: 'endtime' }
	]);
	return t.le('short-gap', t.dayOf(stay.visit, 'begntime'), last);
}

function clearing(t: Trace, stay: Stay, { row }: Neighbour): void {
	t.clear('left-against-advice', cellSaying(row, 'dscg_way', /^(0?4|非医嘱)/));
	t.clear('operation', cellsSaying(stay, 'operation', ['oprn_oprt_name', 'oprn_oprt_code'], /./));
	t.clear('worsened', cellsSaying(stay, 'document', ['text'], /加重|恶化|复发|急性发作|新发|急诊/));
}

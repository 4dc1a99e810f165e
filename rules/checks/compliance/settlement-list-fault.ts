import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { optionalText } from '../../facts/cells.ts';
import { frameworkClass } from '../../facts/coding-basis.ts';
import { mainDiagnoses, visitsWithListFault } from '../../facts/settlement-list.ts';
import { daysOfStay, isInpatient, staySpan } from '../../facts/stay-days.ts';

const params = {
	tolerance: {
		default: 1,
		unit: 'day',
		title: { zh: '住院天数容差', en: 'Tolerance of the days of stay' },
		why: '计入不计出与首尾都计的算法相差 1 天'
	}
} as const;

type ListStay = Stay<'visit' | 'diagnosis' | 'operation'>;

/** 医保结算清单信息异常: a settlement list that contradicts itself in dates, days, main diagnosis or operations. A fault of the file. */
export default defineRule({
	meta: {
		id: 'settlement-list-fault',
		version: 1,
		title: { zh: '结算清单信息异常', en: 'Settlement list that contradicts itself' },
		explains: {
			zh: '住院结算清单的出院早于入院、住院天数与起止日期不符、没有主诊断或有多个主诊断、手术没有日期。未给出的住院天数、诊断和手术不判断。',
			en: 'A stay is discharged before it was admitted, its days do not fit its dates, it has no main diagnosis or several, or an operation without a date. Days, diagnoses and operations that no file gives are not judged.'
		},
		dimension: 'compliance',
		violation: '数据质量',
		stages: ['settled'],
		scope: 'stay',
		basis: [frameworkClass('医保结算清单信息异常')],
		official: ['GZ10000201001000'],
		problems: [],
		requires: ['visit'],
		uses: ['diagnosis', 'operation'],
		knowledge: [],
		clears: {},
		messages: {
			dates: { zh: '出院时间早于入院时间', en: 'Discharged before admission' },
			'more-days': {
				zh: '住院天数 {{said}} 天，按起止日期 {{days}} 天，多 {{apart}} 天',
				en: '{{said}} days, {{days}} by the dates: {{apart}} more'
			},
			'fewer-days': {
				zh: '住院天数 {{said}} 天，按起止日期 {{days}} 天，少 {{apart}} 天',
				en: '{{said}} days, {{days}} by the dates: {{apart}} fewer'
			},
			'no-main': { zh: '没有主诊断', en: 'No main diagnosis' },
			'several-mains': { zh: '有 {{count}} 个主诊断', en: '{{count}} main diagnoses' },
			undated: { zh: '{{count}} 条手术没有日期', en: '{{count}} operations have no date' }
		}
	},
	params,
	candidates: visitsWithListFault,
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		t.each([judgeDates, judgeDays, judgeMains, judgeOperations], (judge) => judge(t, stay));
	}
});

/** A finding of the file has no lines: each part is its message. */
const said = (t: Trace<typeof params>, message: string, data: Record<string, number> = {}): void =>
	t.report({ message, data, grade: 'certain', lines: [] });

function judgeDates(t: Trace<typeof params>, stay: ListStay): void {
	const { visit } = stay;
	if (t.lt('discharged-before-admission', t.time(visit, 'endtime'), t.time(visit, 'begntime'))) said(t, 'dates');
}

function judgeDays(t: Trace<typeof params>, stay: ListStay): void {
	const { visit } = stay;
	const given = visit.number('ipt_days');
	const span = stay.fact(staySpan);
	const { days } = daysOfStay(span);
	// Dates that are absent or the wrong way round are the part before.
	if (given === null || days === null || span!.lastDay! < span!.firstDay) return;
	const slack = t.known(t.param('tolerance'));
	const label = { zh: '按起止日期的天数（含容差）', en: 'Days by the dates, with the tolerance' };
	const edge = t.derived<number>(label, 'integer', given > days ? days + slack : days - slack, span!.sources);
	const own = t.number(visit, 'ipt_days');
	const message = given > days ? 'more-days' : 'fewer-days';
	if (given > days ? t.gt(message, own, edge) : t.lt(message, own, edge)) said(t, message, { said: given, days, apart: Math.abs(given - days) });
}

function judgeMains(t: Trace<typeof params>, stay: ListStay): void {
	if (!stay.has('diagnosis')) return;
	const { rows, groups } = mainDiagnoses(stay);
	if (rows.length === 0 || !rows[0]!.hasField('maindiag_flag')) return;
	if (groups.size === 0) {
		const witness = { table: 'diagnosis' as const, fields: { mdtrt_id: stay.id, diag_code: 'J18.900', maindiag_flag: '1' } };
		const none = t.constant<string>({ zh: '空', en: 'Nothing' }, 'text', '');
		if (!t.eq('none-on-visit', optionalText(stay.visit, 'dscg_maindiag_code'), none)) return;
		t.absent('no-main', { zh: '主诊断', en: 'Main diagnoses' }, [], rows, witness);
		return said(t, 'no-main');
	}
	t.each(groups.values(), (mains) => {
		const codes = new Set(mains.map((row) => row.text('diag_code')));
		const one = t.constant<number>({ zh: '一个', en: 'One' }, 'integer', 1);
		if (codes.size < mains.length) return;
		if (!t.gt('several-mains', t.count({ zh: '主诊断', en: 'Main diagnoses' }, mains, 'maindiag_flag'), one)) return;
		// Admission and discharge each have a main diagnosis: only what says its kind can be counted.
		if (mains.some((row) => row.text('diag_type') === ''))
			return t.cannotTell({ kind: mains[0]!.hasField('diag_type') ? 'value' : 'field', what: 'diagnosis.diag_type' });
		said(t, 'several-mains', { count: mains.length });
	});
}

function judgeOperations(t: Trace<typeof params>, stay: ListStay): void {
	if (!stay.has('operation')) return;
	const rows = stay.rows('operation').filter((row) => row.text('vali_flag') !== '0');
	if (!rows.some((row) => row.hasField('oprn_oprt_date') || row.hasField('oprn_oprt_begntime'))) return;
	const undated = rows.filter((row) => row.time('oprn_oprt_date') === null && row.time('oprn_oprt_begntime') === null);
	if (t.present('undated-operation', { zh: '没有日期的手术', en: 'Operations without a date' }, undated))
		said(t, 'undated', { count: undated.length });
}

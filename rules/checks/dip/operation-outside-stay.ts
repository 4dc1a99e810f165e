import { display } from '../../domain/display.ts';
import { dayOf } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { frameworkClass } from '../../facts/coding-basis.ts';
import { emergencySources } from '../../facts/emergency.ts';
import { operationDay, visitsWithOperationOutside } from '../../facts/operation-days.ts';
import { isInpatient, staySpan } from '../../facts/stay-days.ts';

const params = {
	graceBefore: {
		default: 0,
		unit: 'day',
		title: { zh: '入院前宽限天数', en: 'Days of grace before admission' },
		why: '急诊先手术后入院的，地方可设定宽限'
	},
	graceAfter: {
		default: 0,
		unit: 'day',
		title: { zh: '出院后宽限天数', en: 'Days of grace after discharge' },
		why: '按日历日比较；跨零点的手术以开始日为准，不受影响'
	}
} as const;

/** 手术日期不在住院期间: an operation on the settlement list that is dated before the admission or after the discharge. */
export default defineRule({
	meta: {
		id: 'operation-outside-stay',
		version: 1,
		title: { zh: '手术操作日期不在住院期间', en: 'Operation dated outside the stay' },
		explains: {
			zh: '结算清单手术操作的开始日早于入院日或晚于出院日（按日历日）。可能是日期录错、门诊手术并入住院或并无此手术，需核对手术记录。',
			en: 'The day of an operation lies before the admission or after the discharge. The date may be mistyped, the operation an outpatient one, or not done: the operation note decides.'
		},
		dimension: 'dip',
		violation: '数据质量',
		stages: ['settled'],
		scope: 'stay',
		basis: [frameworkClass('手术操作编码异常')],
		official: ['GZ10000201004000'],
		problems: [],
		requires: ['visit', 'operation'],
		uses: [],
		knowledge: [],
		clears: {
			'emergency-admission': { zh: '急诊入院，入院前的急诊手术并入住院', en: 'Admitted as an emergency, whose operation was joined to the stay' }
		},
		messages: {
			before: { zh: '{{name}} 日期 {{day}}，入院前 {{days}} 天', en: '{{name}} on {{day}}, {{days}} days before admission' },
			after: { zh: '{{name}} 日期 {{day}}，出院后 {{days}} 天', en: '{{name}} on {{day}}, {{days}} days after discharge' }
		}
	},
	params,
	candidates: visitsWithOperationOutside,
	judge(stay, t) {
		const { visit } = stay;
		if (!isInpatient(visit.text('med_type'))) return;
		const span = stay.fact(staySpan);
		if (!span) return t.cannotTell({ kind: 'value', what: 'visit.begntime' });
		let before = false;
		t.each(stay.rows('operation'), (row) => {
			if (row.text('vali_flag') === '0') return;
			const day = operationDay(t, row);
			const value = t.known(day);
			const early = value < span.firstDay;
			const limit = early ? span.firstDay - t.known(t.param('graceBefore')) : (span.lastDay ?? value) + t.known(t.param('graceAfter'));
			const label = early
				? { zh: '入院日（减宽限）', en: 'Day of admission less grace' }
				: { zh: '出院日（加宽限）', en: 'Day of discharge and grace' };
			const edge = t.derived(label, 'day', limit, [{ row: visit, field: early ? 'begntime' : 'endtime' }]);
			if (!(early ? t.lt('before-admission', day, edge) : t.gt('after-discharge', day, edge))) return;
			before ||= early;
			t.report({
				message: early ? 'before' : 'after',
				data: {
					name: row.text('oprn_oprt_name') || row.text('oprn_oprt_code'),
					day: display.day(value),
					days: early ? span.firstDay - value : value - dayOf(span.end!.seconds)
				},
				grade: early && emergencySources(visit).length > 0 ? 'suspect' : 'certain',
				lines: []
			});
		});
		if (before) t.clear('emergency-admission', emergencySources(visit));
	}
});

import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { optionalCode } from '../../facts/cells.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { atAnotherInstitution } from '../../facts/institutions.ts';
import { isLater, otherStays, visitRow } from '../../facts/neighbours.ts';
import { notNewborn, notReferred } from '../../facts/readmission.ts';
import { visitsBesideStay } from '../../facts/history-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { cellSaying } from '../../facts/notes.ts';
import { wholeStay } from '../../facts/settled.ts';
import { isInpatient, staySpan } from '../../facts/stay-days.ts';
import { overlapOf } from '../../facts/stay-overlap.ts';

const DAY_SURGERY = ['28'] as const;

const params = {
	certainDays: {
		default: 2,
		unit: 'day',
		title: { zh: '明确违规起始重叠天数', en: 'Days of overlap that are certain' },
		why: '重叠 1 天可能是转院当日的登记误差'
	},
	sameDayHours: {
		default: 6,
		unit: 'hour',
		title: { zh: '同日重叠小时数', en: 'Hours of overlap within a day' },
		why: '出院手续常晚于离院数小时；只在两个时间都到分钟时比较'
	}
} as const;

/** 住院时段重叠: two stays of one person at a time. */
export default defineRule({
	meta: {
		id: 'overlapping-stays',
		version: 1,
		title: { zh: '同一人住院时段重叠', en: 'Two stays of one person at a time' },
		explains: {
			zh: '同一参保人的两次住院时段重叠超过转院当日。转诊、新生儿、日间手术、家庭病床不在此列。不同机构重叠 2 天及以上为明确，其余为可疑。',
			en: 'Two stays of one person share more than the day of a transfer. Referrals, newborns, day surgery and beds at home are not meant. Two days or more at two institutions are certain.'
		},
		dimension: 'fraud',
		violation: '虚假就医',
		stages: ['in-stay', 'settled'],
		scope: 'person',
		basis: [article38('一'), article40IfProven('一')],
		official: [],
		problems: [],
		requires: ['visit'],
		uses: ['settlement', 'fee'],
		knowledge: [],
		clears: {
			'left-by-transfer': { zh: '前次离院方式为转院', en: 'The earlier stay was left by transfer' },
			'same-number': { zh: '两次住院号相同，可能是同一次住院的重复登记', en: 'Both have one stay number: perhaps one stay registered twice' }
		},
		messages: {
			days: { zh: '与另一次住院重叠 {{days}} 天', en: 'Overlaps another stay by {{days}} days' },
			hours: { zh: '与另一次住院同日重叠 {{hours}} 小时', en: 'Overlaps another stay by {{hours}} hours of one day' }
		}
	},
	params,
	candidates: visitsBesideStay,
	judge(stay, t) {
		if (!visitRow(stay) || !isInpatient(stay.visit.text('med_type'))) return;
		const span = stay.fact(staySpan);
		if (!span) return t.cannotTell({ kind: 'value', what: 'visit.begntime' });
		t.each(
			otherStays(stay).filter((other) => isLater(stay, other.stay!)),
			(other) => {
				const overlap = overlapOf(t, stay, span, other, t.param('sameDayHours'));
				if (overlap === null || !notExcepted(t, stay, other.stay!)) return;
				const elsewhere = atAnotherInstitution(stay.visit, other.row);
				t.clear('left-by-transfer', cellSaying(other.row, 'dscg_way', /^(0?[23]|医嘱转)/));
				const number = stay.visit.text('ipt_otp_no');
				t.clear('same-number', number === '' ? null : number === other.row.text('ipt_otp_no') ? [{ row: stay.visit, field: 'ipt_otp_no' }] : []);
				t.report({
					message: overlap.unit,
					data: { [overlap.unit]: overlap.length },
					grade: overlap.unit === 'days' && overlap.length >= t.known(t.param('certainDays')) && elsewhere ? 'certain' : 'suspect',
					related: [other.id],
					...wholeStay(stay)
				});
			}
		);
	}
});

function notExcepted(t: Trace<typeof params>, stay: Stay, other: Stay): boolean {
	const daySurgery = t.constant({ zh: '日间手术', en: 'Day surgery' }, 'text', DAY_SURGERY);
	return (
		notReferred(t, stay.visit) &&
		t.notIn('no-day-surgery', optionalCode(stay.visit, 'med_type', DAY_SURGERY), daySurgery) &&
		t.notIn('other-no-day-surgery', optionalCode(other.visit, 'med_type', DAY_SURGERY), daySurgery) &&
		notNewborn(t, stay) &&
		notNewborn(t, other)
	);
}

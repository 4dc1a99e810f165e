import { display } from '../../domain/display.ts';
import type { Charge } from '../../engine/charge.ts';
import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Source } from '../../engine/traced.ts';
import { itemName } from '../../facts/cells.ts';
import { charges, notRefunded } from '../../facts/charges.ts';
import { dayOfDeath, death } from '../../facts/death.ts';
import { offending } from '../../facts/excess.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { moreThanDaysInside, outside, tailQuantity } from '../../facts/outside-stay.ts';
import { visitsWithChargeOutside } from '../../facts/outside-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { isInpatient, staySpan, type StaySpan } from '../../facts/stay-days.ts';
import { isTakenHome, notTakenHome } from '../../facts/taken-home.ts';

const params = {
	graceBefore: {
		default: 0,
		unit: 'day',
		title: { zh: '入院前宽限天数', en: 'Days of grace before admission' },
		why: '入院前的门诊检查属于另一次就诊；地方允许并入住院结算时由地方设定'
	},
	graceAfter: {
		default: 0,
		unit: 'day',
		title: { zh: '出院后宽限天数', en: 'Days of grace after discharge' },
		why: '按日历日比较，出院当日的补记不受影响；地方允许次日补记时由地方设定'
	},
	tailGrace: {
		default: 1,
		unit: 'day',
		title: { zh: '费用期间止日宽限天数', en: 'Days of grace for the end of a span' },
		why: '费用期间的止日常写作出院次日'
	}
} as const;

/** 计费日期不在住院期间: fee lines dated before the day of admission or after the day of discharge. */
export default defineRule({
	meta: {
		id: 'charge-outside-stay',
		version: 1,
		title: { zh: '计费日期不在住院期间', en: 'Charged outside the stay' },
		explains: {
			zh: '费用发生日早于入院日或晚于出院日（按日历日）。出院带药、退费、死亡后的费用不在此列。出院后的为明确，入院前的和只有期间止日超出的为可疑。',
			en: 'The day of a charge lies before the admission or after the discharge. Drugs taken home, refunds and charges after a death are not meant. After discharge it is certain, else suspect.'
		},
		dimension: 'compliance',
		violation: '虚构医药服务项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: ['GZ10000201008000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: {
			'emergency-admission': { zh: '急诊入院，入院前的急诊费用并入住院', en: 'Admitted as an emergency, whose charges were joined to the stay' }
		},
		messages: {
			before: { zh: '{{item}} 计费于 {{day}}，入院前 {{days}} 天', en: '{{item}} charged on {{day}}, {{days}} days before admission' },
			after: { zh: '{{item}} 计费于 {{day}}，出院后 {{days}} 天', en: '{{item}} charged on {{day}}, {{days}} days after discharge' },
			tail: { zh: '{{item}} 的费用期间至 {{day}}，出院后 {{days}} 天', en: '{{item}} charged until {{day}}, {{days}} days after discharge' }
		}
	},
	params,
	candidates: visitsWithChargeOutside,
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const span = stay.fact(staySpan);
		if (!span) return t.cannotTell({ kind: 'value', what: 'visit.begntime' });
		const died = stay.fact(death);
		t.each(stay.fact(charges).net, (charge) => {
			const { row } = charge;
			const found = outside(charge, span);
			if (found === null || isTakenHome(row)) return;
			const { where } = found;
			if (died && where !== 'before' && !t.le('not-after-death', t.dayOf(row, 'fee_ocur_time'), dayOfDeath(t, died))) return;
			if (!notRefunded(t, charge)) return;
			notTakenHome(t, row);
			if (!(where === 'tail' ? endsAfterStay(t, charge, span) : liesOutside(t, charge, span))) return;
			if (where === 'before') t.clear('emergency-admission', emergencySources(stay.visit));
			t.report({
				message: where,
				data: { item: itemName(row), day: display.day(found.day), days: found.days },
				grade: where === 'after' ? 'certain' : 'suspect',
				lines: [where === 'tail' ? offending({ charge, quantity: tailQuantity(charge, span) }) : { charge, role: 'offending' }]
			});
		});
	}
});

function liesOutside(t: Trace<typeof params>, { row }: Charge, span: StaySpan): boolean {
	const [before, after] = [t.known(t.param('graceBefore')), t.known(t.param('graceAfter'))];
	const charged = t.dayOf(row, 'fee_ocur_time');
	const label = { zh: '住院期间（含宽限）', en: 'Days of the stay, with grace' };
	return span.lastDay === null
		? t.lt('before-stay', charged, t.derived(label, 'day', span.firstDay - before, span.sources))
		: t.outside('outside-stay', charged, t.derived(label, 'span', [span.firstDay - before, span.lastDay + after] as const, span.sources));
}

function endsAfterStay(t: Trace<typeof params>, charge: Charge, span: StaySpan): boolean {
	const day = span.lastDay! + t.known(t.param('tailGrace'));
	const limit = t.derived({ zh: '出院日加宽限', en: 'Day of discharge with grace' }, 'day', day, span.sources);
	return t.gt('ends-after-stay', t.dayOf(charge.row, 'fee_end_time'), limit) && moreThanDaysInside(t, charge, span);
}

function emergencySources(visit: Row<'visit'>): readonly Source[] {
	const emergency = visit.text('med_type').startsWith('210104') || /^(1|急诊)/.test(visit.text('adm_way'));
	return emergency ? ['med_type', 'adm_way'].map((field) => ({ row: visit, field })) : [];
}

import { display } from '../../domain/display.ts';
import { dayOf, PRECISION, SECONDS_PER_HOUR, type CivilSeconds, type CivilTime } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName, notNamed } from '../../facts/cells.ts';
import { charges, notRefunded } from '../../facts/charges.ts';
import { dayOfDeath, death, type Death } from '../../facts/death.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { visitsWithDeath } from '../../facts/history-visits.ts';
import { article38 } from '../../facts/regulation.ts';

/** Services to the dead: lawful after death. */
const CORPSE_CARE = ['尸体', '遗体', '太平间', '停尸', '死亡证明', '病理解剖', '尸检'] as const;

const params = {
	graceHours: {
		default: 2,
		unit: 'hour',
		title: { zh: '死亡当日的宽限小时数', en: 'Hours of grace on the day of death' },
		why: '抢救用药和治疗常在死亡后补记；当日只有到分钟的时间才比较'
	}
} as const;

/** 死亡后收费: fee lines on a later day than the death of the patient. */
export default defineRule({
	meta: {
		id: 'charge-after-death',
		version: 1,
		title: { zh: '死亡后仍计费', en: 'Charged after death' },
		explains: {
			zh: '费用发生日晚于死亡日（尸体料理等除外）。死亡当日只在两个时间都到分钟时比较，为可疑。',
			en: 'A charge is dated after the day of death, care of the body excepted. On the day itself only times known to the minute are compared, and the finding is suspect.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: ['GZ10000201008000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: { 'way-of-leaving': { zh: '离院方式不是死亡，死亡日期可能有误', en: 'The way of leaving is not death: the date of death may be wrong' } },
		messages: {
			later: { zh: '{{item}} 计费于 {{day}}，死亡于 {{died}}', en: '{{item}} charged on {{day}}, died on {{died}}' },
			sameDay: { zh: '{{item}} 计费于 {{day}}，当日死亡于 {{died}}', en: '{{item}} charged at {{day}}, died that day at {{died}}' }
		}
	},
	params,
	candidates: visitsWithDeath,
	judge(stay, t) {
		const died = stay.fact(death);
		if (!died) return;
		t.each(stay.fact(charges).net, (charge) => {
			const time = charge.row.time('fee_ocur_time');
			if (!time || dayOf(time.seconds) < died.day) return;
			if (!notNamed(t, 'not-care-of-body', charge.row, CORPSE_CARE, { zh: '死亡后服务', en: 'Services after death' })) return;
			if (!notRefunded(t, charge)) return;
			const later = dayOf(time.seconds) > died.day;
			const after = later ? t.gt('after-day-of-death', t.dayOf(charge.row, 'fee_ocur_time'), dayOfDeath(t, died)) : sameDay(t, charge, time, died);
			if (!after) return;
			t.clear('way-of-leaving', died.agreed ? [] : [{ row: stay.visit, field: 'dscg_way' }]);
			t.report({
				message: later ? 'later' : 'sameDay',
				data: { item: itemName(charge.row), day: display.time(time), died: display.time(died.time) },
				grade: later && died.agreed ? 'certain' : 'suspect',
				lines: [{ charge, role: 'offending' }]
			});
		});
	}
});

function sameDay(t: Trace<typeof params>, { row }: Charge, time: CivilTime, died: Death): boolean {
	if (time.precision !== PRECISION.minute || died.time.precision !== PRECISION.minute) return false;
	const seconds = (died.time.seconds + t.known(t.param('graceHours')) * SECONDS_PER_HOUR) as CivilSeconds;
	const limit = t.derived<CivilTime>(
		{ zh: '死亡时间加宽限', en: 'Time of death with grace' },
		'time',
		{ seconds, precision: PRECISION.minute },
		died.sources
	);
	return t.gt('after-death', t.instant(row, 'fee_ocur_time'), limit);
}

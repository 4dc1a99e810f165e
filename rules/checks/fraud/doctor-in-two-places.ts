import { display } from '../../domain/display.ts';
import { PRECISION, type CivilSeconds, type CivilTime } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { visitsThat } from '../../facts/columns.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { article38 } from '../../facts/regulation.ts';
import { coincidencesOf, doctorsNamed, SECONDS_PER_MINUTE, signingsIn, type Coincidence, type Coincidences } from '../../facts/signings.ts';

const params = {
	minTimes: {
		default: 1,
		unit: 'count',
		title: { zh: '同刻两地开立次数下限', en: 'Least minutes in two places' },
		why: '医师同刻两地签名即为矛盾 (RULES.md R075)；地方可要求多次'
	}
} as const;

/** 冒名诊疗: one doctor's name signs orders at two institutions in the same minute. */
export default defineRule({
	meta: {
		id: 'doctor-in-two-places',
		version: 1,
		title: { zh: '同一医师同一分钟在两家机构开立医嘱', en: 'One doctor signing at two institutions in one minute' },
		explains: {
			zh: '医师表中只有一人的姓名，在同一分钟内于两家机构开立医嘱，提示他人冒名。有同名医师的不在此列；医师表中没有该姓名、医嘱时间不到分钟的无法判断或不比较。每名医师只报一次。',
			en: 'A name that the register of doctors has once signed orders at two institutions in the same minute: perhaps used by others. Namesakes are not meant; a name that the register does not have cannot be judged. Told once a doctor.'
		},
		dimension: 'fraud',
		violation: '伪造变造资料',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('二')],
		official: [],
		problems: [5],
		requires: ['visit', 'order', 'doctor'],
		uses: [],
		knowledge: [],
		clears: {
			'default-time': { zh: '整点时间，可能为长期医嘱的默认执行时刻', en: 'A full hour: perhaps the default time of standing orders' },
			countersigned: {
				zh: '多点执业或上级医师补签，需核对登录记录',
				en: 'Registered at both, or signed afterwards: the log-in records to be checked'
			}
		},
		messages: {
			both: {
				zh: '{{doctor}} 于 {{time}} 在两家机构开立医嘱，共 {{times}} 次',
				en: '{{doctor}} signed at two institutions at {{time}}, {{times}} times in all'
			}
		}
	},
	params,
	candidates(shard, _context, found: Coincidences) {
		const anchors = new Set([...found.values()].map(([first]) => first!.visit));
		return visitsThat(shard, (visit) => anchors.has(shard.visitCode[visit]!));
	},
	population: { map: signingsIn, reduce: coincidencesOf },
	judge(stay, t, found: Coincidences) {
		const own = stay.book.shard.visitCode[stay.index]!;
		const doctors = t.context.batch.dictionaries.get('doctor');
		const anchored = [...found].filter(([, pairs]) => pairs[0]!.visit === own);
		t.each(anchored, ([doctor, pairs]) => judgeDoctor(t, stay, doctors.text(doctor), pairs));
	}
});

function judgeDoctor(t: Trace<typeof params>, stay: Stay, doctor: string, pairs: readonly Coincidence[]): void {
	const [first] = pairs as [Coincidence];
	const order = (stay.rows('order') as readonly Row<'order'>[]).find((row) => {
		const time = row.time('drord_begn_time');
		return row.text('drord_dr') === doctor && time?.precision === PRECISION.minute && minuteOf(time) === first.minute;
	});
	if (!order) return;
	const named = doctorsNamed(t.context.batch, doctor);
	if (named.length === 0) return t.cannotTell({ kind: 'value', what: 'doctor.dr_name' });
	const namesakes = new Set(named.map((row) => row.text('dr_code'))).size > 1 ? [...named] : [];
	const witness = { table: 'doctor', fields: { dr_code: 'W-2', dr_name: doctor } } as const;
	if (!t.absent('no-namesake', { zh: '同名医师', en: 'Namesakes' }, namesakes, named, witness)) return;
	const times = t.batch({ zh: '同刻两地开立次数', en: 'Minutes in two places' }, 'integer', pairs.length);
	if (!t.ge('times', times, t.param('minTimes'))) return;
	const time: CivilTime = { seconds: (first.minute * SECONDS_PER_MINUTE) as CivilSeconds, precision: PRECISION.minute };
	const cell = [{ row: order, field: 'drord_begn_time' }];
	const label = { zh: '开立时间（到分钟）', en: 'Minute of the order' };
	t.eq('same-doctor', t.text(order, 'drord_dr'), t.batch({ zh: '另一机构的开立医师', en: 'Doctor at the other institution' }, 'text', doctor));
	t.eq('same-minute', t.derived(label, 'time', time, cell), t.batch({ zh: '另一机构的开立时间', en: 'Minute at the other' }, 'time', time));
	const place = t.context.batch.dictionaries.get('fixmedins_code').text(first.otherPlace);
	t.ne('another-institution', t.text(stay.visit, 'fixmedins_code'), t.batch({ zh: '另一机构', en: 'The other institution' }, 'text', place));
	t.clear('default-time', first.minute % 60 === 0 ? cell : []);
	t.clear('countersigned', null);
	const ids = t.context.batch.dictionaries.get('visit');
	t.report({
		message: 'both',
		data: { doctor, time: display.time(time), times: pairs.length },
		grade: 'suspect',
		related: [...new Set(pairs.flatMap(({ visit, otherVisit }) => [visit, otherVisit]).map((code) => ids.text(code)))].filter((id) => id !== stay.id),
		anchor: String(first.minute),
		lines: []
	});
}

const minuteOf = (time: CivilTime): number => Math.floor(time.seconds / SECONDS_PER_MINUTE);

import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import { serviceDay } from '../../engine/service-day.ts';
import { GROUP_PARAMS, groupedVisitsThat, groupOfStay, inGroup } from '../../facts/dip-group.ts';
import { groupTallies, mergeTallies, peersInGroup, type GroupTallies } from '../../facts/dip-peers.ts';
import { death } from '../../facts/death.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { article38 } from '../../facts/regulation.ts';
import { daysOfStay, isInpatient, staySpan } from '../../facts/stay-days.ts';

const ID = 'overlong-stay';
/** Wards where stays last as long as they must. */
const LONG_WARDS = ['精神', '康复', '心理', '结核', '护理院', '安宁', '老年医学'] as const;

const params = {
	factor: {
		default: 3,
		unit: 'ratio',
		title: { zh: '均住院日的倍数', en: 'Times the mean days' },
		why: '超长住院评分的工作默认值（某工具默认值，非规范）'
	},
	minDays: { default: 15, unit: 'day', title: { zh: '住院天数下限', en: 'Least days' }, why: '均住院日很短的病种不因几天而超长；工作默认值，未核实' },
	minStays: {
		default: 10,
		unit: 'count',
		title: { zh: '本批同病种例数下限', en: 'Least peers' },
		why: '目录未给均住院日时用本批均值，例数太少不可靠'
	},
	...GROUP_PARAMS
} as const;

/** 超长住院: a stay several times as long as its group's mean days, of the catalogue, else of the batch and said so. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '住院天数远超同病种', en: 'A stay far longer than its group' },
		explains: {
			zh: '住院天数超过病种均住院日（目录给出，否则为本批同病种均值）的若干倍且达到下限天数。精神、康复等长期住院科室不在此列。',
			en: 'The days of the stay exceed several times the mean days of its group, from the catalogue or else from the batch, and a least number of days. Psychiatric, rehabilitation and such wards are not meant.'
		},
		dimension: 'dip',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('二')],
		official: [],
		problems: [],
		requires: ['visit', 'operation'],
		uses: ['settlement', 'fee', 'diagnosis'],
		knowledge: ['dipGroups'],
		consults: ['notGrouping'],
		clears: { died: { zh: '住院期间死亡', en: 'Died during the stay' } },
		messages: {
			overlong: { zh: '住院 {{days}} 天，病种 {{group}} 均住院日 {{mean}} 天', en: '{{days}} days, group {{group}} has {{mean}} on average' }
		}
	},
	params,
	candidates: (shard, context) =>
		groupedVisitsThat(shard, context, (stay) => {
			const { days } = daysOfStay(stay.fact(staySpan));
			const least = context.parameters.get(ID, 'minDays', serviceDay(shard, stay.index))?.value ?? null;
			return days === null || least === null || days >= least;
		}),
	population: { map: (shard, context) => groupTallies(shard, context, ID), reduce: mergeTallies },
	judge(stay, t, tallies: GroupTallies) {
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
		const span = stay.fact(staySpan);
		const { days, missing } = daysOfStay(span);
		if (days === null) return t.cannotTell(missing!);
		const stayed = t.derived({ zh: '住院天数', en: 'Days of the stay' }, 'days', days, span!.sources);
		if (!t.ge('long', stayed, t.param('minDays', 'days'))) return;
		if (!notLongWard(t, visit)) return;
		const grouped = groupOfStay(t.context, stay, t.day, ID);
		if (!grouped) return;
		const { group, point } = grouped;
		const died = stay.fact(death) !== null;
		const peers = peersInGroup(tallies, group.code, { days, died });
		if (group.meanDays === null && peers.stays < t.known(t.param('minStays')))
			return t.cannotTell({ kind: 'peers', what: 'visit.dscg_maindiag_code' });
		const mean = group.meanDays ?? Math.round((peers.days * QUANTITY_SCALE) / peers.stays);
		const limit = Math.floor((mean * t.known(t.param('factor'))) / QUANTITY_SCALE);
		if (!inGroup(t, grouped)) return;
		const right =
			group.meanDays === null
				? t.batch(
						{ zh: `本批病种 ${group.code} ${peers.stays} 例均住院日的倍数`, en: `Multiple of the mean days of ${peers.stays} peers` },
						'days',
						limit
					)
				: t.knowledge(point, { zh: `病种 ${group.code} 均住院日的倍数`, en: `Multiple of the mean days of ${group.code}` }, 'days', limit);
		if (!t.gt('overlong', stayed, right)) return;
		t.clear('died', stay.fact(death)?.sources ?? []);
		t.report({ message: 'overlong', data: { days, group: group.code, mean: (mean / QUANTITY_SCALE).toFixed(1) }, grade: 'suspect', lines: [] });
	}
});

/** That the ward is none of those where stays last long. */
function notLongWard(t: Parameters<typeof inGroup>[0], visit: Row<'visit'>): boolean {
	const field = visit.text('dscg_dept_name') === '' ? 'adm_dept_name' : 'dscg_dept_name';
	const ward = visit.text(field);
	const word = LONG_WARDS.find((each) => ward.includes(each)) ?? ward;
	const said = t.derived<string>({ zh: '科室', en: 'Department' }, 'text', word, [{ row: visit, field }]);
	return t.notIn(
		'no-long-term-ward',
		said,
		t.constant({ zh: '精神、康复等科室', en: 'Psychiatric, rehabilitation and such wards' }, 'text', LONG_WARDS)
	);
}

import { RATIO_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { death } from '../../facts/death.ts';
import { GROUP_PARAMS, groupedVisitsThat, groupOfStay, inGroup } from '../../facts/dip-group.ts';
import { groupTallies, mergeTallies, peersInGroup, type GroupTallies } from '../../facts/dip-peers.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { daysOfStay, isInpatient, staySpan } from '../../facts/stay-days.ts';

const ID = 'death-in-low-risk-group';
const params = {
	maxMortality: {
		default: 5,
		unit: 'percent',
		title: { zh: '低风险病种死亡率上限', en: 'Mortality of a low-risk group' },
		why: '死亡风险评分的工作默认值（某工具默认值，非规范）'
	},
	minStays: { default: 50, unit: 'count', title: { zh: '本批同病种例数下限', en: 'Least peers' }, why: '例数太少的死亡率不可靠；工作默认值，未核实' },
	...GROUP_PARAMS
} as const;

/** 低死亡风险病种死亡: a death in a group in which hardly anybody dies: the group may be wrong, or the care. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '低死亡风险病种死亡', en: 'Death in a group of low risk' },
		explains: {
			zh: '病例死亡，而本批同病种其他病例死亡率很低。可能是诊断低编、漏编，或医疗质量问题，需复核病案。',
			en: 'The patient died, and of the others in the group in this batch hardly any did. Diagnoses may be missing or under-coded, or the care needs a look: the record decides.'
		},
		dimension: 'dip',
		violation: '高套或低编病种编码',
		stages: ['settled'],
		scope: 'population',
		basis: codingOfGroups,
		official: [],
		problems: [],
		requires: ['visit', 'operation'],
		uses: ['settlement', 'fee', 'diagnosis'],
		knowledge: ['dipGroups'],
		consults: ['notGrouping'],
		clears: {},
		messages: {
			unexpected: {
				zh: '病种 {{group}} 本批其他 {{peers}} 例死亡 {{deaths}} 例，本例死亡',
				en: 'Of {{peers}} others in group {{group}} {{deaths}} died, and so did this patient'
			}
		}
	},
	params,
	candidates: (shard, context) => groupedVisitsThat(shard, context, (stay) => stay.fact(death) !== null),
	population: { map: (shard, context) => groupTallies(shard, context, ID), reduce: mergeTallies },
	judge(stay, t, tallies: GroupTallies) {
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
		const died = stay.fact(death);
		const { days } = daysOfStay(stay.fact(staySpan));
		if (!died || days === null) return;
		const grouped = groupOfStay(t.context, stay, t.day, ID);
		if (!grouped) return;
		const { code } = grouped.group;
		const peers = peersInGroup(tallies, code, { days, died: true });
		if (peers.stays < t.known(t.param('minStays'))) return t.cannotTell({ kind: 'peers', what: 'visit.dscg_maindiag_code' });
		if (!inGroup(t, grouped)) return;
		const day = t.derived({ zh: '死亡日期', en: 'Day of death' }, 'day', died.day, died.sources);
		if (!t.ge('died', day, t.dayOf(visit, 'begntime'))) return;
		const label = { zh: `本批病种 ${code} 其他 ${peers.stays} 例死亡率`, en: `Mortality of ${peers.stays} others in group ${code}` };
		const mortality = t.batch(label, 'ratio', Math.round((peers.deaths * RATIO_SCALE) / peers.stays));
		if (!t.lt('low-mortality', mortality, t.param('maxMortality', 'ratio', RATIO_SCALE / 100))) return;
		t.report({ message: 'unexpected', data: { group: code, peers: peers.stays, deaths: peers.deaths }, grade: 'suspect', lines: [] });
	}
});

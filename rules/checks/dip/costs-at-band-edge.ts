import { RATIO_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { atEdge, edgeTallies, institutionOf, mergeEdges, otherInstitutions, type EdgeTallies } from '../../facts/dip-edges.ts';
import { GROUP_PARAMS, groupedVisitsThat, inGroup } from '../../facts/dip-group.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { isInpatient } from '../../facts/stay-days.ts';

const ID = 'costs-at-band-edge';
const percent = (value: number, zh: string, en: string, why: string) => ({ default: value, unit: 'percent', title: { zh, en }, why }) as const;
const EDGE = '界线两侧的常见操纵区间 45–55%、190–210%；工作默认值，未核实';
const params = {
	lower: percent(50, '低倍率界线', 'Lower limit of the band', '费用偏差规则；各地可不同'),
	upper: percent(200, '高倍率界线', 'Upper limit of the band', '费用偏差规则；各地可不同'),
	widthLower: percent(5, '低倍率界线两侧宽度', 'Width beside the lower limit', EDGE),
	widthUpper: percent(10, '高倍率界线两侧宽度', 'Width beside the upper limit', EDGE),
	minStays: { default: 30, unit: 'count', title: { zh: '例数下限', en: 'Least stays' }, why: '例数太少的占比不可靠；本机构与其他机构都须达到' },
	minScore: {
		default: 3,
		unit: 'ratio',
		title: { zh: '偏离标准差倍数', en: 'Standard deviations' },
		why: '二项分布下偶然达到三倍标准差的机会约千分之一；工作默认值'
	},
	...GROUP_PARAMS
} as const;

/** 费用扎堆在倍率界线附近: an institution whose stays lie beside the limits of the band far more often than those of the others. One finding an institution. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '病例费用扎堆在倍率界线附近', en: 'Costs crowded at the limits of the band' },
		explains: {
			zh: '机构的病例费用落在高、低倍率界线附近的占比，显著高于本批其他机构。可能按界线控制费用。每个机构一条，列在其首个临界病例上。',
			en: 'The share of stays whose cost lies beside a limit of the band is far above that of the other institutions of the batch. Costs may be steered by the limits. One finding an institution, on its first such stay.'
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
			crowded: {
				zh: '{{institution}} 的 {{stays}} 例中 {{edge}} 例（{{share}}%）在倍率界线附近，其他机构为 {{others}}%',
				en: '{{edge}} of {{stays}} stays ({{share}}%) of {{institution}} lie at the limits, {{others}}% elsewhere'
			}
		}
	},
	params,
	candidates: (shard, context, tallies: EdgeTallies) => {
		const anchors = new Set(Object.values(tallies).map(({ anchor }) => anchor));
		return groupedVisitsThat(shard, context, (stay) => anchors.has(stay.id));
	},
	population: { map: (shard, context) => edgeTallies(shard, context, ID), reduce: mergeEdges },
	judge(stay, t, tallies: EdgeTallies) {
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
		const institution = institutionOf(stay);
		const own = tallies[institution];
		const least = t.known(t.param('minStays'));
		if (!own || own.anchor !== stay.id) return;
		if (institution === '') return t.cannotTell({ kind: 'value', what: 'visit.fixmedins_code' });
		const place = atEdge(t.context, stay, t.day, ID);
		if (place === null || place === 'between') return;
		const others = otherInstitutions(tallies, institution);
		if (own.stays < least || others.stays < least) return t.cannotTell({ kind: 'peers', what: 'visit.fixmedins_code' });
		if (!inGroup(t, place.grouped)) return;
		const cost = t.derived({ zh: '总费用', en: 'Total cost' }, 'amount', place.cost, place.grouped.costSources);
		const label = { zh: `病种 ${place.grouped.group.code} 的临界费用`, en: `Costs at the limit of group ${place.grouped.group.code}` };
		if (!t.within('at-edge', cost, t.knowledge<readonly [number, number]>(place.grouped.point, label, 'amount', place.span))) return;
		// A share of nothing elsewhere would make any share infinitely far: one stay is assumed there.
		const share = Math.max(others.atEdge, 1) / others.stays;
		// All of the others lie at the edge: nobody is above them.
		if (share === 1) return;
		const score = (own.atEdge - own.stays * share) / Math.sqrt(own.stays * share * (1 - share));
		const far = t.batch(
			{ zh: '临界占比偏离其他机构的标准差倍数', en: 'Standard deviations above the others' },
			'ratio',
			Math.round(score * RATIO_SCALE)
		);
		if (!t.ge('crowded', far, t.param('minScore', 'ratio', RATIO_SCALE))) return;
		const written = (part: number, whole: number) => ((part * 100) / whole).toFixed(1);
		t.report({
			message: 'crowded',
			data: {
				institution: visit.text('fixmedins_name') || institution,
				stays: own.stays,
				edge: own.atEdge,
				share: written(own.atEdge, own.stays),
				others: written(others.atEdge, others.stays)
			},
			grade: 'suspect',
			lines: []
		});
	}
});

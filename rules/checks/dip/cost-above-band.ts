import { defineRule } from '../../engine/rule.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { deviationData, groupCost, specialCaseSources } from '../../facts/dip-cost.ts';
import { GROUP_PARAMS, groupedVisitsThat, groupOfStay, inGroup, presumedSources } from '../../facts/dip-group.ts';
import { serviceDay } from '../../engine/service-day.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { isInpatient } from '../../facts/stay-days.ts';

const ID = 'cost-above-band';
const params = {
	upper: {
		default: 200,
		unit: 'percent',
		title: { zh: '高倍率界线', en: 'Upper limit of the band' },
		why: '费用偏差规则：超过次均费用 200% 的病例另行计分；各地可不同'
	},
	...GROUP_PARAMS
} as const;

/** 高倍率病例: a stay that cost more than the band of its group allows: under-coded, a special case, or costs that need a reason. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '费用超过病种均费上限（高倍率）', en: 'Cost above the band of its group' },
		explains: {
			zh: '按目录入组后，总费用超过病种均费的上限倍数。可能是主要诊断或手术操作漏编、低编，也可能是特例单议或费用异常，需结合病案判断。',
			en: 'Grouped by the catalogue, the stay costs more than the upper limit of its group. Main diagnosis or procedures may be missing or under-coded, the case may be a special one, or the costs need a reason.'
		},
		dimension: 'dip',
		violation: '高套或低编病种编码',
		stages: ['settled'],
		scope: 'stay',
		basis: codingOfGroups,
		official: [],
		problems: [],
		requires: ['visit', 'operation'],
		uses: ['fee', 'settlement', 'diagnosis', 'document'],
		knowledge: ['dipGroups'],
		consults: ['notGrouping'],
		clears: {
			'special-case': { zh: '已申请特例单议', en: 'Applied for as a special case' },
			'presumed-group': { zh: '入组步骤含推定（治疗方式未由目录给出）', en: 'A step of the grouping is presumed' }
		},
		messages: {
			above: {
				zh: '总费用 {{total}} 元，为病种 {{group}} 均费 {{mean}} 元的 {{percent}}%',
				en: '{{total}} in all, {{percent}}% of the mean {{mean}} of group {{group}}'
			}
		}
	},
	params,
	candidates: (shard, context) =>
		groupedVisitsThat(shard, context, (stay) => {
			const day = serviceDay(shard, stay.index);
			const grouped = groupOfStay(context, stay, day, ID);
			if (!grouped) return false;
			const { cost, mean } = groupCost(grouped, ID);
			const upper = context.parameters.get(ID, 'upper', day)?.value ?? null;
			return upper === null || cost * 100 > mean * upper;
		}),
	judge(stay, t) {
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
		const grouped = groupOfStay(t.context, stay, t.day, ID);
		if (!grouped) return;
		const compared = groupCost(grouped, ID);
		const upper = t.known(t.param('upper'));
		if (!inGroup(t, grouped)) return;
		const limit = t.knowledge(
			grouped.point,
			{ zh: `病种 ${grouped.group.code} 均费的 ${upper}%`, en: `${upper}% of the mean of group ${grouped.group.code}` },
			'amount',
			Math.floor((compared.mean * upper) / 100)
		);
		if (!t.gt('above-band', t.derived({ zh: '总费用', en: 'Total cost' }, 'amount', compared.cost, grouped.costSources), limit)) return;
		t.clear('special-case', specialCaseSources(stay));
		t.clear('presumed-group', presumedSources(stay, grouped));
		t.report({ message: 'above', data: deviationData(grouped, compared), grade: 'suspect', lines: [] });
	}
});

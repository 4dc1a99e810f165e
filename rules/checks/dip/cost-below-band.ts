import { defineRule } from '../../engine/rule.ts';
import { serviceDay } from '../../engine/service-day.ts';
import { optionalText } from '../../facts/cells.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { deviationData, groupCost } from '../../facts/dip-cost.ts';
import { GROUP_PARAMS, groupedVisitsThat, groupOfStay, inGroup, presumedSources } from '../../facts/dip-group.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { isInpatient, staySpan } from '../../facts/stay-days.ts';

const ID = 'cost-below-band';
/** Stays that were cut short: transferred, left against advice, died. */
const CUT_SHORT = ['2', '3', '4', '5', '医嘱转院', '医嘱转社区', '非医嘱离院', '死亡'] as const;
const params = {
	lower: {
		default: 50,
		unit: 'percent',
		title: { zh: '低倍率界线', en: 'Lower limit of the band' },
		why: '费用偏差规则：不足次均费用 50% 的病例按实际费用计分；各地可不同'
	},
	...GROUP_PARAMS
} as const;

/** 低倍率病例: a stay that cost less than half of its group: up-coded, served too little, or not in need of a bed. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '费用低于病种均费下限（低倍率）', en: 'Cost below the band of its group' },
		explains: {
			zh: '按目录入组后，总费用不足病种均费的下限。可能是诊断或手术操作高套、服务不足或低标准入院。转院、非医嘱离院和死亡不在此列。',
			en: 'Grouped by the catalogue, the stay costs less than the lower limit of its group. It may be up-coded, served too little, or need no bed. Transfers, leaving against advice and deaths are not meant.'
		},
		dimension: 'dip',
		violation: '高套或低编病种编码',
		stages: ['settled'],
		scope: 'stay',
		basis: codingOfGroups,
		official: ['GZ10000204005000'],
		problems: [],
		requires: ['visit', 'operation'],
		uses: ['fee', 'settlement', 'diagnosis'],
		knowledge: ['dipGroups'],
		consults: ['notGrouping'],
		clears: {
			'one-day-stay': { zh: '住院不足 1 天（日间治疗等）', en: 'A stay within a day, as day treatment is' },
			'presumed-group': { zh: '入组步骤含推定（治疗方式未由目录给出）', en: 'A step of the grouping is presumed' }
		},
		messages: {
			below: {
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
			const lower = context.parameters.get(ID, 'lower', day)?.value ?? null;
			return lower === null || cost * 100 < mean * lower;
		}),
	judge(stay, t) {
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
		const grouped = groupOfStay(t.context, stay, t.day, ID);
		if (!grouped) return;
		const compared = groupCost(grouped, ID);
		const lower = t.known(t.param('lower'));
		if (!inGroup(t, grouped)) return;
		const limit = t.knowledge(
			grouped.point,
			{ zh: `病种 ${grouped.group.code} 均费的 ${lower}%`, en: `${lower}% of the mean of group ${grouped.group.code}` },
			'amount',
			Math.ceil((compared.mean * lower) / 100)
		);
		if (!t.lt('below-band', t.derived({ zh: '总费用', en: 'Total cost' }, 'amount', compared.cost, grouped.costSources), limit)) return;
		const cutShort = t.constant({ zh: '转院、非医嘱离院、死亡', en: 'Transferred, against advice, died' }, 'text', CUT_SHORT);
		if (!t.notIn('not-cut-short', optionalText(visit, 'dscg_way'), cutShort)) return;
		const span = stay.fact(staySpan);
		t.clear('one-day-stay', span && span.lastDay !== null ? (span.lastDay <= span.firstDay ? span.sources : []) : null);
		t.clear('presumed-group', presumedSources(stay, grouped));
		t.report({ message: 'below', data: deviationData(grouped, compared), grade: 'suspect', lines: [] });
	}
});

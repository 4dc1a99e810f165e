import { defineRule } from '../../engine/rule.ts';
import { article38 } from '../../facts/regulation.ts';
import { returnMeasure, unplannedReturn } from '../../facts/returns.ts';
import { judgeShare, shareParams, visitsOfShares } from '../../facts/share-judge.ts';
import { shareMap, shareReduce, type Shares } from '../../facts/shares.ts';

const label = { zh: '31天内非计划再入院率', en: 'Rate of unplanned returns within 31 days' };

/** 非计划再入院率统计: an indicator, a place to look; the single returns are told by unplanned-readmission and split-admission. */
export default defineRule({
	meta: {
		id: 'readmission-rate-over-peers',
		version: 1,
		title: { zh: '科室非计划再入院率高于其他机构同名科室', en: 'Rate of unplanned returns far over the peers' },
		explains: {
			zh: '出院后 31 天内非计划再次入住同一机构的例数占比，明显高于本批其他机构同名科室的中位数。有再住院计划、转院、死亡、新生儿和按周期治疗的不计。这是统计指标，只提示核查方向；每个科室只报一次。',
			en: 'The share of discharges followed by an unplanned return to the same institution within 31 days is far over the median of departments of that name elsewhere. Planned returns, transfers, deaths, newborns and planned courses do not count. An indicator says where to look; each department is told once.'
		},
		dimension: 'compliance',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('二')],
		official: ['ZB10000205008000'],
		problems: [],
		requires: ['visit'],
		uses: ['diagnosis', 'operation', 'fee', 'earlierVisit', 'settlement'],
		knowledge: [],
		clears: {},
		messages: {
			over: {
				zh: '科室非计划再入院 {{share}}%，{{peers}} 个同名科室中位数 {{median}}%',
				en: 'Unplanned returns after {{share}}% of stays, the median of {{peers}} peers is {{median}}%'
			}
		}
	},
	params: shareParams(10, '非计划再入院率通常低于 5%，偏高 10 个百分点以上时值得核查'),
	candidates: (shard, context, shares: Shares) => visitsOfShares(shard, context, shares),
	population: { map: shareMap(returnMeasure), reduce: shareReduce },
	judge(stay, t, shares: Shares) {
		judgeShare(stay, t, shares, {
			label,
			unknown: 'visit.begntime',
			evidence: () => {
				const back = unplannedReturn(stay);
				return { value: t.count({ zh: '31 天内的再次住院', en: 'Return within 31 days' }, back ? [back] : []), lines: [] };
			}
		});
	}
});

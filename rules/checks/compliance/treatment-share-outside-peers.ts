import { defineRule } from '../../engine/rule.ts';
import { costMeasure } from '../../facts/cost-parts.ts';
import { article38 } from '../../facts/regulation.ts';
import { costEvidence, judgeShare, shareParams, visitsOfShares } from '../../facts/share-judge.ts';
import { shareMap, shareReduce, type Shares } from '../../facts/shares.ts';

const label = { zh: '治疗占比', en: 'Share of treatment' };

/** 治疗占比统计: an indicator (统计指标监测), a place to look and no proof of any one line. */
export default defineRule({
	meta: {
		id: 'treatment-share-outside-peers',
		version: 1,
		title: { zh: '科室治疗占比偏离其他机构同名科室', en: 'Share of treatment of a department far from its peers' },
		explains: {
			zh: '治疗费用占住院总费用的比例明显高于或低于本批其他机构同名科室的中位数。这是统计指标，只提示核查方向，不认定任何一行违规；每个科室只报一次，记在该部分或总费用最高的一例上。',
			en: 'The share of treatment in the cost of a department’s stays is far over or under the median of departments of that name at other institutions of the batch. An indicator says where to look and accuses no line; each department is told once.'
		},
		dimension: 'compliance',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('二')],
		official: ['ZB10000205004000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: {},
		messages: {
			over: {
				zh: '科室治疗占比 {{share}}%，{{peers}} 个同名科室中位数 {{median}}%',
				en: 'Share of treatment {{share}}%, the median of {{peers}} peers is {{median}}%'
			},
			below: {
				zh: '科室治疗占比仅 {{share}}%，{{peers}} 个同名科室中位数 {{median}}%',
				en: 'Share of treatment only {{share}}%, the median of {{peers}} peers is {{median}}%'
			}
		}
	},
	params: shareParams(20, '治疗占比偏高或偏低 20 个百分点以上时值得核查'),
	candidates: (shard, context, shares: Shares) => visitsOfShares(shard, context, shares),
	population: { map: shareMap(costMeasure('treatment')), reduce: shareReduce },
	judge(stay, t, shares: Shares) {
		judgeShare(stay, t, shares, {
			label,
			lowToo: true,
			unknown: 'fee.med_chrgitm_type',
			evidence: costEvidence('treatment', { zh: '治疗费', en: 'Treatment' })
		});
	}
});

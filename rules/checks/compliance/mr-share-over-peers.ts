import { defineRule } from '../../engine/rule.ts';
import { costMeasure } from '../../facts/cost-parts.ts';
import { article38 } from '../../facts/regulation.ts';
import { costEvidence, judgeShare, shareParams, visitsOfShares } from '../../facts/share-judge.ts';
import { shareMap, shareReduce, type Shares } from '../../facts/shares.ts';

const label = { zh: '核磁检查占比', en: 'Share of MR imaging' };

/** 核磁检查占比统计: an indicator (统计指标监测), a place to look and no proof of any one line. */
export default defineRule({
	meta: {
		id: 'mr-share-over-peers',
		version: 1,
		title: { zh: '科室核磁检查占比高于其他机构同名科室', en: 'Share of MR imaging of a department far over its peers' },
		explains: {
			zh: '磁共振检查费用占住院总费用的比例明显高于本批其他机构同名科室的中位数。这是统计指标，只提示核查方向，不认定任何一行违规；每个科室只报一次，记在该部分费用最高的一例上。',
			en: 'The share of MR imaging in the cost of a department’s stays is far over the median of departments of that name at other institutions of the batch. An indicator says where to look and accuses no line; each department is told once.'
		},
		dimension: 'compliance',
		violation: '过度检查',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('二')],
		official: ['ZB10000205006000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: {},
		messages: {
			over: {
				zh: '科室核磁检查占比 {{share}}%，{{peers}} 个同名科室中位数 {{median}}%',
				en: 'Share of MR imaging {{share}}%, the median of {{peers}} peers is {{median}}%'
			}
		}
	},
	params: shareParams(15, '核磁检查占比通常只有几个百分点，偏高 15 个百分点以上时值得核查'),
	candidates: (shard, context, shares: Shares) => visitsOfShares(shard, context, shares),
	population: { map: shareMap(costMeasure('mr')), reduce: shareReduce },
	judge(stay, t, shares: Shares) {
		judgeShare(stay, t, shares, { label, unknown: 'fee.med_chrgitm_type', evidence: costEvidence('mr', { zh: '核磁检查费', en: 'MR imaging' }) });
	}
});

import { defineRule } from '../../engine/rule.ts';
import { acquiredInfections, infectionMeasure } from '../../facts/hospital-infections.ts';
import { article38 } from '../../facts/regulation.ts';
import { judgeShare, shareParams, visitsOfShares } from '../../facts/share-judge.ts';
import { shareMap, shareReduce, type Shares } from '../../facts/shares.ts';

const label = { zh: '院内感染发生率', en: 'Rate of hospital-acquired infection' };

/** 院内感染发生率统计: an indicator, a place to look and no proof. */
export default defineRule({
	meta: {
		id: 'infection-rate-over-peers',
		version: 1,
		title: { zh: '科室院内感染发生率高于其他机构同名科室', en: 'Rate of hospital-acquired infection far over the peers' },
		explains: {
			zh: '诊断为感染且入院病情为“无”的住院例数占比，明显高于本批其他机构同名科室的中位数。这是统计指标，只提示核查方向（院内感染也可能是升高分组的编码），不认定违规；每个科室只报一次。',
			en: 'The share of stays with an infection coded as not present on admission is far over the median of departments of that name at other institutions. An indicator says where to look (such codes also lift the payment group) and accuses nobody; each department is told once.'
		},
		dimension: 'compliance',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('二')],
		official: ['ZB10000205007000'],
		problems: [],
		requires: ['visit', 'diagnosis'],
		uses: ['fee', 'settlement'],
		knowledge: [],
		clears: {},
		messages: {
			over: {
				zh: '科室院内感染 {{share}}%，{{peers}} 个同名科室中位数 {{median}}%',
				en: 'Infections in {{share}}% of stays, the median of {{peers}} peers is {{median}}%'
			}
		}
	},
	params: shareParams(5, '院内感染率通常只有几个百分点，偏高 5 个百分点以上时值得核查'),
	candidates: (shard, context, shares: Shares) => visitsOfShares(shard, context, shares),
	population: { map: shareMap(infectionMeasure), reduce: shareReduce },
	judge(stay, t, shares: Shares) {
		judgeShare(stay, t, shares, {
			label,
			unknown: 'diagnosis.adm_cond',
			evidence: () => {
				const rows = acquiredInfections(stay);
				return { value: t.count({ zh: '入院时没有的感染诊断', en: 'Infections not present on admission' }, rows), lines: [] };
			}
		});
	}
});

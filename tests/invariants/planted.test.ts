import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../rules/domain/finding.ts';
import { findingsOf, loadTraining, runAll, type Loaded } from './loaded.ts';

/** What a fault of the answer key is called among the rules. The generator knows no rule: this table stands here alone. */
const RULES_OF: Readonly<Record<string, readonly string[]>> = {
	药品与性别不符: ['item-against-sex'],
	项目与性别不符: ['item-against-sex'],
	手术操作编码与性别不符: ['procedure-against-sex'],
	儿童专用药品用于成人: ['item-outside-age'],
	儿童专用项目用于成人: ['item-outside-age'],
	成人用药用于未成年人: ['item-outside-age'],
	药品限工伤保险: ['drug-outside-insurance'],
	药品限生育保险: ['drug-outside-insurance'],
	药品限医疗机构级别: ['drug-above-hospital-level'],
	药品限就医方式: ['drug-outside-visit-kind'],
	药品限支付疗程: ['drug-course-over-limit'],
	'项目重复收费（单日）': ['item-billed-with-its-container'],
	'项目重复收费（6小时）': ['item-billed-with-its-container'],
	'项目重复收费（同一小时）': ['item-billed-with-its-container'],
	'项目超限定频次（每日）': ['item-over-frequency'],
	项目周期超频次: ['item-over-frequency'],
	同台手术未按规定折价: ['operation-without-discount'],
	床位费天数超过住院天数: ['bed-days-over-stay'],
	护理费天数超过住院天数: ['nursing-days-over-stay'],
	护理收费级别高于医嘱: ['nursing-level-over-order'],
	出院后收费: ['charge-outside-stay'],
	入院前收费: ['charge-outside-stay'],
	死亡后收费: ['charge-after-death'],
	单价超过定价上限: ['price-over-limit'],
	金额不等于单价乘数量: ['amount-not-price-times-quantity'],
	分解住院: ['split-admission'],
	住院时间重叠: ['overlapping-stays'],
	住院期间门诊结算: ['outpatient-claim-during-stay'],
	收费无医嘱无记录: ['order-missing'],
	检验收费次数多于报告: ['report-missing'],
	检查收费次数多于报告: ['report-missing'],
	胶片收费多于实际张数: ['film-over-report'],
	药品计费数量超过医嘱用量: ['quantity-over-order'],
	呼吸机计费小时超设备记录: ['hours-over-device-record'],
	按小时计费超24小时: ['hours-over-day'],
	'低标准住院（费用显著低于同病种）': ['low-cost-stay'],
	'团伙就诊（同日同医生同项目）': ['look-alike-claims']
};

describe.each(['7', 'autumn'])('a training batch of 1,000 stays, seed %s', (seed) => {
	let loaded: Loaded;
	let findings: Finding[];
	const found = (problem: string, visit: string): Finding | undefined =>
		findings.find((f) => RULES_OF[problem]!.includes(f.rule) && (f.visit === visit || f.related.includes(visit)));

	beforeAll(async () => {
		loaded = await loadTraining(1_000, seed);
		const results = runAll(loaded);
		expect(results.flatMap((result) => result.errors)).toEqual([]);
		findings = findingsOf(results);
	}, 120_000);

	it('knows a rule for each fault of the answer key', () => {
		expect([...new Set(loaded.truth.map((truth) => truth.problem))].filter((problem) => !(problem in RULES_OF))).toEqual([]);
	});
	it('finds every planted fault', () => {
		const missed = loaded.truth.filter((truth) => truth.kind === 'planted' && !found(truth.problem, truth.visit));
		expect(missed).toEqual([]);
	});
	// Where the wrong is that a line was paid at all, the key counts its in-scope amount (医保范围内金额).
	it('finds the lines and the money that were planted', () => {
		const wrong = loaded.truth
			.filter((truth) => truth.kind === 'planted' && truth.amount !== null)
			.map((truth) => ({ truth, finding: found(truth.problem, truth.visit) }))
			.filter(
				({ truth, finding }) =>
					finding && finding.amounts.amount !== null && ![finding.amounts.amount, finding.amounts.inScope].includes(truth.amount)
			)
			.map(({ truth, finding }) => ({ ...truth, got: finding!.amounts.amount, inScope: finding!.amounts.inScope }));
		expect(wrong).toEqual([]);
	});
	it('flags no look-alike', () => {
		const flagged = loaded.truth.filter(
			(truth) => truth.kind === 'look-alike' && findings.some((f) => RULES_OF[truth.problem]!.includes(f.rule) && f.visit === truth.visit)
		);
		expect(flagged).toEqual([]);
	});
	it('finds nothing where nothing was planted', () => {
		const planted = new Set(loaded.truth.filter((truth) => truth.kind === 'planted').map((truth) => truth.visit));
		const related = (finding: Finding): boolean => finding.related.some((visit) => planted.has(visit));
		expect(findings.filter((finding) => !planted.has(finding.visit) && !related(finding)).map((finding) => finding.key)).toEqual([]);
	});
});

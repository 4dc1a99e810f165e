import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../rules/domain/finding.ts';
import { RULES_OF } from '../../workers/jobs/training/rules-of-problem.ts';
import { findingsOf, loadTraining, runAll, type Loaded } from './loaded.ts';

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

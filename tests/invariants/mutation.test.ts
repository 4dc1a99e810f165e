import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../rules/domain/finding.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import type { AnyRule } from '../../rules/engine/rule.ts';
import { clearing, stillStands } from '../rules/harness/mutation.ts';
import { build, type Tables } from '../rules/harness/record.ts';
import { unbuild, visitsOfPerson } from '../rules/harness/unbuild.ts';
import { findingsOf, loadTraining, registry, runAll, type Loaded } from './loaded.ts';

/** Findings tried a rule: enough to meet its shapes, few enough to wait for. */
const TRIED = 4;

/** Mutation of evidence on generated records, for every rule: what a finding says it stands on, it stands on. */
describe('evidence of findings on generated records', () => {
	let loaded: Loaded;
	let whole: Tables;
	let byRule: Map<string, Finding[]>;

	beforeAll(async () => {
		loaded = await loadTraining(260, 'mutation', 5_000, 0.5);
		expect(loaded.shards.length).toBe(1);
		const all = findingsOf(runAll(loaded));
		byRule = new Map(registry.rules.map(({ meta }) => [meta.id, all.filter((finding) => finding.rule === meta.id)]));
		whole = unbuild(loaded.shards[0]!, loaded.batch, Array.from({ length: loaded.shards[0]!.visitCount }, (_, v) => v));
	}, 120_000);

	/** The records that a finding can depend on: the person's, or the whole batch for rules over the population. */
	function recordsOf(rule: AnyRule, finding: Finding): Tables {
		if (rule.population) return whole;
		const shard = loaded.shards[0]!;
		const code = loaded.batch.dictionaries.get('person').code(finding.person);
		return unbuild(shard, loaded.batch, visitsOfPerson(shard, shard.personCode.indexOf(code)));
	}
	const judge = (rule: AnyRule, raw: Tables): Finding[] => {
		const built = build(raw);
		const results = runAll({ shards: [built.shard], batch: built.batch }, true, [rule]);
		expect(results.flatMap((result) => result.errors)).toEqual([]);
		return findingsOf(results);
	};

	it.each(registry.rules.map((rule) => [rule.meta.id, rule] as const))('%s', (id, rule) => {
		const findings = (byRule.get(id) ?? []).slice(0, rule.population ? 2 : TRIED);
		expect(findings.length, 'the training batch plants nothing that this rule finds').toBeGreaterThan(0);
		for (const found of findings) {
			const raw = recordsOf(rule, found);
			const before = judge(rule, raw).find((finding) => finding.key === found.key)!;
			expect(before?.evidenceDigest, 'the rebuilt record gives the same evidence').toBe(found.evidenceDigest);
			for (const condition of before.conditions) {
				expect(condition.holds, `${condition.name} stands on the card and does not hold`).toBe(true);
				const changed = clearing(raw, condition);
				const after = changed && judge(rule, changed).find((finding) => finding.key === found.key);
				if (changed) expect(stillStands(before, condition, after ?? undefined), `cleared "${condition.name}" of ${found.key}, yet it stands`).toBe(false);
			}
			for (const table of rule.meta.requires as TableId[]) {
				const { [table]: _, ...rest } = raw;
				const built = build(rest);
				const [result] = runAll({ shards: [built.shard], batch: built.batch }, false, [rule]);
				expect(result!.findings).toEqual([]);
				expect(result!.undetermined).toContainEqual({ rule: id, missing: { kind: 'table', what: table }, visits: null });
			}
		}
	}, 120_000);
});

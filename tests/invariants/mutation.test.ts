import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../rules/domain/finding.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import type { AnyRule } from '../../rules/engine/rule.ts';
import type { Shard } from '../../rules/domain/shard.ts';
import { judgeShard, mapShard, reducePartials } from '../../rules/engine/run.ts';
import { clearing, stillStands } from '../rules/harness/mutation.ts';
import { build, type Tables } from '../rules/harness/record.ts';
import { unbuild, visitsOfPerson } from '../rules/harness/unbuild.ts';
import { RULES_OF } from '../../workers/jobs/training/rules-of-problem.ts';
import { contextOf, findingsOf, loadTraining, registry, runAll, type Loaded } from './loaded.ts';

/** Findings tried a rule: enough to meet its shapes, few enough to wait for. */
const TRIED = 4;
/** Visits a shard: few, since the records of a shard are built anew for each condition of a rule over the population. */
const SHARD = 30;

const PLANTED = new Set(Object.values(RULES_OF).flat());
/** Tables of cases, whose findings the harness mutates in the same way. */
const TABLES_OF_CASES = Object.keys(import.meta.glob('../rules/checks/**/*.test.ts'));

it('every rule has a table of cases, so that its evidence is mutated even where the training batch plants nothing for it', () => {
	const without = registry.rules.filter(({ meta }) => !TABLES_OF_CASES.some((path) => path.endsWith(`/${meta.id}.test.ts`)));
	expect(without.map(({ meta }) => meta.id)).toEqual([]);
});

/** Mutation of evidence on generated records, for every rule that the batch plants a fault for: what a finding says it stands on, it stands on. */
describe('evidence of findings on generated records', () => {
	let loaded: Loaded;
	let byRule: Map<string, Finding[]>;

	beforeAll(async () => {
		loaded = await loadTraining(260, 'mutation', SHARD, 0.5);
		const all = findingsOf(runAll(loaded));
		byRule = new Map(registry.rules.map(({ meta }) => [meta.id, all.filter((finding) => finding.rule === meta.id)]));
	}, 120_000);

	/** The shard of a finding's person. */
	const shardOf = (finding: Finding): Shard => {
		const code = loaded.batch.dictionaries.get('person').code(finding.person);
		return loaded.shards.find((shard) => shard.personCode.includes(code))!;
	};
	/** The records to be changed: the person's own; for rules over the population their shard's, whose partial is made anew. */
	function recordsOf(rule: AnyRule, finding: Finding): Tables {
		const shard = shardOf(finding);
		const code = loaded.batch.dictionaries.get('person').code(finding.person);
		const visits = rule.population ? Array.from({ length: shard.visitCount }, (_, v) => v) : visitsOfPerson(shard, shard.personCode.indexOf(code));
		return unbuild(shard, loaded.batch, visits);
	}
	/** What the other shards say to a rule over the population: no change touches it. */
	function partialsBeside(rule: AnyRule, finding: Finding): Record<string, unknown>[] {
		const context = contextOf(loaded.batch, [rule]);
		return rule.population ? loaded.shards.filter((shard) => shard !== shardOf(finding)).map((shard) => mapShard([rule], shard, context)) : [];
	}
	const judge = (rule: AnyRule, raw: Tables, beside: readonly Record<string, unknown>[]): Finding[] => {
		const built = build(raw);
		const context = contextOf(built.batch, [rule]);
		const result = judgeShard([rule], built.shard, context, reducePartials([rule], [...beside, mapShard([rule], built.shard, context)]), true);
		expect(result.errors).toEqual([]);
		return findingsOf([result]);
	};

	it.each(registry.rules.filter(({ meta }) => PLANTED.has(meta.id)).map((rule) => [rule.meta.id, rule] as const))(
		'%s',
		(id, rule) => {
			const findings = (byRule.get(id) ?? []).slice(0, rule.population ? 2 : TRIED);
			expect(findings.length, 'the training batch plants nothing that this rule finds').toBeGreaterThan(0);
			for (const found of findings) {
				const [raw, beside] = [recordsOf(rule, found), partialsBeside(rule, found)];
				const before = judge(rule, raw, beside).find((finding) => finding.key === found.key)!;
				expect(before?.evidenceDigest, 'the rebuilt record gives the same evidence').toBe(found.evidenceDigest);
				for (const condition of before.conditions) {
					expect(condition.holds, `${condition.name} stands on the card and does not hold`).toBe(true);
					const changed = clearing(raw, condition);
					const after = changed && judge(rule, changed, beside).find((finding) => finding.key === found.key);
					if (changed)
						expect(stillStands(before, condition, after ?? undefined), `cleared "${condition.name}" of ${found.key}, yet it stands`).toBe(false);
				}
				for (const table of rule.meta.requires as TableId[]) {
					const { [table]: _, ...rest } = raw;
					const built = build(rest);
					const [result] = runAll({ shards: [built.shard], batch: built.batch }, false, [rule]);
					expect(result!.findings).toEqual([]);
					expect(result!.undetermined).toContainEqual({ rule: id, missing: { kind: 'table', what: table }, visits: null });
				}
			}
		},
		120_000
	);
});

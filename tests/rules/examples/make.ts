import type { AnyRule } from '../../../rules/engine/rule.ts';
import { explainVisit, judgeShard } from '../../../rules/engine/run.ts';
import type { RuleExample, RuleExamples } from '../../../workers/protocol/rule-example.ts';
import { contextOf, type RuleCases } from '../harness/rule-tester.ts';
import { tables, type Tables } from '../harness/record.ts';
import { collected } from './collected.ts';
import { shownConditions, shownTables } from './shown.ts';

/** One case that fires and one that does not, of each rule that has tests, by rule id. */
export async function makeExamples(): Promise<RuleExamples> {
	const files = import.meta.glob('../checks/**/*.test.ts');
	for (const path of Object.keys(files).sort()) await files[path]!();
	const rules = [...collected.values()].sort((a, b) => (a.rule.meta.id < b.rule.meta.id ? -1 : 1));
	return {
		format: 'mingshen.examples/1',
		rules: Object.fromEntries(
			rules.map(({ rule, cases }) => [rule.meta.id, { version: rule.meta.version, fires: firing(rule, cases), passes: passing(rule, cases) }])
		)
	};
}

/** The first invalid case is the one that the author thought of first. */
function firing(rule: AnyRule, all: readonly RuleCases[]): RuleExample | null {
	for (const cases of all) {
		for (const [name, { record, visit }] of Object.entries(cases.invalid)) {
			const raw = tables(record);
			const { shard, context, aggregates } = contextOf(rule, raw, cases);
			const { findings } = judgeShard([rule], shard, context, aggregates, true);
			const finding = visit === undefined ? findings[0] : findings.find((one) => one.visit === visit);
			if (finding)
				return { name, ...shownTables(raw, finding.conditions), ...shownConditions(raw, finding.conditions), message: finding.messages[0]! };
		}
	}
	return null;
}

/** The first valid case on which some comparison says no shows more than one that has nothing of the rule's subject. */
function passing(rule: AnyRule, all: readonly RuleCases[]): RuleExample | null {
	const valid = all.flatMap((cases) => Object.entries(cases.valid).map(([name, record]) => ({ name, raw: tables(record), cases })));
	let plain: RuleExample | null = null;
	for (const { name, raw, cases } of valid) {
		const conditions = whyNot(rule, raw, cases);
		const example = { name, ...shownTables(raw, conditions), ...shownConditions(raw, conditions), message: null };
		if (conditions.some((condition) => !condition.holds)) return example;
		plain ??= example;
	}
	return plain;
}

/** Comparisons of the first stay on which one says no, else of the first. */
function whyNot(rule: AnyRule, raw: Tables, cases: RuleCases) {
	const { shard, context, aggregates } = contextOf(rule, raw, cases);
	const all = Array.from({ length: shard.visitCount }, (_, visit) => explainVisit(rule, shard, visit, context, aggregates[rule.meta.id]).conditions);
	return all.find((conditions) => conditions.some((condition) => !condition.holds)) ?? all[0] ?? [];
}

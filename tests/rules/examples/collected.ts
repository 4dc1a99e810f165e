import type { AnyRule } from '../../../rules/engine/rule.ts';
import type { RuleCases } from '../harness/rule-tester.ts';

/** Cases of every rule as its tests give them. `workers/node/examples.mjs` puts `testRule` of this file into the place of the tester's. */
export const collected = new Map<string, { readonly rule: AnyRule; readonly cases: RuleCases[] }>();

export function testRule(rule: AnyRule, cases: RuleCases): void {
	const known = collected.get(rule.meta.id);
	if (known) known.cases.push(cases);
	else collected.set(rule.meta.id, { rule, cases: [cases] });
}

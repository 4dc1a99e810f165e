// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the tests compile this file without workers/tsconfig.json
/// <reference path="../virtual.d.ts" />
import { RULE_BASE_DIGEST } from 'virtual:rule-base';
import type { Dimension } from '../../rules/domain/finding.ts';
import { createRegistry, type Registry } from '../../rules/engine/registry.ts';
import type { AnyRule } from '../../rules/engine/rule.ts';
import { withUserRules } from '../../rules/user/compile.ts';
import type { UserRuleVersion } from '../../rules/user/definition.ts';
import type { RuleCard } from '../protocol/workspace.ts';

/** The rules that a host works with, and the digest that names them in a recipe. */
export interface RuleBase {
	readonly registry: Registry;
	readonly digest: string;
}

/** Here the checks are collected, once for all browser hosts: a rule is a file, never a line in a list. */
export const ruleBase = (): RuleBase => ({
	registry: createRegistry(import.meta.glob<{ default: AnyRule }>('../../rules/checks/*/*.ts', { eager: true })),
	digest: RULE_BASE_DIGEST
});

const DIMENSIONS: readonly Dimension[] = ['compliance', 'clinical', 'dip', 'fraud'];

/** Every rule as plain data, built-in ones and the user's own, by dimension and id. */
export function ruleCards(builtIn: Registry, own: readonly UserRuleVersion[]): RuleCard[] {
	const rank = (rule: AnyRule): number => DIMENSIONS.indexOf(rule.meta.dimension);
	return withUserRules(builtIn, own)
		.rules.toSorted((a, b) => rank(a) - rank(b) || (a.meta.id < b.meta.id ? -1 : 1))
		.map(({ meta, params }) => ({ ...meta, params, own: !builtIn.get(meta.id) }));
}

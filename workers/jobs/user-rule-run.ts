import type { Registry } from '../../rules/engine/registry.ts';
import type { AnyRule } from '../../rules/engine/rule.ts';
import { withUserRules } from '../../rules/user/compile.ts';
import type { RunRecipe } from '../protocol/review.ts';
import type { RuleLifeEvent } from '../protocol/rule-life.ts';
import type { UserRuleSource, UserRuleVersion } from '../protocol/user-rule.ts';
import type { Store } from '../store/index.ts';

/** Version of each rule that runs, by its last step; none of a rule that is not live. */
export function liveVersion({ id, versions }: Pick<UserRuleSource, 'id' | 'versions'>, events: readonly RuleLifeEvent[]): UserRuleVersion | null {
	const last = events.findLast(({ rule }) => rule === id);
	return last?.to === 'live' ? (versions.find(({ digest }) => digest === last.digest) ?? null) : null;
}

/** Rules of the user's own that are live on this machine. */
export async function liveUserRules({ settings }: Store): Promise<UserRuleVersion[]> {
	const [rules, events] = await Promise.all([settings.userRules(), settings.ruleEvents()]);
	return rules.flatMap((rule) => liveVersion(rule, events) ?? []);
}

/** Of the rules that a run judged by, the user's own as the recipe carries them. */
export function ownOf(rules: readonly AnyRule[], own: readonly UserRuleVersion[]): Pick<RunRecipe, 'userRules'> {
	const ran = own.filter(({ definition }) => rules.some(({ meta }) => meta.id === definition.id));
	return ran.length > 0 ? { userRules: ran } : {};
}

/** The registry that a run judged by, remade from its recipe. */
export const registryOf = (registry: Registry, recipe: Pick<RunRecipe, 'userRules'>): Registry => withUserRules(registry, recipe.userRules ?? []);

/** Every rule of the user's own that was ever committed, in the version that runs, else in its last: what the page calls them by. */
export async function namedUserRules({ settings }: Store): Promise<UserRuleVersion[]> {
	const [rules, events] = await Promise.all([settings.userRules(), settings.ruleEvents()]);
	return rules.flatMap((rule) => liveVersion(rule, events) ?? rule.versions.at(-1) ?? []);
}

/** Titles by which findings of a run are searched: the user's own rules have theirs in the recipe. */
export function ownTitles({ userRules = [] }: Pick<RunRecipe, 'userRules'>, titleOf: (rule: string) => string): (rule: string) => string {
	const own = new Map(userRules.map(({ definition: { id, title } }) => [id, `${title.zh} ${title.en}`.trim()]));
	return (rule) => own.get(rule) ?? titleOf(rule);
}

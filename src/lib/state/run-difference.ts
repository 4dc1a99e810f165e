import type { ParameterSetting, RunRecipe } from '$workers/protocol/review.ts';
import type { RuleDesk, RuleException } from '$workers/protocol/rule-life.ts';
import type { RuleCard } from '$workers/protocol/workspace.ts';
import { sameSetting } from './parameter-settings.ts';

/** What the next run of a batch would have that its latest did not, and the other way round. */
export interface RunDifference {
	readonly parameters: { readonly fresh: readonly ParameterSetting[]; readonly gone: readonly ParameterSetting[] };
	/** The same settings in another order: another one may win. */
	readonly reordered: boolean;
	readonly rules: { readonly fresh: readonly string[]; readonly gone: readonly string[] };
	readonly exceptions: { readonly fresh: readonly RuleException[]; readonly gone: readonly RuleException[] };
}

export const holdsOn = ({ until, ended }: RuleException, today: string): boolean => !ended && today <= until;

/** @param rule only of this rule; all rules where it is null */
export function runDifference(
	recipe: RunRecipe,
	parameters: readonly ParameterSetting[],
	desk: RuleDesk,
	cards: ReadonlyMap<string, RuleCard>,
	today: string,
	rule: string | null = null
): RunDifference {
	const concerns = (id: string): boolean => rule === null || rule === id;
	const [now, then] = [parameters, recipe.parameters].map((list) => list.filter((one) => concerns(one.rule))) as [
		ParameterSetting[],
		ParameterSetting[]
	];
	const fresh = now.filter((one) => !then.some((other) => sameSetting(one, other)));
	const gone = then.filter((one) => !now.some((other) => sameSetting(one, other)));
	const kept = now.filter((one) => !fresh.includes(one));
	const before = then.filter((one) => !gone.includes(one));
	const ran = new Set(recipe.rules.map(({ id }) => id));
	const own = [...cards.values()].filter(({ id, stages }) => concerns(id) && stages.includes(recipe.stage));
	const runs = ({ id }: RuleCard): boolean => (desk.lives[id] ?? 'live') === 'live';
	const held = desk.exceptions.filter((one) => concerns(one.rule) && holdsOn(one, today));
	const had = (recipe.exceptions ?? []).filter((one) => concerns(one.rule));
	return {
		parameters: { fresh, gone },
		reordered: kept.some((one, i) => !sameSetting(one, before[i]!)),
		rules: {
			fresh: own.filter((card) => runs(card) && !ran.has(card.id)).map(({ id }) => id),
			gone: own.filter((card) => !runs(card) && ran.has(card.id)).map(({ id }) => id)
		},
		exceptions: {
			fresh: held.filter(({ id }) => !had.some((one) => one.id === id)),
			gone: had.filter(({ id }) => !held.some((one) => one.id === id))
		}
	};
}

export const differs = ({ parameters, reordered, rules, exceptions }: RunDifference): boolean =>
	reordered || [parameters, rules, exceptions].some(({ fresh, gone }) => fresh.length + gone.length > 0);

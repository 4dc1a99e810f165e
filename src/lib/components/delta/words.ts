import { m } from '$lib/i18n/index.ts';
import type { FactChange, FindingFate, FollowMode } from '$workers/protocol/delta.ts';
import type { RunRecipe } from '$workers/protocol/review.ts';

const CHANGES: Record<FactChange, () => string> = { new: m.delta_new, changed: m.delta_changed, gone: m.delta_gone };
const MARKS: Record<FactChange, () => string> = { new: m.delta_mark_new, changed: m.delta_mark_changed, gone: m.delta_mark_gone };
const FATES: Record<FindingFate, () => string> = { kept: m.delta_kept, returned: m.delta_returned, new: m.delta_new, gone: m.delta_gone };
const MODES: Record<FollowMode, { readonly name: () => string; readonly text: () => string }> = {
	tables: { name: m.delta_mode_tables, text: m.delta_mode_tables_text },
	stays: { name: m.delta_mode_stays, text: m.delta_mode_stays_text },
	append: { name: m.delta_mode_append, text: m.delta_mode_append_text }
};
const RECIPE: Partial<Record<keyof RunRecipe, () => string>> = {
	stage: m.delta_recipe_stage,
	ruleBase: m.delta_recipe_rules,
	rules: m.delta_recipe_rules,
	userRules: m.delta_recipe_rules,
	packs: m.delta_recipe_packs,
	parameters: m.delta_recipe_parameters,
	localCodes: m.delta_recipe_codes
};

export const changeName = (change: FactChange): string => CHANGES[change]();
/** One character that stands in a row. */
export const markName = (change: FactChange): string => MARKS[change]();
export const fateName = (fate: FindingFate): string => FATES[fate]();
export const modeName = (mode: FollowMode): string => MODES[mode].name();
export const modeText = (mode: FollowMode): string => MODES[mode].text();
export const recipeNames = (parts: readonly (keyof RunRecipe)[]): string[] => [...new Set(parts.flatMap((part) => RECIPE[part]?.() ?? []))];
/** Looks of a tag: new is something to act on, changed asks for a look, gone is quiet. */
export const CHANGE_LOOKS: Readonly<Record<FactChange | FindingFate, string>> = {
	new: 'accent',
	changed: 'suspect',
	returned: 'suspect',
	gone: '',
	kept: 'holds'
};

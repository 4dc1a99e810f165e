import { parseMoney } from '$lib/format/number.ts';
import { dayOfIso } from '$rules/domain/display.ts';
import type { ParameterSetting } from '$workers/protocol/review.ts';
import type { RuleCard } from '$workers/protocol/workspace.ts';

export type ParameterUnit = RuleCard['params'][string]['unit'];

/** Least and most of each unit, and decimals that it may have. Amounts are written in 元 and kept in 分. */
export const UNIT_BOUNDS: Readonly<Record<ParameterUnit, { readonly min: number; readonly max: number; readonly places: number }>> = {
	day: { min: 0, max: 36_500, places: 0 },
	hour: { min: 0, max: 8_784, places: 0 },
	count: { min: 0, max: 1_000_000, places: 0 },
	year: { min: 0, max: 150, places: 0 },
	percent: { min: 0, max: 1_000, places: 0 },
	ratio: { min: 0, max: 1_000, places: 2 },
	amount: { min: 0, max: 1_000_000_000, places: 2 }
};

/** What a person writes into the form. */
export interface ParameterDraft {
	readonly value: string;
	readonly region: string;
	readonly from: string;
	readonly to: string;
	readonly source: string;
}
export type ParameterProblem =
	| { readonly id: 'value-missing' | 'value-no-number' | 'value-outside' | 'region-missing' | 'source-missing' | 'ends-before' | 'no-day' }
	| { readonly id: 'overlaps'; readonly with: ParameterSetting };

/** Value of a text in the parameter's own whole numbers; null where it is no number of the unit's decimals. */
export function readValue(text: string, unit: ParameterUnit): number | null {
	if (unit === 'amount') return parseMoney(text);
	const plain = text.trim();
	if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return null;
	return plain.includes('.') && UNIT_BOUNDS[unit].places === 0 ? null : Number(plain);
}

/** The setting that a draft makes; only where it has no problem. */
export function settingOf(rule: string, name: string, unit: ParameterUnit, draft: ParameterDraft): ParameterSetting {
	const days = { ...(draft.from ? { from: draft.from } : {}), ...(draft.to ? { to: draft.to } : {}) };
	return { rule, name, value: readValue(draft.value, unit)!, ...days, region: draft.region.trim(), source: draft.source.trim() };
}

/** What is wrong with a draft beside the settings that stand already, in the order of the form. */
export function problemsOf(
	rule: string,
	name: string,
	unit: ParameterUnit,
	draft: ParameterDraft,
	known: readonly ParameterSetting[]
): ParameterProblem[] {
	const problems: ParameterProblem[] = [];
	const value = readValue(draft.value, unit);
	const { min, max } = UNIT_BOUNDS[unit];
	const size = unit === 'amount' && value !== null ? value / 100 : value;
	if (draft.value.trim() === '') problems.push({ id: 'value-missing' });
	else if (size === null) problems.push({ id: 'value-no-number' });
	else if (size < min || size > max) problems.push({ id: 'value-outside' });
	if (draft.region.trim() === '') problems.push({ id: 'region-missing' });
	const days = [draft.from, draft.to].filter((day) => day !== '');
	if (days.some((day) => !/^\d{4}-\d\d-\d\d$/.test(day))) problems.push({ id: 'no-day' });
	else if (draft.from && draft.to && draft.to < draft.from) problems.push({ id: 'ends-before' });
	else {
		const clash = known.find((one) => one.rule === rule && one.name === name && one.region === draft.region.trim() && meet(one, draft));
		if (clash) problems.push({ id: 'overlaps', with: clash });
	}
	if (draft.source.trim() === '') problems.push({ id: 'source-missing' });
	return problems;
}

/** Whether two spans of days share one; an end that is not said is open. */
const meet = (a: Pick<ParameterSetting, 'from' | 'to'>, b: ParameterDraft): boolean =>
	(!a.to || !b.from || b.from <= a.to) && (!b.to || !a.from || a.from <= b.to);

/** The setting that the engine takes on a day: of those that cover it the one saved last, whatever its region; null for the rule's own default. */
export function winnerOn(settings: readonly ParameterSetting[], rule: string, name: string, day: string): ParameterSetting | null {
	const at = dayOfIso(day);
	const covers = ({ from, to }: ParameterSetting): boolean => (!from || dayOfIso(from) <= at) && (!to || at <= dayOfIso(to));
	return settings.findLast((one) => one.rule === rule && one.name === name && covers(one)) ?? null;
}

/** The same setting, whatever the order in which its parts were written. */
export const sameSetting = (a: ParameterSetting, b: ParameterSetting): boolean =>
	(['rule', 'name', 'value', 'from', 'to', 'region', 'source'] as const).every((part) => a[part] === b[part]);

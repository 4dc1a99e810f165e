import { money } from '$lib/format/number.ts';
import { comma, m } from '$lib/i18n/index.ts';
import type { ParameterProblem, ParameterUnit } from '$lib/state/parameter-settings.ts';
import { UNIT_BOUNDS } from '$lib/state/parameter-settings.ts';
import type { ParameterSetting } from '$workers/protocol/review.ts';
import type { DeskRefusal, ExceptionLimits, RuleLife } from '$workers/protocol/rule-life.ts';

/** Words of the rule pages for the codes of their contracts. */

const LIVES: Record<RuleLife, { name: () => string; meaning: () => string }> = {
	draft: { name: m.life_draft, meaning: m.life_meaning_draft },
	committed: { name: m.life_committed, meaning: m.life_meaning_committed },
	trial: { name: m.life_trial, meaning: m.life_meaning_trial },
	live: { name: m.life_live, meaning: m.life_meaning_live },
	retired: { name: m.life_retired, meaning: m.life_meaning_retired }
};
const STEPS: Partial<Record<RuleLife, () => string>> = {
	committed: m.life_to_committed,
	trial: m.life_to_trial,
	live: m.life_to_live,
	retired: m.life_to_retired
};
const REFUSALS: Record<DeskRefusal, () => string> = {
	'no-reason': m.refused_no_reason,
	'no-rule': m.refused_no_rule,
	'not-from-here': m.refused_not_from_here,
	'no-limit': m.refused_no_limit,
	'no-until': m.refused_no_until,
	'until-past': m.refused_until_past,
	'known-exception': m.refused_known_exception,
	'no-exception': m.refused_no_exception
};
const LIMITS: Record<keyof ExceptionLimits, () => string> = {
	institution: m.exception_institution,
	department: m.exception_department,
	item: m.exception_item,
	visit: m.exception_visit
};
const UNITS: Record<ParameterUnit, () => string> = {
	day: m.unit_day,
	hour: m.unit_hour,
	count: m.unit_count,
	ratio: m.unit_ratio,
	amount: m.unit_amount,
	year: m.unit_year,
	percent: m.unit_percent
};

export const lifeName = (life: RuleLife): string => LIVES[life].name();
export const lifeMeaning = (life: RuleLife): string => LIVES[life].meaning();
/** What the button says that leads there. */
export const stepName = (to: RuleLife): string => (STEPS[to] ?? LIVES[to].name)();
export const refusalText = (refusal: DeskRefusal): string => REFUSALS[refusal]();
export const limitName = (limit: keyof ExceptionLimits): string => LIMITS[limit]();
export const scopeText = (limits: ExceptionLimits): string =>
	Object.entries(limits)
		.map(([limit, text]) => `${limitName(limit as keyof ExceptionLimits)} ${text}`)
		.join(comma());
export const unitName = (unit: ParameterUnit): string => UNITS[unit]();

/** A parameter's value with its unit: amounts are kept in 分 and shown in 元. */
export const valueText = (value: number, unit: ParameterUnit): string =>
	unit === 'amount' ? money(value) : unit === 'percent' ? `${value}%` : `${value} ${unitName(unit)}`;
/** The same as a person writes it into the form. */
export const valueInput = (value: number, unit: ParameterUnit): string => (unit === 'amount' ? (value / 100).toFixed(2) : String(value));

export const spanText = ({ from, to }: Pick<ParameterSetting, 'from' | 'to'>): string =>
	!from && !to ? m.param_always() : m.param_span({ from: from ?? m.param_always(), to: to ?? m.param_always() });

export function problemText(problem: ParameterProblem, unit: ParameterUnit): string {
	const { min, max, places } = UNIT_BOUNDS[unit];
	switch (problem.id) {
		case 'value-missing':
			return m.param_value_missing();
		case 'value-no-number':
			return m.param_value_no_number({ unit: unit === 'amount' ? m.unit_yuan() : places === 0 ? m.unit_whole() : m.unit_two_places() });
		case 'value-outside':
			return m.param_value_outside({ min, max, unit: unitName(unit) });
		case 'region-missing':
			return m.param_region_missing();
		case 'source-missing':
			return m.param_source_missing();
		case 'ends-before':
			return m.param_ends_before();
		case 'no-day':
			return m.param_no_day();
		case 'overlaps':
			return m.param_overlaps({ region: problem.with.region, span: spanText(problem.with), value: valueText(problem.with.value, unit) });
	}
}

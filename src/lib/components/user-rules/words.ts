import { m } from '$lib/i18n/index.ts';
import type { TrialWarning, UserRuleRefusal } from '$workers/protocol/user-rule.ts';

/** Words of the page of own rules for the codes of its contracts. */
const REFUSALS: Record<UserRuleRefusal, () => string> = {
	faulty: m.own_refused_faulty,
	'known-id': m.own_refused_known_id,
	'no-change': m.own_refused_no_change,
	'not-tried': m.own_refused_not_tried,
	'second-look': m.own_refused_second_look,
	'no-reason': m.own_refused_no_reason,
	'no-rule': m.own_refused_no_rule,
	'has-versions': m.own_refused_has_versions
};
const WARNINGS: Record<TrialWarning, () => string> = {
	flood: m.own_warn_flood,
	most: m.own_warn_most,
	nothing: m.own_warn_nothing,
	unknown: m.own_warn_unknown
};
export const refusalText = (refusal: UserRuleRefusal): string => REFUSALS[refusal]();
export const warningText = (warning: TrialWarning): string => WARNINGS[warning]();

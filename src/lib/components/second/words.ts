import { money } from '$lib/format/number.ts';
import { m } from '$lib/i18n/index.ts';
import type { Coefficient, Leaning, Pair, PairFilter, PlanBand, Received, SecondFault, SecondFaultId } from '$workers/protocol/second.ts';
import type { KeyStanding } from '$workers/protocol/trusted-key.ts';

type Data = (name: string) => string;
/** What keeps a received file from being taken, or a part of it: what, where, what was expected, what to do. */
const FAULTS: Record<SecondFaultId, (data: Data) => string> = {
	'not-ours': () => m.second_fault_not_ours(),
	damaged: (data) => m.second_fault_damaged({ part: data('part') || '—' }),
	'unknown-key': () => m.second_fault_unknown_key(),
	'revoked-key': (data) => m.second_fault_revoked_key({ holder: data('holder'), day: data('day'), reason: data('reason') }),
	'expired-key': (data) => m.second_fault_expired_key({ holder: data('holder'), day: data('day') }),
	'not-yet-key': (data) => m.second_fault_not_yet_key({ holder: data('holder'), day: data('day') }),
	'other-batch': (data) => m.second_fault_other_batch({ n: data('n'), files: data('files') }),
	'batch-missing': (data) => m.second_fault_batch_missing({ batch: data('batch') }),
	'no-run': () => m.second_fault_no_run(),
	'unknown-plan': (data) => m.second_fault_unknown_plan({ plan: data('plan') }),
	'no-targets': (data) => m.second_fault_no_targets({ of: data('of') }),
	'other-evidence': (data) => m.second_fault_other_evidence({ n: data('n'), of: data('of') }),
	'other-rules': (data) => m.second_fault_other_rules({ rules: data('rules') }),
	outside: (data) => m.second_fault_outside({ n: data('n') }),
	'not-blind': (data) => m.second_fault_not_blind({ n: data('n') }),
	'same-person': (data) => m.second_fault_same_person({ n: data('n') }),
	'not-found': () => m.second_fault_not_found(),
	'stale-opinion': () => m.second_fault_stale_opinion(),
	'too-large': (data) => m.second_fault_too_large({ mb: data('mb') })
};
export const secondFault = ({ id, data }: SecondFault): string => FAULTS[id]((name) => String(data[name] ?? ''));

const STANDINGS: Record<KeyStanding, () => string> = {
	own: m.second_standing_own,
	trusted: m.second_standing_trusted,
	unknown: m.second_standing_unknown,
	revoked: m.second_standing_revoked,
	expired: m.second_standing_expired,
	'not-yet': m.second_standing_not_yet
};
export const standingName = (standing: KeyStanding): string => STANDINGS[standing]();
/** Green for nothing but what is trusted. */
export const standingLook = (standing: KeyStanding): string =>
	standing === 'own' || standing === 'trusted' ? 'holds' : standing === 'revoked' ? 'certain' : 'suspect';

const KINDS: Record<Received['kind'], () => string> = {
	assignment: m.second_kind_assignment,
	review: m.second_kind_review,
	opinion: m.second_kind_opinion,
	unknown: m.second_kind_unknown
};
export const kindName = (kind: Received['kind']): string => KINDS[kind]();

const FILTERS: Record<PairFilter, () => string> = {
	open: m.second_filter_open,
	settled: m.second_filter_settled,
	decision: m.second_filter_decision,
	amount: m.second_filter_amount,
	agree: m.second_filter_agree,
	'only-first': m.second_filter_only_first,
	'only-second': m.second_filter_only_second
};
export const filterName = (filter: PairFilter): string => FILTERS[filter]();
export const PAIR_FILTERS = Object.keys(FILTERS) as PairFilter[];

const ASIDES: Record<NonNullable<Pair['aside']>, () => string> = {
	'same-person': m.second_aside_same_person,
	'not-blind': m.second_aside_not_blind,
	key: m.second_aside_key
};
export const asideText = (aside: Pair['aside']): string => (aside === null ? '' : ASIDES[aside]());

const LEANINGS: Record<Leaning, () => string> = {
	supports: m.second_leaning_supports,
	against: m.second_leaning_against,
	undetermined: m.second_leaning_undetermined
};
export const leaningName = (leaning: Leaning): string => LEANINGS[leaning]();
export const LEANING_LIST = Object.keys(LEANINGS) as Leaning[];

export const bandName = (bands: readonly PlanBand[], band: number): string =>
	band < 0 ? m.second_stratum_unknown() : m.second_stratum_from({ from: money(bands[band]!.from) });
export const percentOf = (permille: number): string => `${permille / 10}%`;

const three = (value: number): string => value.toFixed(3).replace('-', '−');
const UNDEFINED: Record<NonNullable<Coefficient['undefined']>, () => string> = {
	'no-pairs': m.second_undef_no_pairs,
	'one-category': m.second_undef_one_category,
	'one-sided': m.second_undef_one_sided
};
/** A coefficient with its interval, or why there is none. */
export function coefficientText(
	coefficient: Coefficient,
	range: readonly [number, number] | null
): { readonly value: string; readonly note: string } {
	const value = coefficient.value === null ? '—' : three(coefficient.value);
	if (coefficient.undefined) return { value, note: UNDEFINED[coefficient.undefined]() };
	const note = range ? m.second_interval({ from: three(range[0]), to: three(range[1]) }) : m.second_no_interval();
	return { value, note };
}

import { count, money } from '$lib/format/number.ts';
import { machineTime } from '$lib/format/time.ts';
import { comma, m } from '$lib/i18n/index.ts';
import type {
	CommitAnswer,
	DrawMethod,
	DrawRefusal,
	DrawUnit,
	EstimateMethod,
	EstimateRefusal,
	FrameChange,
	RedrawFault,
	StrataBy
} from '$workers/protocol/sampling.ts';

const UNITS: Record<DrawUnit, () => string> = { stay: m.sampling_unit_stay, finding: m.sampling_unit_finding, unflagged: m.sampling_unit_unflagged };
const METHODS: Record<DrawMethod, () => string> = { simple: m.sampling_simple, stratified: m.sampling_stratified, money: m.sampling_money };
const BY: Record<StrataBy, () => string> = {
	department: m.facet_department,
	institution: m.facet_institution,
	group: m.sampling_by_group,
	amount: m.sampling_by_amount
};
const ESTIMATES: Record<EstimateMethod, { name: () => string; source: () => string }> = {
	mean: { name: m.sampling_mean, source: m.sampling_mean_source },
	ratio: { name: m.sampling_ratio, source: m.sampling_ratio_source },
	proportional: { name: m.sampling_proportional, source: m.sampling_proportional_source },
	monetary: { name: m.sampling_monetary, source: m.sampling_monetary_source }
};
const NO_ESTIMATE: Record<EstimateRefusal, () => string> = {
	'too-few': m.sampling_too_few,
	'no-book-total': m.sampling_no_book_total,
	'unknown-amounts': m.sampling_unknown_amounts,
	'error-above-book': m.sampling_error_above_book
};
const REFUSALS: Record<DrawRefusal, (data: { what: string }) => string> = {
	'no-run': m.sampling_refused_no_run,
	'no-units': m.sampling_refused_no_units,
	'no-seed': m.sampling_refused_no_seed,
	'no-take': m.sampling_refused_no_take,
	'take-over': m.sampling_refused_take_over,
	'too-many': m.sampling_refused_too_many,
	'unknown-amounts': m.sampling_refused_unknown_amounts,
	'frame-changed': m.sampling_refused_frame_changed,
	'frame-too-large': m.sampling_refused_too_large,
	'not-larger': m.sampling_refused_not_larger
};
const FAULTS: Record<RedrawFault, () => string> = {
	'no-frame': m.sampling_fault_no_frame,
	'no-record': m.sampling_fault_no_record,
	'frame-digest': m.sampling_fault_frame,
	'commitment-digest': m.sampling_fault_commitment,
	sample: m.sampling_fault_sample
};

export const unitName = (unit: DrawUnit): string => UNITS[unit]();
export const drawMethodName = (method: DrawMethod): string => METHODS[method]();
export const strataName = (by: StrataBy): string => BY[by]();
export const estimateName = (method: EstimateMethod): string => ESTIMATES[method].name();
export const estimateSource = (method: EstimateMethod): string => ESTIMATES[method].source();
export const noEstimate = (refusal: EstimateRefusal): string => NO_ESTIMATE[refusal]();
export const redrawFault = (fault: RedrawFault): string => FAULTS[fault]();
export const refusalText = ({ refused, detail }: CommitAnswer): string =>
	REFUSALS[refused!]({ what: detail === '' ? m.sampling_whole() : stratumName(detail) });

/** Name of a stratum as people read it: '?' stands for units of which it is not known. */
export const stratumName = (name: string): string => (name === '' ? m.sampling_whole() : name === '?' ? m.sampling_stratum_unknown() : name);

/** What changed since a commitment, as a sentence. */
export function changeText(change: FrameChange): string {
	const names = (list: readonly string[]): string => (list.length === 0 ? m.sampling_none() : list.join(comma()));
	switch (change.what) {
		case 'files':
			return m.sampling_changed_files({ gone: names(change.gone), added: names(change.added) });
		case 'run':
			return m.sampling_changed_run({
				from: machineTime(change.from),
				to: change.to === null ? m.sampling_none() : machineTime(change.to),
				before: count(change.findings[0]),
				now: count(change.findings[1])
			});
		case 'packs':
			return m.sampling_changed_packs({ from: names(change.from), to: names(change.to) });
		case 'units':
			return m.sampling_changed_units({ before: count(change.before), now: count(change.now) });
		case 'amount':
			return m.sampling_changed_amount({ before: money(change.before), now: money(change.now) });
		case 'content':
			return m.sampling_changed_content();
	}
}

/** 0.0713 → 7.1%. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

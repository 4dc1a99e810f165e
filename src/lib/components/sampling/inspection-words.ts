import { m } from '$lib/i18n/index.ts';
import type { Credit, InspectionAnswer, InspectionRefusal, ListFault, ListKind, ListProblem, Risk } from '$workers/protocol/inspection.ts';

const LISTS: Record<ListKind, { name: () => string; columns: () => string; rows: (data: { n: string }) => string }> = {
	institutions: { name: m.draw_institutions, columns: m.draw_institutions_columns, rows: m.draw_institutions_rows },
	inspectors: { name: m.draw_inspectors, columns: m.draw_inspectors_columns, rows: m.draw_inspectors_rows },
	avoidances: { name: m.draw_avoidances, columns: m.draw_avoidances_columns, rows: m.draw_avoidances_rows }
};
const FAULTS: Record<ListFault, (data: { value: string }) => string> = {
	'no-rows': m.draw_fault_no_rows,
	'missing-column': m.draw_fault_missing_column,
	'old-format': m.draw_fault_old_format,
	damaged: m.draw_fault_damaged,
	'no-code': m.draw_fault_no_code,
	'no-name': m.draw_fault_no_name,
	twice: m.draw_fault_twice,
	'bad-credit': m.draw_fault_bad_credit,
	'bad-risk': m.draw_fault_bad_risk,
	'no-reason': m.draw_fault_no_reason
};
const REFUSALS: Record<InspectionRefusal, (data: { what: string }) => string> = {
	'no-institutions': m.draw_refused_no_institutions,
	'no-inspectors': m.draw_refused_no_inspectors,
	'no-seed': m.sampling_refused_no_seed,
	'no-take': m.draw_refused_no_take,
	'take-over': m.draw_refused_take_over,
	'bad-weight': m.draw_refused_bad_weight,
	'no-reason': m.draw_refused_no_reason,
	'not-enough-for': m.draw_refused_not_enough_for,
	'not-enough': m.draw_refused_not_enough,
	'unknown-inspector': m.draw_refused_unknown_inspector,
	'unknown-institution': m.draw_refused_unknown_institution,
	'too-large': m.draw_refused_too_large
};
const RISKS: Record<Risk, () => string> = { high: m.draw_risk_high, medium: m.draw_risk_medium, low: m.draw_risk_low, '': m.draw_unrated };

export const listName = (kind: ListKind): string => LISTS[kind].name();
export const listColumns = (kind: ListKind): string => LISTS[kind].columns();
export const listRows = (kind: ListKind, n: string): string => LISTS[kind].rows({ n });
export const riskName = (risk: Risk): string => RISKS[risk]();
export const creditName = (credit: Credit): string => (credit === '' ? m.draw_unrated() : m.draw_credit_class({ credit }));
export const inspectionRefusal = ({ refused, detail }: InspectionAnswer): string => REFUSALS[refused!]({ what: detail });
/** Where, what, and what was expected. */
export const listProblem = ({ line, fault, value }: ListProblem): string =>
	`${line > 0 ? `${m.problem_line({ line })} ` : ''}${FAULTS[fault]({ value })}`;

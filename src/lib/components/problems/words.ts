import { count, money } from '$lib/format/number.ts';
import { comma, m } from '$lib/i18n/index.ts';
import type { ProblemFault, ProblemState, ProblemStep } from '$workers/protocol/problems-list.ts';
import type { SelfFault } from '$workers/protocol/self-list.ts';

const STATES: Record<ProblemState, () => string> = {
	open: m.problems_state_open,
	soon: m.problems_state_soon,
	overdue: m.problems_state_overdue,
	closed: m.problems_state_closed
};
export const stateName = (state: ProblemState): string => STATES[state]();

const PLAIN = {
	'no-person': m.problems_fault_no_person,
	'no-reason': m.problems_fault_no_reason,
	'no-files': m.problems_fault_no_files,
	'no-examiner': m.problems_fault_no_examiner,
	'no-finding': m.problems_fault_no_finding,
	'is-closed': m.problems_fault_is_closed,
	'not-closed': m.problems_fault_not_closed,
	'no-due': m.problems_fault_no_due,
	'nothing-to-waive': m.problems_fault_nothing_to_waive,
	'not-money': m.problems_fault_not_money,
	'no-evidence': m.problems_fault_no_evidence,
	'no-recheck': m.problems_fault_no_recheck
};

/** Why a step is refused or a closing waits: what, and what to do. */
export function faultText(fault: ProblemFault): string {
	switch (fault.id) {
		case 'bad-day':
			return m.problems_fault_bad_day({ day: fault.day || m.not_given() });
		case 'before-found':
			return m.problems_fault_before_found(fault);
		case 'in-future':
			return m.problems_fault_in_future(fault);
		case 'over-due':
			return m.problems_fault_over_due({ amount: money(fault.amount), due: money(fault.due), paid: money(fault.paid), over: money(fault.over) });
		case 'below-paid':
			return m.problems_fault_below_paid({ amount: money(fault.amount), paid: money(fault.paid) });
		case 'refund-open':
			return m.problems_fault_refund_open({ rest: money(fault.rest) });
		case 'recheck-failed':
			return m.problems_fault_recheck_failed(fault);
		default:
			return PLAIN[fault.id]();
	}
}

/** A step as the history tells it. */
export function stepText(step: ProblemStep | null): string {
	switch (step?.kind) {
		case undefined:
			return m.entry_struck();
		case 'make':
			return m.problems_did_make();
		case 'assign':
			return m.problems_did_assign(step);
		case 'due':
			return m.problems_did_due({ amount: money(step.amount), reason: step.reason });
		case 'pay':
			return m.problems_did_pay({ day: step.day, amount: money(step.amount) });
		case 'unpay':
			return m.problems_did_unpay(step);
		case 'waive':
			return m.problems_did_waive(step);
		case 'evidence':
			return m.problems_did_evidence({ names: step.files.map(({ name }) => name).join(comma()) });
		case 'recheck':
			return m.problems_did_recheck({ by: step.recheck.by, result: recheckName(step.recheck.passed), text: step.recheck.text });
		case 'close':
			return m.problems_did_close(step);
		case 'reopen':
			return m.problems_did_reopen(step);
	}
}
export const recheckName = (passed: boolean): string => (passed ? m.problems_passed() : m.problems_failed());

/** What is wrong with a returned list: where, what, and what was expected. */
export function selfFaultText(fault: SelfFault): string {
	switch (fault.id) {
		case 'unreadable':
			return m.problems_self_unreadable();
		case 'no-heading':
			return m.problems_self_no_heading();
		case 'total-absent':
			return m.problems_self_total_absent();
		case 'total-twice':
			return m.problems_self_total_twice();
		case 'no-column':
			return m.problems_self_no_column(fault);
		case 'other-list':
			return fault.institution
				? m.problems_self_other_institution({ ...fault, list: fault.list || m.not_given() })
				: m.problems_self_other_list({ ...fault, list: fault.list || m.not_given() });
		case 'row-unknown':
			return m.problems_self_row_unknown({ row: fault.row, value: fault.value || m.not_given() });
		case 'row-changed':
			return m.problems_self_row_changed({ row: fault.row });
		case 'said-unknown':
			return m.problems_self_said_unknown({ row: fault.row, value: fault.value || m.not_given() });
		case 'admitted-not-money':
			return m.problems_self_not_money({ row: fault.row, value: fault.value });
		case 'row-twice':
			return m.problems_self_row_twice(fault);
		case 'rows-absent':
			return m.problems_self_rows_absent({ n: count(fault.count), first: fault.first.join(comma()) });
		case 'amount-changed':
			return m.problems_self_amount_changed({ row: fault.row, value: fault.value || m.not_given(), amount: money(fault.amount) });
		case 'admitted-over':
			return m.problems_self_over({ row: fault.row, admitted: money(fault.admitted), amount: money(fault.amount) });
		case 'admitted-not-all':
			return m.problems_self_not_all({ row: fault.row, admitted: money(fault.admitted), amount: money(fault.amount) });
		case 'admitted-not-part':
			return m.problems_self_not_part(fault);
		case 'admitted-absent':
			return m.problems_self_absent(fault);
		case 'denied-with-amount':
			return m.problems_self_denied(fault);
		case 'total-not-money':
			return m.problems_self_total_not_money({ row: fault.row, value: fault.value || m.not_given() });
		case 'total-differs':
			return m.problems_self_total_differs({
				row: fault.row,
				stated: money(fault.stated),
				sum: money(fault.sum),
				gap: money(Math.abs(fault.stated - fault.sum))
			});
	}
}

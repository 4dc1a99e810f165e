import type { Day, Problem, ProblemFault, ProblemStep } from '../../protocol/problems-list.ts';

/** 分 refunded so far. */
export const paidOf = ({ payments }: Problem): number => payments.reduce((sum, { amount }) => sum + amount, 0);
/** 分 still to be refunded; null while the refund due is open. */
export const restOf = (problem: Problem): number | null =>
	problem.due === null ? null : problem.due - paidOf(problem) - (problem.waived?.amount ?? 0);

/** What a closing (销号) waits for: the refund complete or waived, evidence of mending, and a re-check that passed as the last one. */
export function wantsOf(problem: Problem): ProblemFault[] {
	const rest = restOf(problem);
	const last = problem.rechecks.at(-1);
	return [
		...(rest === null ? [{ id: 'no-due' } as const] : rest > 0 ? [{ id: 'refund-open', rest } as const] : []),
		...(problem.evidence.length === 0 ? [{ id: 'no-evidence' } as const] : []),
		...(last === undefined ? [{ id: 'no-recheck' } as const] : last.passed ? [] : [{ id: 'recheck-failed', day: last.day } as const])
	];
}

/** The problem after a step, or why the step is refused: then nothing changes. */
export type Taken = { readonly faults: readonly ProblemFault[] } | { readonly faults: null; readonly problem: Problem };

/**
 * Takes one step of a mending. Days lie between the making and today, amounts are whole 分 over 0, and refunds never exceed what is due.
 * @param id of a payment that the step may make
 */
export function take(problem: Problem, step: ProblemStep, today: Day, id: string): Taken {
	const faults = [...(problem.closed && step.kind !== 'reopen' ? [{ id: 'is-closed' } as const] : []), ...faultsOf(problem, step, today)];
	if (faults.length > 0) return { faults };
	return { faults: null, problem: { ...changed(problem, step, today, id), last: step } };
}

function changed(problem: Problem, step: ProblemStep, today: Day, id: string): Problem {
	switch (step.kind) {
		case 'make':
			return problem;
		case 'assign':
			return { ...problem, person: step.person.trim(), deadline: step.deadline };
		case 'due':
			// What was waived was the rest of another sum: it is to be said anew.
			return { ...problem, due: step.amount, waived: null };
		case 'pay':
			return { ...problem, payments: [...problem.payments, { id, day: step.day, amount: step.amount, note: step.note.trim() }] };
		case 'unpay':
			return { ...problem, payments: problem.payments.filter((payment) => payment.id !== step.payment), waived: null };
		case 'waive':
			return { ...problem, waived: { amount: restOf(problem)!, reason: step.reason.trim() } };
		case 'evidence':
			return { ...problem, evidence: [...problem.evidence, ...step.files.map((file) => ({ file, day: today, note: step.note.trim() }))] };
		case 'recheck':
			return { ...problem, rechecks: [...problem.rechecks, step.recheck] };
		case 'close':
			return { ...problem, closed: { day: step.day, note: step.note.trim() } };
		case 'reopen':
			return { ...problem, closed: null };
	}
}

function faultsOf(problem: Problem, step: ProblemStep, today: Day): ProblemFault[] {
	const happened = (day: Day): ProblemFault[] => dayFaults(day, problem.found, today);
	switch (step.kind) {
		case 'make':
			return [];
		case 'assign':
			return [...wanted('no-person', step.person), ...dayFaults(step.deadline, problem.found, null)];
		case 'due':
			return [...dueFaults(problem, step.amount), ...wanted('no-reason', step.reason)];
		case 'pay':
			return [...happened(step.day), ...payFaults(problem, step.amount)];
		case 'unpay':
			return wanted('no-reason', step.reason);
		case 'waive':
			return [...wanted('no-reason', step.reason), ...waiveFaults(problem)];
		case 'evidence':
			return step.files.length === 0 ? [{ id: 'no-files' }] : [];
		case 'recheck':
			return [...happened(step.recheck.day), ...wanted('no-examiner', step.recheck.by), ...wanted('no-finding', step.recheck.text)];
		case 'close':
			return [...happened(step.day), ...wantsOf(problem)];
		case 'reopen':
			return [...(problem.closed ? [] : [{ id: 'not-closed' } as const]), ...wanted('no-reason', step.reason)];
	}
}

const wanted = (id: 'no-person' | 'no-reason' | 'no-examiner' | 'no-finding', text: string): ProblemFault[] => (text.trim() === '' ? [{ id }] : []);

/** @param latest null where the day may lie ahead */
export function dayFaults(day: Day, found: Day, latest: Day | null): ProblemFault[] {
	if (!isDay(day)) return [{ id: 'bad-day', day }];
	if (day < found) return [{ id: 'before-found', day, found }];
	return latest !== null && day > latest ? [{ id: 'in-future', day, today: latest }] : [];
}
/** A day of the calendar: 2026-02-30 is none. */
export const isDay = (day: string): boolean => {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
};

const isMoney = (amount: number): boolean => Number.isSafeInteger(amount) && amount > 0;

function payFaults(problem: Problem, amount: number): ProblemFault[] {
	if (!isMoney(amount)) return [{ id: 'not-money' }];
	const rest = restOf(problem);
	if (rest === null) return [{ id: 'no-due' }];
	return amount > rest ? [{ id: 'over-due', amount, due: problem.due!, paid: paidOf(problem), over: amount - rest }] : [];
}

/** A due of 0 is a decision too: nothing has to be refunded. */
function dueFaults(problem: Problem, amount: number): ProblemFault[] {
	if (amount !== 0 && !isMoney(amount)) return [{ id: 'not-money' }];
	const paid = paidOf(problem);
	return amount < paid ? [{ id: 'below-paid', amount, paid }] : [];
}

function waiveFaults(problem: Problem): ProblemFault[] {
	const rest = restOf(problem);
	return rest === null ? [{ id: 'no-due' }] : rest === 0 ? [{ id: 'nothing-to-waive' }] : [];
}

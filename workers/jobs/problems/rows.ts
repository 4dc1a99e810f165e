import type { Day, EarlierProblem, Institution, Problem, ProblemRow } from '../../protocol/problems-list.ts';
import { paidOf, restOf, wantsOf } from './steps.ts';

/** Days before a deadline from which on it stands out: a working week. A choice of ours, no document sets it. */
export const SOON_DAYS = 7;

/** The same institution: by code where both say one, else by name. */
export const sameInstitution = (a: Institution, b: Institution): boolean =>
	a.code !== '' && b.code !== '' ? a.code === b.code : a.name !== '' && a.name === b.name;

interface Entry {
	readonly id: string;
	readonly value: Problem;
}

/** Rows of all problems in the order of their making. */
export function rowsOf(entries: readonly Entry[], today: Day): ProblemRow[] {
	return entries.map(({ id, value: problem }) => {
		const daysLeft = daysBetween(today, problem.deadline);
		return {
			id,
			problem,
			daysLeft,
			state: problem.closed ? 'closed' : daysLeft < 0 ? 'overdue' : daysLeft <= SOON_DAYS ? 'soon' : 'open',
			paid: paidOf(problem),
			rest: restOf(problem),
			wants: problem.closed ? [] : wantsOf(problem),
			earlier: earlierOf(entries, id, problem)
		};
	});
}

/** 屡查屡犯: problems of the same institution with the same violation or rule that were closed by the day on which this one was found. */
function earlierOf(entries: readonly Entry[], id: string, problem: Problem): EarlierProblem[] {
	return entries.flatMap(({ id: other, value: earlier }): EarlierProblem[] => {
		if (other === id || !earlier.closed || earlier.closed.day > problem.found || !sameInstitution(earlier.institution, problem.institution))
			return [];
		const rules = earlier.rules.filter((rule) => problem.rules.includes(rule));
		if (earlier.violation !== problem.violation && rules.length === 0) return [];
		const { number, found, closed, violation } = earlier;
		return [{ id: other, number, violation, found, closed: closed.day, rules, after: problem.to > closed.day }];
	});
}

const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

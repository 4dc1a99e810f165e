import type { Day, Problem, ProblemFault, ProblemProposal } from '../../protocol/problems-list.ts';
import type { NewProblem } from './register.ts';
import { dayFaults, isDay } from './steps.ts';

/** Who mends it, until when, and when it was found. */
export interface Start {
	readonly person: string;
	readonly deadline: Day;
	readonly found: Day;
}

/** What a problem cannot begin with. */
export function startFaults({ person, found, deadline }: Start, today: Day): ProblemFault[] {
	const dated: ProblemFault[] = !isDay(found) ? [{ id: 'bad-day', day: found }] : found > today ? [{ id: 'in-future', day: found, today }] : [];
	return [...(person.trim() === '' ? [{ id: 'no-person' } as const] : []), ...dated, ...(dated.length === 0 ? dayFaults(deadline, found, null) : [])];
}

/** A problem before anything was done about it. @param due 分; null where it has to be settled by a person first */
export function newProblem(
	summary: Omit<ProblemProposal, 'claimedBefore'>,
	given: Start & Pick<Problem, 'batch' | 'batchName' | 'source' | 'due'>
): NewProblem {
	const { batch, batchName, source, due, person, found, deadline } = given;
	return {
		...{ ...summary, batch, batchName, source, due, found, deadline, person: person.trim() },
		...{ payments: [], waived: null, evidence: [], rechecks: [], closed: null, last: { kind: 'make' } }
	};
}

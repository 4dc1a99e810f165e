import type { Row } from '../engine/row.ts';
import { normalized } from './memo.ts';

type WithInstitution = Row<'visit'> | Row<'earlierVisit'>;

/** Field that says the institution of a visit: its code, else its name; null where neither is filled. */
export const institutionField = (row: WithInstitution): 'fixmedins_code' | 'fixmedins_name' | null =>
	row.text('fixmedins_code') !== '' ? 'fixmedins_code' : row.text('fixmedins_name') !== '' ? 'fixmedins_name' : null;

/** Whether two visits were at two institutions; not where one of them does not say its own. */
export function atAnotherInstitution(a: WithInstitution, b: WithInstitution): boolean {
	const [own, other] = [institutionKey(a), institutionKey(b)];
	return own !== '' && other !== '' && own !== other;
}

/** Comparable name of the institution of a visit, or ''. */
export function institutionKey(row: WithInstitution): string {
	const field = institutionField(row);
	return field === null ? '' : normalized(row.text(field));
}

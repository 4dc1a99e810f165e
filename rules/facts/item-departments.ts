import type { Row } from '../engine/row.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { normalized } from './memo.ts';

/** Department of a fee line as the first of the words that its name contains (康复 in 康复医学科二病区), else itself; absent where the line names none. */
export function departmentIn(t: Trace, row: Row<'fee'>, field: 'acord_dept_name' | 'bilg_dept_name', words: readonly string[]): Traced<string> {
	const cell = t.text(row, field);
	if (cell.value === null) return cell;
	const name = normalized(cell.value);
	const word = words.find((candidate) => name.includes(normalized(candidate)));
	return t.derived<string>(cell.label, 'text', word ?? cell.value, cell.sources);
}

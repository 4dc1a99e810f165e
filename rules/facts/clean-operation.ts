import { dayOf } from '../domain/units.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { operationDay } from './operation-days.ts';
import { operationsIn } from './operations.ts';

/** Ways to write the clean incision (Ⅰ类, 0类). The digit 1 is the one or the other by the edition of the first page, and clean in both. */
const CLEAN = ['0', '1', 'Ⅰ', 'I', 'Ⅰ类', 'I类', '0类', 'Ⅰ类切口', 'I类切口', '0类切口', '一类', '一类切口', '清洁', '清洁切口'] as const;

/** The last operation of a stay whose operations are all clean. */
export interface CleanOperation {
	/** Day on which it began. */
	readonly day: Traced<number>;
	/** Day on which it ended; its day where no end is known. */
	readonly lastDay: number;
}

/**
 * The last operation, where all operations that name an incision are clean (Ⅰ类切口), as conditions; null where one is not.
 * @throws Undetermined where no operation names its incision or the last one has no day
 */
export function lastCleanOperation(t: Trace, stay: Stay<'operation'>): CleanOperation | null {
	const operations = (stay as Stay).fact(operationsIn);
	const cut = operations.filter(({ row }) => row.text('incision_type') !== '');
	if (cut.length === 0)
		throw new Undetermined({ kind: operations[0]?.row.hasField('incision_type') ? 'value' : 'field', what: 'operation.incision_type' });
	const clean = t.constant<readonly string[]>({ zh: 'Ⅰ类（清洁）切口', en: 'Clean incision' }, 'text', CLEAN);
	if (!cut.every(({ row }) => t.in('clean', t.text(row, 'incision_type'), clean))) return null;
	const [last] = [...operations].sort((a, b) => (b.day ?? Infinity) - (a.day ?? Infinity));
	const day = operationDay(t, last!.row);
	return { day, lastDay: Math.max(t.known(day), last!.end === null ? t.known(day) : dayOf(last!.end)) };
}

import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { validOperations } from './dip-group.ts';

/** Main procedure of a stay (主要手术): the one marked so, else the only one; null where that is not told. */
export function mainOperation(stay: Stay): Row<'operation'> | null {
	const valid = validOperations(stay);
	const marked = valid.filter((row) => YES.includes(row.text('main_oprn_flag').trim()));
	if (marked.length === 1) return marked[0]!;
	return marked.length === 0 && valid.length === 1 ? valid[0]! : null;
}
const YES: readonly string[] = ['1', '是', 'Y', 'y'];

/** The category or range of categories (K00-K93) that holds a diagnosis, or undefined. A dagger pair stands by its first code. */
export function rangeOf(diagnosis: string, ranges: readonly string[]): string | undefined {
	const category = diagnosis.trim().toUpperCase().slice(0, 3);
	return ranges.find((range) => {
		const [from, to = from] = range.split('-') as [string, string?];
		return from <= category && category <= to;
	});
}

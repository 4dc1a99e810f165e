import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { atAnotherInstitution } from './institutions.ts';
import { stayBefore, visitRow, type Neighbour } from './neighbours.ts';

/** Days after a discharge within which a stay goes on with the one before. */
const NEXT_DAY = 1;
const TRANSFERRED = /^(0?[23]|医嘱转)/;

/**
 * The stay of the person that this one goes on with (同一次住院): it ended on the day of this one's begin or the day before, and was left by transfer, or
 * was in the same institution (a stay settled in parts), or is named as the visit before the referral. Null where this stay stands for itself.
 */
export function goesOnWith(stay: Stay): Neighbour | null {
	const visit = visitRow(stay);
	const begin = visit?.time('begntime');
	if (!visit || !begin) return null;
	const first = dayOf(begin.seconds);
	const before = stayBefore(stay, first);
	if (!before || before.lastDay === null || first - before.lastDay > NEXT_DAY) return null;
	const row = before.row as Row<'visit'>;
	const goesOn = TRANSFERRED.test(row.text('dscg_way')) || visit.text('refl_old_mdtrt_id') !== '' || !atAnotherInstitution(visit, before.row);
	return goesOn ? before : null;
}

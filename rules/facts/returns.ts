import type { Shard } from '../domain/shard.ts';
import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import { NO_DAY } from './columns.ts';
import { goesOnWith } from './continuation.ts';
import { institutionKey } from './institutions.ts';
import { visitRow } from './neighbours.ts';
import { newbornSources } from './person.ts';
import { plannedCourse } from './planned-courses.ts';
import type { Measured } from './shares.ts';
import { isInpatient } from './stay-days.ts';
import { visitColumns } from './visit-columns.ts';

/** Days after a discharge within which a return counts (31天内非计划再入院): the indicator's own name, so no parameter. */
export const RETURN_DAYS = 31;
const PLANNED = /^(0?2|有|是)/;
const LEFT_AWAY = /^(0?[235]|医嘱转|死亡)/;

/** The stay of the person by which an earlier one was followed without a plan, in the same institution within 31 days; null where there is none. */
export function unplannedReturn(stay: Stay): Row<'visit'> | null {
	const visit = visitRow(stay);
	const end = visit?.time('endtime');
	if (!visit || !end || PLANNED.test(visit.text('days_rinp_flag_31')) || LEFT_AWAY.test(visit.text('dscg_way'))) return null;
	if ((newbornSources(visit) ?? []).length > 0 || plannedCourse(stay).found.length > 0) return null;
	const last = dayOf(end.seconds);
	for (const other of stay.visitsOfPerson) {
		const row = other === stay ? null : visitRow(other);
		const begin = row?.time('begntime');
		if (!row || !begin || !isInpatient(row.text('med_type')) || row.text('med_type').startsWith('28')) continue;
		const gap = dayOf(begin.seconds) - last;
		if (gap <= 0 || gap > RETURN_DAYS || institutionKey(row) !== institutionKey(visit)) continue;
		if (plannedCourse(other).found.length === 0 && goesOnWith(other) === null) return row;
	}
	return null;
}

/** By visit, whether the stay was followed by an unplanned return: 1 stay each. Only stays of persons with several are looked at one by one. */
export function returnMeasure(shard: Shard, context: RunContext): (visit: number) => Measured | null {
	const { inpatient, firstDay, lastDay } = visitColumns(shard, context);
	const book = bookOf(shard, context.batch);
	const soonBack = (visit: number): boolean => {
		const person = book.personOf(visit);
		for (let other = shard.personStart[person]!; other < shard.personStart[person + 1]!; other++) {
			const gap = firstDay[other]! - lastDay[visit]!;
			if (inpatient[other] === 1 && firstDay[other] !== NO_DAY && gap > 0 && gap <= RETURN_DAYS) return true;
		}
		return false;
	};
	return (visit) => ({ base: 1, part: soonBack(visit) && unplannedReturn(book.stay(visit)) ? 1 : 0, unknown: 0 });
}

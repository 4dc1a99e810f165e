import { dayOf, PRECISION, SECONDS_PER_HOUR, type CivilSeconds, type CivilTime } from '../domain/units.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { Neighbour } from './neighbours.ts';
import type { StaySpan } from './stay-days.ts';

/** How long two stays of a person lie on each other: in days, or in hours of the day that they share. */
export interface Overlap {
	readonly unit: 'days' | 'hours';
	readonly length: number;
}

/**
 * Days that a stay shares with another one beyond a common boundary day, else at least so many hours of that day; null where they do not overlap.
 * @throws Undetermined where neither has ended
 */
export function overlapOf(t: Trace, stay: Stay, span: StaySpan, other: Neighbour, leastHours: Traced<number>): Overlap | null {
	if (other.firstDay === null) return null;
	if (span.lastDay === null && other.lastDay === null) throw new Undetermined({ kind: 'value', what: 'visit.endtime' });
	if (other.lastDay === span.firstDay) return hoursOf(t, stay, other, leastHours);
	const [own, theirs] = [stay.visit, other.row as typeof stay.visit];
	if (!t.lt('begins-before-discharge', t.dayOf(own, 'begntime'), t.dayOf(theirs, 'endtime'))) return null;
	if (span.lastDay !== null && !t.gt('ends-after-admission', t.dayOf(own, 'endtime'), t.dayOf(theirs, 'begntime'))) return null;
	return { unit: 'days', length: Math.max(1, Math.min(other.lastDay!, span.lastDay ?? other.lastDay!) - span.firstDay) };
}

/** Hours are compared only where both times are known to the minute. */
function hoursOf(t: Trace, stay: Stay, { row }: Neighbour, leastHours: Traced<number>): Overlap | null {
	const [begin, end] = [stay.visit.time('begntime')!, row.time('endtime')];
	const exact = end && begin.precision === PRECISION.minute && end.precision === PRECISION.minute;
	if (!exact || dayOf(begin.seconds) !== dayOf(end.seconds)) return null;
	const least = t.known(leastHours);
	const limit: CivilTime = { seconds: (end.seconds - least * SECONDS_PER_HOUR) as CivilSeconds, precision: PRECISION.minute };
	const before = t.derived({ zh: `前次出院前 ${least} 小时`, en: `${least} hours before the other discharge` }, 'time', limit, [
		{ row, field: 'endtime' }
	]);
	return t.lt('begins-hours-before', t.instant(stay.visit, 'begntime'), before)
		? { unit: 'hours', length: Math.floor((end.seconds - begin.seconds) / SECONDS_PER_HOUR) }
		: null;
}

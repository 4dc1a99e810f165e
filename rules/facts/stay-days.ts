import type { Missing } from '../domain/finding.ts';
import { dayOf, type CivilTime } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Source } from '../engine/traced.ts';
import { defineFact, type Stay } from '../engine/stay.ts';

/** Visit kinds (`med_type`) that are stays in a bed (FIELDS.md E). Local extensions begin with the national code. */
const INPATIENT = ['21', '28', '52'];
const OUTPATIENT = ['11', '12', '13', '14', '41'];

/** Whether a visit is a stay (住院): by `med_type`, or by a begin and an end on different days where the kind is not given. */
export const isInpatient = (medType: string): boolean => INPATIENT.some((code) => medType.startsWith(code));
export const isOutpatient = (medType: string): boolean => OUTPATIENT.some((code) => medType.startsWith(code));

export interface StaySpan {
	readonly begin: CivilTime;
	/** Null while the stay is open (在院). */
	readonly end: CivilTime | null;
	readonly firstDay: number;
	readonly lastDay: number | null;
	readonly sources: readonly Source[];
}

/** First and last moment of a visit. */
export const staySpan = defineFact<StaySpan | null>('stay-span', (stay: Stay) => {
	const { visit } = stay;
	const begin = visit.time('begntime');
	if (!begin) return null;
	const end = visit.time('endtime');
	const sources = ['begntime', ...(end ? ['endtime'] : [])].map((field) => ({ row: visit, field }));
	return { begin, end, firstDay: dayOf(begin.seconds), lastDay: end ? dayOf(end.seconds) : null, sources };
});

/** Days of a stay: 计入不计出, a same-day stay is 1 (DESIGN.md "A rule"). Null with the missing field where it cannot be known. */
export function daysOfStay(span: StaySpan | null): { days: number | null; missing: Missing | null } {
	if (!span) return { days: null, missing: { kind: 'value', what: 'visit.begntime' } };
	if (span.lastDay === null) return { days: null, missing: { kind: 'value', what: 'visit.endtime' } };
	return { days: Math.max(1, span.lastDay - span.firstDay), missing: null };
}

/** Whether a charge is dated inside the stay by calendar days; a charge or a stay without dates is taken as inside. */
export function insideStay(charge: Charge, span: StaySpan | null): boolean {
	const time = charge.row.time('fee_ocur_time');
	if (!time || !span) return true;
	const day = dayOf(time.seconds);
	return span.firstDay <= day && (span.lastDay === null || day <= span.lastDay);
}

import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import type { VisitKindLimit } from '../knowledge/pack.ts';
import { recordedVisit } from './person-items.ts';
import { isInpatient, isOutpatient } from './stay-days.ts';

/** Emergency visits (急诊) among the outpatient kinds of `med_type`. */
const EMERGENCY = '13';
/** Visit kinds by their first two digits, as a card shows them (FIELDS.md E). */
const CODES = {
	inpatient: ['21', '28', '52'],
	outpatient: ['11', '12', '13', '14', '41'],
	'emergency-or-inpatient': ['13', '21', '28', '52']
} as const;

/** Codes of the visit kinds that a limit permits. */
export const permittedKinds = (kind: VisitKindLimit['kind']): readonly string[] => CODES[kind];

/** The two digits of `med_type` that say the kind; null for kinds that are neither, such as a bed at home (家庭病床). */
export function visitKind(visit: Row<'visit'>): string | null {
	const type = visit.text('med_type').trim();
	return isInpatient(type) || isOutpatient(type) ? type.slice(0, 2) : null;
}

/** Stays in a bed of the same person that begin on the days of an emergency visit or on the day after: observation that became a stay (急诊留观转住院). */
export function admissionAfter(stay: Stay<'visit'>): readonly Source[] {
	const day = (visit: Row<'visit'>, field: 'begntime' | 'endtime'): number | null => {
		const time = visit.time(field);
		return time ? dayOf(time.seconds) : null;
	};
	const from = day(stay.visit, 'begntime');
	if (from === null || !stay.visit.text('med_type').startsWith(EMERGENCY)) return [];
	const until = (day(stay.visit, 'endtime') ?? from) + 1;
	return stay.visitsOfPerson
		.filter((other) => other.index !== stay.index && recordedVisit(other) !== null && isInpatient(other.visit.text('med_type')))
		.filter((other) => {
			const begin = day(other.visit, 'begntime');
			return begin !== null && from <= begin && begin <= until;
		})
		.map((other) => ({ row: other.visit, field: 'begntime' }));
}

import type { RunContext } from '../engine/rule.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { KnowledgeTableId, PointOf } from '../knowledge/pack.ts';
import { limitedCharges, type LimitedCharge } from './limited-charges.ts';

type Visit = Stay<'visit' | 'fee'>;

/** The visit's own record, or null where fee lines name a visit that no file describes. */
export function recordedVisit(stay: Stay<'visit'>): Row<'visit'> | null {
	const source = stay.book.shard.tables.visit;
	return source !== undefined && source.rowStart[stay.index]! < source.rowStart[stay.index + 1]! ? stay.visit : null;
}

/** Other visits of the person to the same institution; none where no file describes this one. */
export function otherVisitsHere(stay: Visit): readonly Visit[] {
	const here = recordedVisit(stay)?.text('fixmedins_code');
	if (here === undefined) return [];
	return stay.visitsOfPerson.filter((other) => other.index !== stay.index && recordedVisit(other)?.text('fixmedins_code') === here);
}

/** Charges of the item of a point in other visits. */
export function chargesIn<T extends KnowledgeTableId>(
	visits: readonly Visit[],
	context: RunContext,
	point: PointOf<T> & { readonly table: T },
	day: number | null
): LimitedCharge<PointOf<T>>[] {
	return visits.flatMap((visit) =>
		limitedCharges(visit, context, point.table as T, day)
			.filter((group) => group.point === point)
			.flatMap((group) => group.items)
	);
}

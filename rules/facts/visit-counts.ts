import type { Shard } from '../domain/shard.ts';
import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import type { Stay } from '../engine/stay.ts';
import { codesOf, NO_DAY, perText } from './columns.ts';
import { visitRow } from './neighbours.ts';
import { visitColumns } from './visit-columns.ts';

/** A visit that counts, with its day. */
export interface Counted {
	readonly stay: Stay;
	readonly row: Row<'visit'>;
	readonly day: number;
}

/** Visits of one person that a rule counts, in the order of their begin, and those of which kind or day are not known. */
export interface CountedVisits {
	readonly counted: readonly Counted[];
	readonly unclear: readonly Stay[];
}

/**
 * Visits of the person whose kind passes a test and that `counts` says yes to.
 * @param isKind asked for `med_type`, which is known
 * @param counts asked for visits of that kind only
 */
export function countedVisits(stay: Stay, isKind: (medType: string) => boolean, counts: (stay: Stay) => boolean): CountedVisits {
	const counted: Counted[] = [];
	const unclear: Stay[] = [];
	for (const other of stay.visitsOfPerson) {
		const row = visitRow(other);
		const type = row?.text('med_type') ?? '';
		if (!row || (type !== '' && !isKind(type))) continue;
		const begin = row.time('begntime');
		if (type === '' || !begin) unclear.push(other);
		else if (counts(other)) counted.push({ stay: other, row, day: dayOf(begin.seconds) });
	}
	return { counted, unclear };
}

/** Those among the counted that lie within `days` days up to one of them, itself the last. */
export function upTo<V extends { readonly day: number }>(counted: readonly V[], at: number, days: number): V[] {
	const { day } = counted[at]!;
	return counted.slice(0, at + 1).filter((one) => day - one.day < days);
}

/**
 * The counted that lie within `days` days up to one of them, where they are too many and the next of them no longer has too many before it: a run of days
 * is told once, by its last visit. Null elsewhere.
 */
export function endOfRun<V extends { readonly day: number }>(
	counted: readonly V[],
	at: number,
	days: number,
	tooMany: (window: readonly V[]) => boolean
): V[] | null {
	const own = upTo(counted, at, days);
	if (!tooMany(own)) return null;
	return at + 1 < counted.length && tooMany(upTo(counted, at + 1, days)) ? null : own;
}

/** What a prefilter knows of the kind of a visit. */
const UNKNOWN = 2;

/**
 * Visits that could be the last of too many, by columns: of a kind or of no known kind, with more than the least of the limits `most` of such visits of the person within the
 * days up to them; and those without kind or day, of persons who have more than `most` in all.
 */
export function visitsOverCount(
	isKind: (medType: string) => boolean,
	rule: string,
	names: { readonly most: readonly string[]; readonly days: string }
): (shard: Shard, context: RunContext) => number[] {
	const kindOf = perText('visit', 'med_type', (text) => (text === '' ? UNKNOWN : isKind(text) ? 1 : 0));
	return (shard, context) => {
		const [{ recorded, firstDay }, types, kinds] = [visitColumns(shard, context), codesOf(shard.tables.visit, 'med_type'), kindOf(context.batch)];
		const kind = (visit: number): number => (recorded[visit] === 0 ? 0 : types ? kinds[types[shard.tables.visit!.rowStart[visit]!]!]! : UNKNOWN);
		const param = (name: string, visit: number): number => context.parameters.get(rule, name, serviceDay(shard, visit))?.value ?? 0;
		const found: number[] = [];
		for (let person = 0; person < shard.personCount; person++) {
			const visits: number[] = [];
			for (let visit = shard.personStart[person]!; visit < shard.personStart[person + 1]!; visit++) if (kind(visit) !== 0) visits.push(visit);
			if (visits.length < 2) continue;
			for (const visit of visits) {
				const [most, days] = [Math.min(...names.most.map((name) => param(name, visit))), param(names.days, visit)];
				if (visits.length <= most) continue;
				const [day, unclear] = [firstDay[visit]!, kind(visit) === UNKNOWN || firstDay[visit] === NO_DAY];
				const near = (other: number): boolean => firstDay[other]! <= day && day - firstDay[other]! < days;
				if (unclear || visits.filter(near).length > most) found.push(visit);
			}
		}
		return found;
	};
}

import type { Shard } from '../domain/shard.ts';
import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { normalizeName } from '../knowledge/names.ts';
import { codesOf, dayAt, hasRows, NO_DAY, perText, timesOf } from './columns.ts';
import { memo } from './memo.ts';
import { visitRow } from './neighbours.ts';
import { newbornSources, sexOf } from './person.ts';

/** What is one for a person however often one comes. */
export type Trait = 'gend' | 'brdy' | 'psn_name';
export const TRAITS: readonly Trait[] = ['gend', 'brdy', 'psn_name'];

const MASKED = /[*＊×?？]|某|xx/i;
const OF_A_MOTHER = /之[子女婴儿]|婴|新生儿/;
/** A name to compare by; '' where it is masked (张*, 张某) or that of a newborn (张三之子). */
const comparable = memo((name: string): string => (MASKED.test(name) || OF_A_MOTHER.test(name) ? '' : normalizeName(name)));

/** What a visit says of a trait, as text to compare; '' where it says nothing. */
export function traitOf(row: Row<'visit'>, trait: Trait): string {
	if (trait === 'gend') return sexOf(row.text('gend')) ?? '';
	if (trait === 'psn_name') return comparable(row.text('psn_name'));
	const birth = row.time('brdy');
	return birth ? String(dayOf(birth.seconds)) : '';
}

/** What most visits of the person say of a trait, where others say another thing; the first said where they are equal. Newborns are left out: they come under the mother's card. */
export interface Majority {
	readonly value: string;
	readonly sources: readonly Source[];
}
export function majorityOf(stay: Stay, trait: Trait): Majority | null {
	const said = new Map<string, Source[]>();
	for (const other of stay.visitsOfPerson) {
		const row = visitRow(other);
		const value = row ? traitOf(row, trait) : '';
		if (!row || value === '' || (newbornSources(row) ?? []).length > 0) continue;
		said.set(value, [...(said.get(value) ?? []), { row, field: trait }]);
	}
	if (said.size < 2) return null;
	const [value, sources] = [...said].reduce((most, one) => (one[1].length > most[1].length ? one : most));
	return { value, sources };
}

const sexes = perText('visit', 'gend', (text) => Number(sexOf(text) ?? 0));
const named = perText('visit', 'psn_name', (text) => (comparable(text) === '' ? 0 : 1));

/** Visits of persons of whom two visits say unlike things, or of whom one visit says nothing at all, by columns. */
export function visitsOfUnlikePersons(shard: Shard, { batch }: RunContext): number[] {
	const table = shard.tables.visit;
	const [sex, names, births] = [codesOf(table, 'gend'), codesOf(table, 'psn_name'), timesOf(table, 'brdy')];
	const [sexBy, namedBy] = [sexes(batch), named(batch)];
	const found: number[] = [];
	for (let person = 0; person < shard.personCount; person++) {
		const [from, to] = [shard.personStart[person]!, shard.personStart[person + 1]!];
		const seen = [new Set<number>(), new Set<number>(), new Set<number>()] as const;
		let silent = false;
		for (let visit = from; visit < to && to - from > 1; visit++) {
			if (!hasRows(table, visit)) continue;
			const row = table!.rowStart[visit]!;
			// Day 0 is a day too: 1970-01-01.
			const says = [(sex && sexBy[sex[row]!]) || NO_DAY, dayAt(births, row), names && namedBy[names[row]!] === 1 ? names[row]! : NO_DAY];
			says.forEach((value, i) => value !== NO_DAY && seen[i]!.add(value));
			silent ||= says.every((value) => value === NO_DAY);
		}
		if (silent || seen.some((values) => values.size > 1)) for (let visit = from; visit < to; visit++) found.push(visit);
	}
	return found;
}

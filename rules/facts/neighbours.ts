import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { isInpatient } from './stay-days.ts';

/** A visit of the same person, with its days; `stay` where its own records are in the batch. */
export interface Neighbour {
	readonly row: Row<'visit'> | Row<'earlierVisit'>;
	readonly stay: Stay | null;
	readonly id: string;
	/** Null where the file does not say. */
	readonly firstDay: number | null;
	readonly lastDay: number | null;
}

/** Record of a visit, or null where no file describes it or it is void (有效标志 0). */
export function visitRow(stay: Stay): Row<'visit'> | null {
	const { visit } = stay.book.shard.tables;
	if (!visit || visit.rowStart[stay.index] === visit.rowStart[stay.index + 1]) return null;
	return stay.visit.text('vali_flag') === '0' ? null : stay.visit;
}

const isStay = (row: Neighbour['row']): boolean => isInpatient(row.text('med_type'));

function neighbour(row: Neighbour['row'], stay: Stay | null, id: string): Neighbour {
	const [begin, end] = [row.time('begntime'), row.time('endtime')];
	return { row, stay, id, firstDay: begin && dayOf(begin.seconds), lastDay: end && dayOf(end.seconds) };
}

/** Other stays of the same person that have records of their own in the batch. */
export function otherStays(stay: Stay): Neighbour[] {
	return stay.visitsOfPerson.flatMap((other) => {
		const row = other.index === stay.index ? null : visitRow(other);
		return row && isStay(row) ? [neighbour(row, other, other.id)] : [];
	});
}

/** The stay that ended last before this one began, in the batch or told by the files of this one (既往就诊). */
export function stayBefore(stay: Stay, firstDay: number): Neighbour | null {
	const told =
		'earlierVisit' in stay.book.shard.tables
			? (stay.rows('earlierVisit') as readonly Row<'earlierVisit'>[]).filter((row) => row.text('vali_flag') !== '0' && isStay(row))
			: [];
	const all = [...otherStays(stay), ...told.map((row) => neighbour(row, null, row.text('mdtrt_id')))];
	const ended = all.filter((one) => one.lastDay !== null && one.lastDay <= firstDay && (one.firstDay === null || one.firstDay < firstDay));
	return ended.reduce<Neighbour | null>((latest, one) => (latest === null || one.lastDay! > latest.lastDay! ? one : latest), null);
}

/** Whether `a` is the later of two stays: by begin, then by end, then by its place. */
export function isLater(a: Stay, b: Stay): boolean {
	const key = (stay: Stay): readonly number[] => [stay.visit.time('begntime')?.seconds ?? 0, stay.visit.time('endtime')?.seconds ?? 0, stay.index];
	const [left, right] = [key(a), key(b)];
	const at = left.findIndex((value, i) => value !== right[i]);
	return at >= 0 && left[at]! > right[at]!;
}

import type { TableId, TextField, TimeField } from '../domain/tables/index.ts';
import { dayOf } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { charges } from './charges.ts';
import { namesOf } from './item-names.ts';
import { normalized } from './memo.ts';
import { mentions, type Asked } from './text/mentions.ts';

const PLACES = {
	operation: { fields: ['oprn_oprt_name'], time: 'oprn_oprt_date' },
	order: { fields: ['drord_cont', 'drord_detl_name'], time: 'drord_begn_time' },
	exam: { fields: ['item_name', 'exam_type'], time: 'exam_time' }
} as const;

/** What may stand beside an item: net charges that count, rows of some tables, and texts that speak of it in some way. */
export interface Beside {
	readonly tables: readonly (keyof typeof PLACES)[];
	readonly counts: (charge: Charge) => boolean;
	readonly status: NonNullable<Asked['status']>;
}
/** Rows that name what an item needs, and all that were looked through. */
export interface Companions {
	readonly found: readonly Row[];
	readonly searched: readonly Row[];
}
/** Whether a day (since 1970-01-01) is one on which to look; null is a row without a date. */
export type NearDay = (day: number | null) => boolean;

/** On the days of an item and so many around them, or in the whole visit where the point says so. A row without a date counts: nothing shows that it was on another day. */
export const nearDays =
	({ window }: PointOf<'companions'>, days: readonly number[], around: number): NearDay =>
	(day) =>
		window === 'visit' || day === null || days.some((one) => Math.abs(one - day) <= around);

/** What of a stay names one of some words near the days of an item, or tells of it in a text of any day: notes are written later than what they tell. */
export function companionsOf(stay: Stay, words: readonly string[], isNear: NearDay, { tables, counts, status }: Beside): Companions {
	const wanted = words.map(normalized);
	const lines = stay.fact(charges).net.flatMap((charge) => (counts(charge) ? [{ row: charge.row as Row, names: namesOf(charge.row) }] : []));
	const near = lines.filter(({ row }) => isNear(dayIn(row, 'fee_ocur_time')));
	const others = tables.filter((table) => table in stay.book.shard.tables).flatMap((table) => rowsOf(stay, table, isNear));
	const done = [...near, ...others];
	const told = mentions(stay, words, { status });
	const named = done.filter(({ names }) => names.some((name) => wanted.some((word) => name.includes(word))));
	return {
		found: [...new Set([...named.map(({ row }) => row), ...told.hits.map(({ text }) => text.row)])],
		searched: [...new Set([...done.map(({ row }) => row), ...told.searched])]
	};
}

/** What shows that a point's companions are missing: any of its words, or, where it needs all, the first that nothing names. */
export function missingOf(
	stay: Stay,
	{ needs, all }: PointOf<'companions'>,
	isNear: NearDay,
	beside: Beside
): Companions & { readonly words: readonly string[] } {
	const asked = (all ? needs.map((need) => [need]) : [needs]).map((words) => ({ words, ...companionsOf(stay, words, isNear, beside) }));
	return asked.find(({ found }) => found.length === 0) ?? asked[0]!;
}

function rowsOf(stay: Stay, table: keyof typeof PLACES, isNear: NearDay): { readonly row: Row; readonly names: readonly string[] }[] {
	const { fields, time } = PLACES[table];
	return (stay.rows(table) as readonly Row[])
		.filter((row) => isNear(dayIn(row, time)))
		.map((row) => ({ row, names: fields.map((field) => normalized(row.text(field as TextField<TableId>))) }));
}

function dayIn(row: Row, field: string): number | null {
	const time = row.time(field as TimeField<TableId>);
	return time === null ? null : dayOf(time.seconds);
}

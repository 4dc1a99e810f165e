import { dayOf } from '../domain/units.ts';
import type { TableId } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { groupBy } from './group.ts';
import { coreName } from './item-core.ts';
import { normalized } from './memo.ts';
import { operationsIn } from './operations.ts';

/** One session of an item (治疗次、检查次) as a table records it. */
export interface Session {
	readonly row: Row;
	/** The cell that says when it was, for the evidence. */
	readonly field: string;
	readonly day: number | null;
}

type SessionTable = 'device' | 'exam' | 'lab' | 'document' | 'nursing' | 'operation' | 'anesthesia';

/** Where a table names what was done, and when. */
const PLACES: Readonly<Record<Exclude<SessionTable, 'operation' | 'anesthesia'>, { names: readonly string[]; time: string; number?: string }>> = {
	device: { names: ['device', 'memo'], time: 'begin_time' },
	exam: { names: ['item_name', 'exam_type', 'finding', 'conclusion'], time: 'exam_time', number: 'rpt_no' },
	lab: { names: ['rpt_name', 'item_name'], time: 'rpt_time', number: 'rpt_no' },
	document: { names: ['doc_type', 'title', 'text'], time: 'rec_time' },
	nursing: { names: ['text'], time: 'rec_time' }
};
/** Copies of what was charged or ordered record no session. */
const NO_RECORD = /费用|清单|首页|医嘱单|知情|同意/;
const MIN_NAME = 2;

/**
 * Sessions of an item by one table: rows that name it, those of one report or one moment counted once, and a run of the device over midnight too. Operations and
 * anaesthesia of the stay are sessions whatever their name. Empty where the table is not loaded or names it nowhere.
 * @param names what the item is called; they are compared without brackets and words of form
 */
export function sessionsIn(stay: Stay, table: SessionTable, names: readonly string[]): Session[] {
	if (!(table in stay.book.shard.tables)) return [];
	if (table === 'operation') {
		const all = stay
			.fact(operationsIn)
			.map(({ row, begin, day }) => ({ row, field: begin === null ? 'oprn_oprt_date' : 'oprn_oprt_begntime', day, begin }));
		return firstOf(all, ({ begin, day }) => begin ?? `day ${day}`);
	}
	if (table === 'anesthesia') {
		const all = stay.rows('anesthesia').map((row) => sessionOf(row, 'anst_begin_time'));
		return firstOf(all, ({ row }) => row.time('anst_begin_time' as never)?.seconds ?? `row ${row.index}`);
	}
	return named(stay, table, names);
}

function named(stay: Stay, table: keyof typeof PLACES, names: readonly string[]): Session[] {
	const { names: fields, time, number } = PLACES[table];
	const wanted = [...new Set(names.map(coreName))].filter((name) => name.length >= MIN_NAME);
	const rows = (stay.rows(table as TableId) as readonly Row[]).filter((row) => {
		if (table === 'document' && NO_RECORD.test(row.text('doc_type' as never) + row.text('title' as never))) return false;
		return fields.some((field) => says(row.text(field as never), wanted));
	});
	const key = (row: Row): string | number => (number ? row.text(number as never) : '') || (row.time(time as never)?.seconds ?? `row ${row.index}`);
	const sessions = firstOf(
		rows.map((row) => sessionOf(row, time)),
		({ row }) => key(row)
	);
	return table === 'device' ? sessions.filter(({ row }) => !continues(row as Row<'device'>, rows as readonly Row<'device'>[])) : sessions;
}

/** Short texts are compared in their normalised form, long ones as they stand. */
const SHORT = 100;
const says = (text: string, wanted: readonly string[]): boolean => {
	const own = text.length <= SHORT ? normalized(text) : text.toLowerCase();
	return wanted.some((name) => own.includes(name));
};

/** A record that begins when another of the same device ended: one session split at midnight. */
function continues(row: Row<'device'>, rows: readonly Row<'device'>[]): boolean {
	const begin = row.time('begin_time');
	return (
		begin !== null &&
		rows.some((other) => other !== row && other.text('device') === row.text('device') && other.time('end_time')?.seconds === begin.seconds)
	);
}

function sessionOf(row: Row, field: string): Session {
	const time = row.time(field as never);
	return { row, field, day: time ? dayOf(time.seconds) : null };
}
const firstOf = <T extends Session>(all: readonly T[], key: (one: T) => string | number): T[] =>
	[...groupBy(all, key).values()].map((group) => group[0]!);

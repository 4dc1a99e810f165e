import { display } from '../domain/display.ts';
import type { Condition } from '../domain/finding.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { chargeDays, dailyQuantity, dayUnknown } from './charge-days.ts';
import type { CountedPart } from './excess.ts';
import { cellText, daysOfRow, TELLS } from './method-words.ts';
import { textsIn, type RecordText, type TextTable } from './text/documents.ts';
import { hitsIn, type Hit } from './text/mentions.ts';

export type RecordNeed = PointOf<'recordNeeds'>;
type RecordTable = RecordNeed['records'][number];

/** Cells that name what was done beside the texts of a table. */
const NAMING: Readonly<Record<RecordTable, readonly string[]>> = {
	device: ['device', 'memo'],
	nursing: [],
	document: ['doc_type', 'title'],
	exam: ['item_name', 'exam_type'],
	lab: ['item_name', 'rpt_name'],
	operation: ['oprn_oprt_name'],
	anesthesia: ['anst_way', 'memo'],
	order: ['drord_cont'],
	implant: ['name', 'oprn_oprt_name']
};
const TEXTS: readonly RecordTable[] = ['nursing', 'document', 'exam'];

/** Records (应有记录) that an item leaves, as a stay has them. */
export interface Recorded {
	/** All rows looked through: of the tables that the point names, without copies of charges and orders (费用清单、医嘱单). */
	readonly searched: readonly Row[];
	/** Where they tell of the item; what is denied or only planned does not. */
	readonly hits: readonly Hit[];
	/** Days that have any of these rows, and days on which one tells of the item. A row that runs over days (设备、医嘱) has them all. */
	readonly anyDays: ReadonlySet<number>;
	readonly toldDays: ReadonlySet<number>;
	/** Whether a row without a time tells of the item: on which day is not known. */
	readonly isUndated: boolean;
}

/**
 * What the tables named by a point tell of its item.
 * @throws Undetermined (document) where the stay has no row of any of these tables
 */
export function recordsOfNeed(stay: Stay, { records, words }: RecordNeed): Recorded {
	const texts = records.flatMap((table) => textsOfTable(stay, table));
	const searched = [...new Set(texts.map(({ row }) => row))];
	if (searched.length === 0) throw new Undetermined({ kind: 'document', what: records.join(',') });
	const hits = texts.flatMap((text) => hitsIn(text, words, { status: TELLS }));
	const told = [...new Set(hits.map(({ text }) => text.row))];
	return {
		searched,
		hits,
		anyDays: new Set(searched.flatMap(daysCovered)),
		toldDays: new Set(told.flatMap(daysCovered)),
		isUndated: told.some((row) => daysOfRow(row) === null)
	};
}

function textsOfTable(stay: Stay, table: RecordTable): RecordText[] {
	if (!(table in stay.book.shard.tables)) return [];
	const texts = TEXTS.includes(table) ? [...textsIn(stay, { tables: [table as TextTable] })] : [];
	// Of documents only those that prove something are asked for their titles.
	const rows = table === 'document' ? [...new Set(texts.map(({ row }) => row))] : (stay.rows(table) as readonly Row[]);
	return [...texts, ...rows.flatMap((row) => NAMING[table].flatMap((field) => cellText(row, field) ?? []))];
}

/** Longest run that is taken as written; beyond it a time is wrong. */
const MAX_RUN = 400;

function daysCovered(row: Row): number[] {
	const days = daysOfRow(row);
	if (days === null || days === 'stay' || days.last - days.first > MAX_RUN) return [];
	return Array.from({ length: days.last - days.first + 1 }, (_, i) => days.first + i);
}

/** A charge on each of its days. */
export interface DayPart extends CountedPart {
	readonly day: number;
}

/**
 * Charges by calendar day, spread evenly over their period.
 * @throws Undetermined where a line has no date, or several units on one day may belong to other days
 */
export function partsByDay(charges: readonly Charge[]): DayPart[] {
	return charges.flatMap((charge) => {
		const days = chargeDays(charge);
		if (!days) throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
		if (dayUnknown(charge, days)) throw new Undetermined({ kind: 'precision', what: 'fee.fee_end_time' });
		const length = days.last - days.first + 1;
		if (length > MAX_RUN) throw new Undetermined({ kind: 'value', what: 'fee.fee_end_time' });
		return Array.from({ length }, (_, i) => ({ charge, day: days.first + i, quantity: dailyQuantity(charge, days) }));
	});
}

/** Cells that date the charges of some parts. */
export const datesOf = (parts: readonly DayPart[]): Source[] =>
	[...new Set(parts.map(({ charge }) => charge))].map(({ row }) => ({ row, field: 'fee_ocur_time' }));

/** Parts of the latest days without a record, of as many days as are too many; a record of the evening before may be of the day. Joined by line. */
export function unrecordedParts(parts: readonly DayPart[], toldDays: ReadonlySet<number>, extra: number): CountedPart[] {
	const bare = parts.filter(({ day }) => !toldDays.has(day));
	const days = [...new Set(bare.map(({ day }) => day))].sort((a, b) => Number(toldDays.has(a - 1)) - Number(toldDays.has(b - 1)) || b - a);
	const wrong = new Set(days.slice(0, extra));
	const byCharge = new Map<Charge, number>();
	for (const { charge, day, quantity } of bare) if (wrong.has(day)) byCharge.set(charge, (byCharge.get(charge) ?? 0) + quantity);
	return [...byCharge].map(([charge, quantity]) => ({ charge, quantity }));
}

/** Cells by which a table tells of an item, and when. */
const WITNESS: Readonly<Record<RecordTable, readonly [string, string]>> = {
	device: ['device', 'begin_time'],
	nursing: ['text', 'rec_time'],
	document: ['text', 'rec_time'],
	exam: ['item_name', 'exam_time'],
	lab: ['item_name', 'rpt_time'],
	operation: ['oprn_oprt_name', 'oprn_oprt_date'],
	anesthesia: ['anst_way', 'anst_begin_time'],
	order: ['drord_cont', 'drord_begn_time'],
	implant: ['name', 'used_time']
};

/** A row that would be a record of the item on a day. */
export function recordRow(stay: Stay, { records, words }: RecordNeed, day: number): NonNullable<Condition['witness']> {
	const table = records[0]!;
	const [says, time] = WITNESS[table];
	const type: Record<string, string> = table === 'document' ? { doc_type: '病程记录' } : {};
	return { table, fields: { mdtrt_id: stay.id, ...type, [time]: `${display.day(day)} 08:00`, [says]: words[0]!.replaceAll('…', '') } };
}

import type { TableId } from '../domain/tables/index.ts';
import { dayOf } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { namesOf } from './item-names.ts';
import { memo } from './memo.ts';
import { plainName } from './reports.ts';
import { textsIn, type RecordText } from './text/documents.ts';
import { hitsIn, type Hit } from './text/mentions.ts';
import { Reading } from './text/reading.ts';
import type { Status } from './text/status.ts';

export type MethodWords = PointOf<'methodWords'>;

/** Days since 1970-01-01, both ends included. */
export interface Days {
	readonly first: number;
	readonly last: number;
}

/** When a row is of: from, to. A table that is not here has no time of its own: its rows are of the whole stay. */
const TIMES: Partial<Record<TableId, readonly [string, string]>> = {
	document: ['rec_time', 'rec_time'],
	nursing: ['rec_time', 'rec_time'],
	exam: ['exam_time', 'exam_time'],
	lab: ['sapl_time', 'rpt_time'],
	device: ['begin_time', 'end_time'],
	order: ['drord_begn_time', 'drord_stop_time'],
	operation: ['oprn_oprt_begntime', 'oprn_oprt_date'],
	anesthesia: ['anst_begin_time', 'anst_end_time'],
	implant: ['used_time', 'used_time']
};
/** Texts in which a method may be told beside the places of its point; laboratories tell theirs in their own rows only. */
const TEXTS = ['document', 'exam', 'nursing'] as const;

/** Days of a row; null where its times are empty, 'stay' where its table has none. */
export function daysOfRow(row: Row): Days | 'stay' | null {
	const fields = TIMES[row.table];
	if (!fields) return 'stay';
	const days = fields.flatMap((field) => row.time(field as never) ?? []).map(({ seconds }) => dayOf(seconds));
	return days.length === 0 ? null : { first: Math.min(...days), last: Math.max(...days) };
}

/** How surely a row belongs to some days: 0 not, 1 may be (it bears no time), 2 it does. */
function belongs(row: Row, days: Days): 0 | 1 | 2 {
	const own = daysOfRow(row);
	if (own === null) return 1;
	return own === 'stay' || (own.first <= days.last && days.first <= own.last) ? 2 : 0;
}

const FORM = /测定|检测|检查|定量|定性|试验/g;
const SPECIMEN = /^(血清|血浆|全血|尿液|脑脊液|血|尿)/;
/** What a test is of: 血清钾测定(干化学法) → 钾. */
const analyte = memo((name: string): string => plainName(name).replace(FORM, '').replace(SPECIMEN, ''));
/** Shortest name of a test that may be a part of another. */
const MIN_PART = 2;

function sameAnalyte(charge: Charge, row: Row): boolean {
	const own = analyte(row.text('item_name' as never));
	if (own === '') return false;
	return namesOf(charge.row)
		.map(analyte)
		.some((name) => name === own || (Math.min(name.length, own.length) >= MIN_PART && (name.includes(own) || own.includes(name))));
}

/** Texts and cells of a stay in which the method of a charge may be told, on its days. */
export interface Told {
	/** Cells of the point's own places. */
	readonly places: readonly RecordText[];
	/** These, and all texts of the days. */
	readonly all: readonly RecordText[];
}

/**
 * What the records of the days say that may tell how a charged item was done.
 * @param days of the charge and around it
 */
export function recordsOfMethod(stay: Stay, { places, family }: MethodWords, charge: Charge, days: Days): Told {
	const texts = textsIn(stay).filter(({ row }) => belongs(row, days) > 0);
	const told = places.flatMap((place) => {
		const [table, field] = place.split('.') as [TableId, string];
		if (!(table in stay.book.shard.tables)) return [];
		if ((TEXTS as readonly TableId[]).includes(table) && texts.some((text) => text.row.table === table && text.field === field))
			return texts.filter((text) => text.row.table === table && text.field === field);
		return cellsOfField(stay, table, field).filter(({ row }) => belongs(row, days) > 0 && (field === 'item_name' || isOfTest(charge, row)));
	});
	return { places: told, all: family === 'lab' ? told : [...new Set([...told, ...texts])] };
}

/** Rows of a laboratory are of one test each. */
const isOfTest = (charge: Charge, row: Row): boolean => row.table !== 'lab' || sameAnalyte(charge, row);

/** Short cells as texts; texts that prove nothing (费用清单) are none. */
function cellsOfField(stay: Stay, table: TableId, field: string): RecordText[] {
	if (field === 'text' || field === 'finding' || field === 'conclusion') return [];
	return (stay.rows(table) as readonly Row[]).flatMap((row) => cellText(row, field) ?? []);
}

/** A short cell read as a text is; null where it is empty. */
export function cellText(row: Row, field: string): RecordText | null {
	const text = row.text(field as never);
	return text === '' ? null : { row, field, kind: 'other', reading: new Reading(text), moment: { begin: null }, day: null };
}

/** A text that speaks so of a method may tell of it; what is denied or only planned does not. */
export const TELLS: readonly Status[] = ['affirmed', 'uncertain', 'past'];

/**
 * Where the records name what the item needs, and where its places affirm what speaks of another item. Both are looked for together, so that the longer word wins:
 * 血液透析 is not told where 血液透析滤过 stands. A place without a time tells nothing against a charge.
 */
export function toldOf(told: Told, { needs = [], against = [] }: MethodWords, days: Days): { needs: Hit[]; against: Hit[] } {
	const words = [...needs, ...against];
	const places = new Set(told.places);
	const found: { needs: Hit[]; against: Hit[] } = { needs: [], against: [] };
	for (const text of told.all) {
		for (const hit of hitsIn(text, words, { status: TELLS })) {
			if (needs.includes(hit.word)) found.needs.push(hit);
			else if (hit.status === 'affirmed' && places.has(text) && belongs(text.row, days) === 2) found.against.push(hit);
		}
	}
	return found;
}

/** Kinds of examinations by which a report is told to be of another. */
const MODALITIES: readonly RegExp[] = [
	/磁共振|mr/,
	/ct|计算机体层/,
	/超声|彩超|b超|多普勒/,
	/心电|心率变异/,
	/血压/,
	/数字化摄影|dr|cr|x线|摄片|平片/,
	/镜/,
	/病理|细胞|活检/
];
const modalityOf = memo((name: string): number => MODALITIES.findIndex((words) => words.test(name)));

/** Of documents, only these tell how an operation was done. */
const NOTES: readonly RecordText['kind'][] = ['operation', 'anaesthesia'];

/** Texts of the point's places that are reports of the charge: of the same kind of examination where both say one, of operations their notes. */
export function reportsOfCharge({ places }: Told, { family }: MethodWords, charge: Charge, days: Days, minLetters: number): RecordText[] {
	const own = namesOf(charge.row)
		.map(modalityOf)
		.find((modality) => modality >= 0);
	return places.filter(({ row, kind, reading }) => {
		if (belongs(row, days) < 2 || reading.text.trim().length < minLetters) return false;
		if (family === 'operation' && row.table === 'document' && !NOTES.includes(kind)) return false;
		if (own === undefined || row.table !== 'exam') return true;
		const names = ['item_name', 'exam_type'].map((field) => modalityOf(row.text(field as never).toLowerCase()));
		return names.includes(own);
	});
}

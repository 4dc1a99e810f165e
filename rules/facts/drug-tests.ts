import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { normalizeName } from '../knowledge/names.ts';
import type { LabTest, PointOf } from '../knowledge/pack.ts';
import { answersTest } from './lab-tests.ts';
import { memo } from './memo.ts';
import { recordedVisit } from './person-items.ts';
import { textsNeeded } from './text/documents.ts';
import { mentions, mentionsIn } from './text/mentions.ts';
import { Reading } from './text/reading.ts';

type DrugTest = PointOf<'drugTests'>;
type Record = Stay<'visit' | 'fee' | 'order' | 'document' | 'exam' | 'nursing' | 'lab' | 'earlierVisit'>;

/** A test told as done, lying back or not certain counts; denied or only planned it does not. */
const TOLD = { status: ['affirmed', 'past', 'uncertain'] } as const;

/** Cells beside documents that tell of a test: its report, its charge, its order. */
const NAMED = [
	{ table: 'lab', fields: ['item_name', 'rpt_name'] },
	{ table: 'exam', fields: ['item_name', 'exam_type', 'finding', 'conclusion'] },
	{ table: 'fee', fields: ['medins_list_name', 'hilist_name'] },
	{ table: 'order', fields: ['drord_cont', 'drord_detl_name'] }
] as const;

const reading = memo((text: string) => new Reading(text));

/**
 * That no record of the person tells of the test (检测) of a drug: no document, report, charge or order, in this visit or another of the batch, and no
 * summary of an earlier visit.
 * @throws Undetermined (document) where this visit has no text to read
 */
export function noTest(t: Trace, stay: Record, { tests, positive = [] }: DrugTest): boolean {
	textsNeeded(stay);
	const words = [...tests, ...positive];
	const visits = stay.visitsOfPerson.filter((visit) => visit.index === stay.index || recordedVisit(visit) !== null);
	const told = visits.map((visit) => mentions(visit, words, TOLD));
	const named = visits.flatMap((visit) => namedRows(visit as unknown as Stay));
	const earlier = stay.has('earlierVisit') ? stay.rows('earlierVisit').map((row) => ({ row: row as Row, text: row.text('memo') })) : [];
	const cells = [...named, ...earlier];
	const found = [
		...told.flatMap(({ hits }) => hits.map(({ text }) => text.row)),
		...cells.filter(({ text }) => text !== '' && mentionsIn(reading(text), words).some(({ status }) => status !== 'negated')).map(({ row }) => row)
	];
	const searched = new Set([...told.flatMap((hits) => hits.searched), ...cells.map(({ row }) => row)]);
	return t.absent('no-test', { zh: '用药前检测', en: 'Tests before the drug' }, [...new Set(found)], [...searched], {
		table: 'document',
		fields: { mdtrt_id: stay.id, doc_type: '病程记录', rec_time: '', text: `${tests[0]!.replaceAll('…', '')}。` }
	});
}

const namedRows = (stay: Stay): { row: Row; text: string }[] =>
	NAMED.filter(({ table }) => table in stay.book.shard.tables).flatMap(({ table, fields }) =>
		(stay.rows(table) as readonly Row[]).flatMap((row) => fields.map((field) => ({ row, text: row.text(field as never) })))
	);

/**
 * That no laboratory value of the visit allows a drug that is paid for below or above a value (人血白蛋白: 白蛋白低于30g/L).
 * @throws Undetermined where the visit has no laboratory values, or one of the test that cannot be compared
 */
export function noAllowingValue(t: Trace, stay: Record, labs: readonly LabTest[]): boolean {
	if (!stay.has('lab')) throw new Undetermined({ kind: 'table', what: 'lab' });
	const rows = stay.rows('lab');
	if (rows.length === 0) throw new Undetermined({ kind: 'value', what: 'lab.result' });
	const answers = rows.map((row) => ({ row, answer: labs.map((test) => (isOf(row, test) ? answersTest(row, test) : false)) }));
	const found = answers.filter(({ answer }) => answer.includes(true)).map(({ row }) => row);
	if (found.length === 0 && answers.some(({ answer }) => answer.includes(null))) throw new Undetermined({ kind: 'value', what: 'lab.result' });
	const { names, op, limit = 0, unit = '' } = labs[0]!;
	const result = (limit + (op === 'lt' ? -1 : op === 'gt' ? 1 : 0)) / QUANTITY_SCALE;
	return t.absent('no-allowing-value', { zh: '符合限定的检验结果', en: 'Values that allow the drug' }, found, rows, {
		table: 'lab',
		fields: { mdtrt_id: stay.id, item_name: names[0]!, result: String(result), unit, abnormal: '1' }
	});
}

const ABBREVIATION = /\([^()]*\)|[a-z0-9*★▲.-]/g;
const BEFORE = /^血清|测定$/g;
/** The test itself and no other whose name contains it: 前白蛋白 and 尿微量白蛋白 are not 白蛋白. */
const isOf = (row: Row<'lab'>, { names }: LabTest): boolean => names.map(bareName).includes(bareName(row.text('item_name')));
const bareName = memo((text: string): string => {
	const whole = normalizeName(text);
	return whole.replace(ABBREVIATION, '').replace(BEFORE, '') || whole;
});

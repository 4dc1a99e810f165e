import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { diagnosesAmong, diagnosesOf } from './diagnoses.ts';
import { coreName } from './item-core.ts';
import { answersTest } from './lab-tests.ts';
import { memo } from './memo.ts';
import { textsNeeded } from './text/documents.ts';
import { mentions } from './text/mentions.ts';

type Record = Stay<'visit' | 'fee' | 'diagnosis' | 'document' | 'exam' | 'nursing' | 'lab'>;

/** What makes a test or an examination needed (指征): diagnoses by the beginnings of their codes (ICD-10), and words of diseases and signs. */
export interface TestReasons {
	readonly icd?: readonly string[];
	readonly words?: readonly string[];
}

/** A reason may be a suspicion, a disease to be told apart, or history; what is denied, of the family or only advised for later is none. */
const COUNTS = ['affirmed', 'uncertain', 'past', 'differential'] as const;

/** Words of the matrix that reports leave out before the name of what was measured. */
const MATRIX = /^(血清|血浆|全血)/;
const MEASURED = /(测定|检测)$/;
const POSITIVE = /阳性|^\s*\+|\(\+/;

const analyteOf = memo((name: string): string => coreName(name).replace(MATRIX, '').replace(MEASURED, ''));
/** What reports may call a test: cores of its names, 血清胱抑素(Cystatin C)测定 → 胱抑素, 镁测定 → 镁. */
export const analytesOf = (names: readonly string[]): string[] => [...new Set(names.map(analyteOf))].filter((name) => name !== '');

/** Whether a result is of one of the analytes: by a part of its name; one of a single sign (钾) by the whole of it. */
function isOf(row: Row<'lab'>, analytes: readonly string[]): boolean {
	const own = analyteOf(row.text('item_name'));
	return analytes.some((name) => (name.length === 1 ? own === name : own.includes(name)));
}
const isPositive = (row: Row<'lab'>): boolean =>
	answersTest(row, { names: [row.text('item_name')], op: 'abnormal' }) === true || POSITIVE.test(row.text('result').normalize('NFKC'));

/**
 * That nothing of the record gives a reason for a test, as conditions: no diagnosis, no abnormal result of the test itself, no word in documents.
 * @param names of the tests that the reason is asked for
 * @throws Undetermined where the visit tells no diagnosis, or words are asked for and there is no document to read
 */
export function withoutReason(t: Trace, stay: Record, names: readonly string[], { icd = [], words = [] }: TestReasons): boolean {
	if (!noDiagnosis(t, stay, icd, words)) return false;
	if (stay.has('lab') && !noAbnormalResult(t, stay, analytesOf(names))) return false;
	return words.length === 0 || noWord(t, stay, words);
}

function noDiagnosis(t: Trace, stay: Record, icd: readonly string[], words: readonly string[]): boolean {
	if (icd.length + words.length === 0) return true;
	const own = diagnosesOf(stay);
	if (own.length === 0)
		throw new Undetermined(stay.has('diagnosis') ? { kind: 'value', what: 'diagnosis.diag_code' } : { kind: 'table', what: 'diagnosis' });
	const rows = (list: typeof own): Row[] => [...new Set(list.map(({ row }) => row))];
	const fields = { mdtrt_id: stay.id, diag_code: icd[0] ?? '', diag_name: words[0] ?? '' };
	const label = { zh: '可作指征的诊断', en: 'Diagnoses that give a reason' };
	return t.absent('no-diagnosis', label, rows(diagnosesAmong(own, icd, words)), rows(own), { table: 'diagnosis', fields });
}

function noAbnormalResult(t: Trace, stay: Record, names: readonly string[]): boolean {
	const rows = stay.rows('lab');
	if (names.length === 0) return true;
	const found = rows.filter((row) => isOf(row, names) && isPositive(row));
	const fields = { mdtrt_id: stay.id, item_name: names[0]!, result: '阳性', abnormal: 'H' };
	return t.absent('no-abnormal-result', { zh: '该检验的异常结果', en: 'Abnormal results of the test' }, found, rows, { table: 'lab', fields });
}

function noWord(t: Trace, stay: Record, words: readonly string[]): boolean {
	textsNeeded(stay);
	const { hits, searched } = mentions(stay, words, { status: COUNTS });
	const rows = [...new Set(hits.map(({ text }) => text.row))];
	return t.absent('no-words', { zh: '文书中的指征', en: 'Reasons in documents' }, rows, searched, {
		table: 'document',
		fields: { mdtrt_id: stay.id, doc_type: '病程记录', rec_time: '', text: `${words[0]!.replaceAll('…', '')}。` }
	});
}

/** Texts that name the reason as a plan or an advice: for `t.clear`. Null without documents. */
export const plannedReason = (stay: Record, { words = [] }: TestReasons): readonly Source[] | null =>
	mentions(stay, words, { status: 'planned' }).sources;

/** Counter-evidence that rules about needless tests look for. */
export const REASON_CLEARS = {
	planned: { zh: '文书以计划或建议提到指征', en: 'Documents name the reason as a plan or an advice' },
	result: { zh: '检验结果异常', en: 'An abnormal result' }
} as const;
/** Says both: of results only whether they were there to be looked at. */
export function clearReasons(t: Trace, stay: Record, point: TestReasons): void {
	t.clear('planned', plannedReason(stay, point));
	t.clear('result', stay.has('lab') ? [] : null);
}

import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { diagnosesAmong, diagnosesOf, earlierDiagnoses } from './diagnoses.ts';
import { answersTest } from './lab-tests.ts';
import { memo, normalized } from './memo.ts';
import { textsNeeded } from './text/documents.ts';
import { mentions } from './text/mentions.ts';

type Indication = PointOf<'indications'>;
type Record = Stay<'visit' | 'fee' | 'diagnosis' | 'document' | 'exam' | 'nursing' | 'lab' | 'operation' | 'earlierVisit'>;

/** What may be read of the record beside codes: history counts, since a chronic disease stands there; what is denied, planned or of the family does not. */
const COUNTS = { status: ['affirmed', 'past', 'uncertain'] } as const;

/** Parameters that the rules of indications share. */
export const INDICATION_PARAMS = {
	lookbackDays: {
		default: 365,
		unit: 'day',
		title: { zh: '既往诊断回溯天数', en: 'Days back for former diagnoses' },
		why: '慢性病的合格诊断常见于此前的就诊；未查到统一期限（未核实）'
	},
	acceptWithoutText: {
		default: 0,
		unit: 'count',
		title: { zh: '无文书时仍判断（1 为是）', en: 'Judge without documents (1: yes)' },
		why: '没有病历文书时，不以“未见记载”定疑点；地方可设为 1，只凭诊断判断'
	}
} as const;

/**
 * That nothing of the record supports the item's indication, as conditions: no diagnosis now or before, no word in documents, no laboratory value, no
 * operation or examination, no age. 无法判断 where the point names nothing to look for, the visit tells no diagnosis, or there is no document to read.
 */
export function withoutIndication(t: Trace<typeof INDICATION_PARAMS>, stay: Record, point: Indication): boolean {
	const { icd = [], words = [], labs = [], procedures = [] } = point;
	if (icd.length + words.length + labs.length + procedures.length === 0) throw new Undetermined({ kind: 'knowledge', what: 'indications' });
	if (!noDiagnosis(t, stay, point)) return false;
	if (labs.length > 0 && !noLab(t, stay, point)) return false;
	if (procedures.length > 0 && !noProcedure(t, stay, procedures)) return false;
	if ((point.ageMinDays ?? point.ageMaxDays) !== undefined && !outsideAgeOf(t, stay.visit, point)) return false;
	return words.length === 0 || noWord(t, stay, point);
}

function noDiagnosis(t: Trace<typeof INDICATION_PARAMS>, stay: Record, { icd = [], words = [] }: Indication): boolean {
	const own = diagnosesOf(stay);
	if (own.length === 0)
		throw new Undetermined(stay.has('diagnosis') ? { kind: 'value', what: 'diagnosis.diag_code' } : { kind: 'table', what: 'diagnosis' });
	const all = [...own, ...earlierDiagnoses(stay, t.known(t.param('lookbackDays')))];
	const fields = { mdtrt_id: stay.id, diag_code: icd[0] ?? '', diag_name: words[0] ?? '' };
	const rows = (list: typeof all): Row[] => [...new Set(list.map(({ row }) => row))];
	const label = { zh: '合格诊断（本次及既往）', en: 'Qualifying diagnoses, now and before' };
	if (icd.length + words.length === 0) return true;
	return t.absent('no-diagnosis', label, rows(diagnosesAmong(all, icd, words)), rows(all), { table: 'diagnosis', fields });
}

function noWord(t: Trace<typeof INDICATION_PARAMS>, stay: Record, { words = [], notWords = [] }: Indication): boolean {
	if (t.known(t.param('acceptWithoutText')) === 1 && mentions(stay, words).sources === null) return true;
	textsNeeded(stay);
	// A longer word that does not count (非小细胞肺癌 for 小细胞肺癌) wins over the one that it contains.
	const { hits, searched } = mentions(stay, [...words, ...notWords], COUNTS);
	const rows = [...new Set(hits.filter(({ word }) => words.includes(word)).map(({ text }) => text.row))];
	return t.absent('no-words', { zh: '文书中的适应症', en: 'Indication in documents' }, rows, searched, {
		table: 'document',
		fields: { mdtrt_id: stay.id, doc_type: '病程记录', rec_time: '', text: `${words[0]!.replaceAll('…', '')}。` }
	});
}

function noLab(t: Trace, stay: Record, { labs = [] }: Indication): boolean {
	if (!stay.has('lab')) throw new Undetermined({ kind: 'table', what: 'lab' });
	const rows = stay.rows('lab');
	const found = rows.filter((row) => labs.some((test) => answersTest(row, test) === true));
	const unclear = rows.some((row) => labs.some((test) => answersTest(row, test) === null));
	if (found.length === 0 && unclear) throw new Undetermined({ kind: 'value', what: 'lab.result' });
	const { names, op, limit = 0, unit = '' } = labs[0]!;
	const result = (limit + (op === 'lt' ? -1 : op === 'gt' ? 1 : 0)) / QUANTITY_SCALE;
	return t.absent('no-lab-value', { zh: '达标的检验结果', en: 'Qualifying laboratory values' }, found, rows, {
		table: 'lab',
		fields: { mdtrt_id: stay.id, item_name: names[0]!, result: String(result), unit, abnormal: '1' }
	});
}

const isNamedBy = memo((words: string) => {
	const names = words.split('\n').map(normalized);
	return (text: string): boolean => text !== '' && names.some((name) => normalized(text).includes(name));
});

function noProcedure(t: Trace, stay: Record, procedures: readonly string[]): boolean {
	const named = isNamedBy(procedures.join('\n'));
	const operations = stay.has('operation') ? stay.rows('operation') : [];
	const exams = stay.has('exam') ? stay.rows('exam') : [];
	const fees = stay.rows('fee');
	const found: Row[] = [
		...operations.filter((row) => named(row.text('oprn_oprt_name'))),
		...exams.filter((row) => named(row.text('item_name'))),
		...fees.filter((row) => named(row.text('medins_list_name')) || named(row.text('hilist_name')))
	];
	const label = { zh: '相应的手术、操作或检查', en: 'Operations or examinations that qualify' };
	return t.absent('no-procedure', label, found, [...operations, ...exams, ...fees], {
		table: 'operation',
		fields: { mdtrt_id: stay.id, oprn_oprt_name: procedures[0]! }
	});
}

function outsideAgeOf(t: Trace, visit: Row<'visit'>, point: Indication): boolean {
	const [birth, begin] = [t.dayOf(visit, 'brdy'), t.dayOf(visit, 'begntime')];
	const label = { zh: '合格年龄的首日与末日', en: 'First and last day of the qualifying age' };
	const span: readonly [number, number] = [t.known(birth) + (point.ageMinDays ?? 0), t.known(birth) + (point.ageMaxDays ?? 60_000)];
	const permitted: Traced<readonly [number, number]> = t.derived(label, 'day', span, birth.sources);
	return t.outside('outside-age', begin, permitted);
}

/** Cells of the record that speak of the indication as a suspicion or a plan: for `t.clear`. Null without documents. */
export const plannedIndication = (stay: Record, { words = [] }: Indication): readonly Source[] | null =>
	mentions(stay, words, { status: ['planned', 'differential'] }).sources;

/** What the point names as its indication, in words: diseases, else beginnings of codes. */
export const qualifying = ({ words = [], icd = [] }: Indication): string => (words.length > 0 ? words : icd).slice(0, 4).join('、');

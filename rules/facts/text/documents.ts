import { dayOf } from '../../domain/units.ts';
import { defineFact, type Stay } from '../../engine/stay.ts';
import type { Row } from '../../engine/row.ts';
import { memo } from '../memo.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { Reading } from './reading.ts';
import type { Moment } from './status.ts';

/** Kinds of texts (文书类型) of a record. */
export type DocumentKind =
	| 'admission'
	| 'course'
	| 'operation'
	| 'anaesthesia'
	| 'discharge'
	| 'report'
	| 'pathology'
	| 'nursing'
	| 'clinic'
	| 'consent'
	| 'earlier'
	| 'frontPage'
	| 'feeList'
	| 'orders'
	| 'other';

/** Words of types and titles, the first that fits; from general knowledge of how hospitals name their documents. */
const KINDS: readonly (readonly [DocumentKind, RegExp])[] = [
	['earlier', /既往住院|历次住院|外院病历/],
	['frontPage', /首页/],
	['feeList', /费用|清单|结算/],
	['consent', /知情|同意书|告知|授权|委托|承诺|自费/],
	['orders', /医嘱单|医嘱记录|临时医嘱|长期医嘱/],
	['pathology', /病理|细胞学|免疫组化/],
	['anaesthesia', /麻醉/],
	['nursing', /护理|体温单|监护记录|交接|转运/],
	['operation', /手术记录|操作记录|手术经过|治疗记录|透析记录|介入/],
	['discharge', /出院|转出|小结|死亡记录|离院/],
	['course', /病程|查房|会诊|讨论|转入|转科|抢救|阶段|术前|术后|交班|接班|值班/],
	['admission', /入院|入科|住院病历|大病历/],
	['clinic', /门诊|急诊|留观/],
	['report', /报告|检查|影像|超声|内镜|心电|胃镜|肠镜|检验|检测|放射|彩超|造影/]
];
export const kindOfDocument = memo((name: string): DocumentKind => KINDS.find(([, words]) => words.test(name))?.[0] ?? 'other');

/**
 * Texts that prove nothing about what was done: the first page, the list of charges and the order sheet copy what was charged or coded; a
 * consent tells what might happen.
 */
export const NO_PROOF: readonly DocumentKind[] = ['frontPage', 'feeList', 'orders', 'consent'];

/** One stored text of a record with its reading. */
export interface RecordText {
	readonly row: Row;
	readonly field: string;
	readonly kind: DocumentKind;
	readonly reading: Reading;
	readonly moment: Moment;
	/** Day it was written or reported (days since 1970-01-01), null where no time is given. */
	readonly day: number | null;
}

/** Texts by table: fields, the time they were written, what tells their kind. */
const PLACES = [
	{ table: 'document', fields: ['text'], time: 'rec_time', names: ['doc_type', 'title'], kind: null },
	{ table: 'exam', fields: ['finding', 'conclusion'], time: 'exam_time', names: ['exam_type', 'item_name'], kind: 'report' },
	{ table: 'nursing', fields: ['text'], time: 'rec_time', names: [], kind: 'nursing' }
] as const;
export type TextTable = (typeof PLACES)[number]['table'];

/** All texts of a stay: documents, findings and conclusions of examinations, nursing notes. Read when asked for, once a stay. */
export const recordTexts = defineFact<readonly RecordText[]>('recordTexts', (stay) => {
	const begin = beginOf(stay);
	return PLACES.flatMap((place) => {
		if (!(place.table in stay.book.shard.tables)) return [];
		return (stay.rows(place.table) as readonly Row[]).flatMap((row) => textsOf(row, place, begin));
	});
});

function textsOf(row: Row, { fields, time, names, kind }: (typeof PLACES)[number], begin: number | null): RecordText[] {
	const own = kindOfDocument(names.map((name) => row.text(name as never)).join(' '));
	const is = kind === null || own === 'pathology' ? own : kind;
	const at = row.time(time as never);
	return fields.flatMap((field): RecordText[] => {
		const text = row.text(field as never);
		if (text === '') return [];
		return [{ row, field, kind: is, reading: new Reading(text), moment: { begin, earlier: is === 'earlier' }, day: at ? dayOf(at.seconds) : null }];
	});
}

/** First day of the visit; null where no file describes it. */
function beginOf(stay: Stay): number | null {
	try {
		const begin = stay.visit.time('begntime');
		return begin ? dayOf(begin.seconds) : null;
	} catch (error) {
		if (!(error instanceof Undetermined)) throw error;
		return null;
	}
}

/** Which texts to look in. Without `kinds`: all but those that prove nothing (`NO_PROOF`). */
export interface Where {
	readonly tables?: readonly TextTable[];
	readonly kinds?: readonly DocumentKind[];
	/** Folded names of headings (手术经过, 术中所见): only in sections of these names. */
	readonly sections?: readonly string[];
}

/** Texts of a stay to look in; empty where there are none. */
export function textsIn(stay: Stay, { tables, kinds }: Where = {}): readonly RecordText[] {
	return stay
		.fact(recordTexts)
		.filter(
			({ row, kind }) => (!tables || (tables as readonly string[]).includes(row.table)) && (kinds ? kinds.includes(kind) : !NO_PROOF.includes(kind))
		);
}

/**
 * The same, for rules that conclude from what is not written: a stay without any such text says nothing.
 * @throws Undetermined (document) where there is none
 */
export function textsNeeded(stay: Stay, where: Where = {}): readonly RecordText[] {
	const texts = textsIn(stay, where);
	if (texts.length === 0) throw new Undetermined({ kind: 'document', what: (where.kinds ?? where.tables ?? ['document']).join(',') });
	return texts;
}

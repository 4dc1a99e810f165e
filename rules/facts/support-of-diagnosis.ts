import type { Condition } from '../domain/finding.ts';
import type { TableId, TextField } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import { normalizeName } from '../knowledge/names.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { charges } from './charges.ts';
import { namesOf } from './item-names.ts';
import { answersTest } from './lab-tests.ts';
import { normalized } from './memo.ts';
import { textsNeeded } from './text/documents.ts';
import { mentions } from './text/mentions.ts';

/** Kinds of support of a diagnosis (诊断依据): 检验, 用药, 诊疗项目, 文书. */
export type SupportKind = 'labs' | 'drugs' | 'items' | 'words';
type Point = PointOf<'diagnosisSupport'>;
type Witness = NonNullable<Condition['witness']>;

export interface DiagnosisSupport {
	/** Kinds that the point names, with the rows of each that support the diagnosis. */
	readonly kinds: readonly { readonly kind: SupportKind; readonly rows: readonly Row[] }[];
	/** Kinds that were found. */
	readonly found: number;
	readonly searched: readonly Row[];
}

const KINDS: readonly SupportKind[] = ['labs', 'drugs', 'items', 'words'];

/**
 * What the record shows of a diagnosis by the kinds that knowledge names. A name copied into a list of diagnoses proves nothing. 无法判断 where too little
 * was found and a kind could not be looked for: its table is not there, or a value cannot be compared.
 */
export function supportOfDiagnosis(stay: Stay, point: Point): DiagnosisSupport {
	let unknown: Undetermined | null = null;
	const searched = new Set<Row>();
	const kinds = KINDS.filter((kind) => (point[kind]?.length ?? 0) > 0).map((kind) => {
		try {
			const { rows, looked } = LOOK[kind](stay, point);
			for (const row of looked) searched.add(row);
			return { kind, rows };
		} catch (error) {
			if (!(error instanceof Undetermined)) throw error;
			unknown ??= error;
			return { kind, rows: [] };
		}
	});
	const found = kinds.filter(({ rows }) => rows.length > 0).length;
	if (unknown && found < point.least) throw unknown;
	return { kinds, found, searched: [...searched] };
}

/** A row that would be support of a kind. */
export function witnessOf(stay: Stay, point: Point, kind: SupportKind): Witness {
	const mdtrt_id = stay.id;
	if (kind === 'words') return { table: 'document', fields: { mdtrt_id, doc_type: '病程记录', text: `${point.words![0]!}。` } };
	if (kind !== 'labs') {
		const name = point[kind]![0]!;
		return { table: 'fee', fields: { mdtrt_id, feedetl_sn: 'W1', medins_list_name: name, cnt: '1', pric: '1', det_item_fee_sumamt: '1' } };
	}
	const { names, op, limit = 0, unit = '' } = point.labs![0]!;
	const result = String(limit / QUANTITY_SCALE + (op === 'lt' || op === 'le' ? -1 : 1));
	return { table: 'lab', fields: { mdtrt_id, rpt_time: '2026-01-01', item_name: names[0]!, result, unit, abnormal: 'H' } };
}

interface Looked {
	readonly rows: readonly Row[];
	readonly looked: readonly Row[];
}
const LOOK: Readonly<Record<SupportKind, (stay: Stay, point: Point) => Looked>> = {
	labs(stay, { labs = [] }) {
		const looked = stay.rows('lab') as readonly Row<'lab'>[];
		const answers = looked.map((row) => labs.map((test) => answersTest(row, test)));
		const rows = looked.filter((_, at) => answers[at]!.includes(true));
		if (rows.length === 0 && answers.flat().includes(null)) throw new Undetermined({ kind: 'value', what: 'lab.result' });
		return { rows, looked };
	},
	drugs: (stay, { drugs = [] }) => together(stay, drugs, [['order', ['drord_detl_name', 'drord_cont']]]),
	items: (stay, { items = [] }) => together(stay, items, [['device', ['device']]]),
	words(stay, { words = [] }) {
		textsNeeded(stay);
		const { hits, searched } = mentions(stay, words, { status: 'affirmed' });
		return { rows: [...new Set(hits.filter(({ section }) => !section.includes('诊断')).map(({ source }) => source.row))], looked: searched };
	}
};

/** Net charges and rows of further tables, where they are loaded, that name one of the words. */
function together(stay: Stay, words: readonly string[], places: readonly (readonly [TableId, readonly string[]])[]): Looked {
	const wanted = words.map(normalizeName);
	const names = (texts: readonly string[]): boolean => texts.some((text) => wanted.some((word) => text.includes(word)));
	const lines = stay.fact(charges).net.map(({ row }) => row);
	const others = places
		.filter(([table]) => table in stay.book.shard.tables)
		.flatMap(([table, fields]) => stay.rows(table).map((row) => ({ row, fields })));
	const told = others.filter(({ row, fields }) => names(fields.map((field) => normalized(row.text(field as TextField<TableId>)))));
	return {
		rows: [...lines.filter((row) => names(namesOf(row))), ...told.map(({ row }) => row)],
		looked: [...lines, ...others.map(({ row }) => row)]
	};
}

import type { TableId, TextField } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import { normalizeName } from '../knowledge/names.ts';
import { namesOf } from './item-names.ts';
import type { ChargeKind } from './charge-kind.ts';
import { coreName, namedIn } from './item-core.ts';

interface Orders {
	readonly rows: readonly Row<'order'>[];
	readonly numbers: ReadonlySet<string>;
	/** Codes of ordered items. */
	readonly codes: ReadonlySet<string>;
	/** Normalised text of all orders, and the names that they list. */
	readonly text: string;
	readonly names: readonly string[];
}

/** Orders of a stay as they can be compared with its charges. */
export const orders = defineFact<Orders>('orders', (stay: Stay) => {
	const rows = stay.rows('order') as readonly Row<'order'>[];
	const texts = rows.flatMap((row) => [row.text('drord_cont'), row.text('drord_detl_name')]).filter((text) => text !== '');
	return {
		rows,
		numbers: new Set(rows.map((row) => row.text('drord_no')).filter((no) => no !== '')),
		codes: new Set(rows.map((row) => row.text('drord_detl_code')).filter((code) => code !== '')),
		text: texts.map(normalizeName).join('\n'),
		names: [...new Set(texts.flatMap(namedIn))]
	};
});

/** Numbers on a fee line: several may stand in one cell (T04/T05). */
export const orderNumbers = (row: Row<'fee'>): string[] =>
	row
		.text('rx_drord_no')
		.split(/[\s/,;、，；|]+/)
		.filter((no) => no !== '');

/** Herbs (饮片) are ordered as a decoction, seldom one by one. */
const DECOCTION = /中药|汤剂|饮片|煎服|水煎|协定方/;

/** Whether an order of the stay names the item: by number, by code, or by name in either direction. */
export function isOrdered(row: Row<'fee'>, kind: ChargeKind, { numbers, codes, text, names }: Orders): boolean {
	if (orderNumbers(row).some((no) => numbers.has(no))) return true;
	if (codes.has(row.text('medins_list_codg')) || codes.has(row.text('hilist_code'))) return true;
	if (kind === 'herb' && DECOCTION.test(text)) return true;
	return namesOf(row).some((name) => text.includes(coreName(name)) || names.some((ordered) => name.includes(ordered)));
}

/** Tables whose records support a charge of a kind: fields of names, read in either direction, and fields of text. */
const RECORDS: readonly { table: TableId; kinds: readonly ChargeKind[]; names: readonly string[]; texts: readonly string[] }[] = [
	{ table: 'anesthesiaDrug', kinds: ['drug'], names: ['name'], texts: [] },
	{ table: 'lab', kinds: ['lab'], names: ['rpt_name', 'item_name'], texts: [] },
	{ table: 'exam', kinds: ['exam', 'treatment', 'lab'], names: ['item_name', 'exam_part', 'exam_type'], texts: [] },
	{ table: 'operation', kinds: ['treatment', 'exam'], names: ['oprn_oprt_name'], texts: [] },
	{ table: 'device', kinds: ['treatment', 'exam'], names: ['device'], texts: ['memo'] },
	{ table: 'implant', kinds: ['treatment'], names: ['name'], texts: [] },
	{ table: 'nursing', kinds: ['drug', 'herb', 'lab', 'exam', 'treatment'], names: [], texts: ['text'] },
	{ table: 'document', kinds: ['drug', 'herb', 'lab', 'exam', 'treatment'], names: [], texts: ['text'] }
];

/** One record as it is searched: its normalised texts, and the names that its name fields list. */
interface Searchable {
	readonly row: Row;
	readonly texts: readonly string[];
	readonly names: readonly string[];
}

/** Made once a stay, and only where a line finds no order: documents are long. */
const searchables = defineFact<ReadonlyMap<TableId, readonly Searchable[]>>('searchable-records', (stay: Stay) => {
	const made = new Map<TableId, Searchable[]>();
	for (const { table, names, texts } of RECORDS) {
		if (!(table in stay.book.shard.tables)) continue;
		const cells = (row: Row, fields: readonly string[]): string[] =>
			fields.map((field) => row.text(field as TextField<TableId>)).filter((text) => text !== '');
		made.set(
			table,
			stay.rows(table).map((row) => ({ row, texts: cells(row, [...names, ...texts]).map(normalizeName), names: cells(row, names).flatMap(namedIn) }))
		);
	}
	return made;
});

/** Records of the stay that mention the item, those looked through, and whether any table of the kind was loaded. */
export function recordsOfItem(stay: Stay, row: Row<'fee'>, kind: ChargeKind): { found: Row[]; searched: Row[]; loaded: boolean } {
	const own = namesOf(row);
	const cores = own.map(coreName);
	const tables = stay.fact(searchables);
	const places = RECORDS.filter(({ table, kinds }) => kinds.includes(kind) && tables.has(table));
	const records = places.flatMap(({ table }) => tables.get(table)!);
	const mentions = ({ texts, names }: Searchable): boolean =>
		cores.some((core) => texts.some((text) => text.includes(core))) || names.some((name) => own.some((item) => item.includes(name)));
	return { found: records.filter(mentions).map((record) => record.row), searched: records.map((record) => record.row), loaded: places.length > 0 };
}

import type { TableId, TextField } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { charges } from './charges.ts';
import { namesOf } from './item-names.ts';
import { normalized } from './memo.ts';

/** Tables that name drugs, devices or operations in short cells. */
const FIELDS = {
	anesthesiaDrug: ['name'],
	order: ['drord_cont', 'drord_detl_name'],
	operation: ['oprn_oprt_name'],
	implant: ['name']
} as const satisfies Partial<Record<TableId, readonly string[]>>;
export type NamingTable = keyof typeof FIELDS;

export interface NamedRows {
	readonly found: readonly Row[];
	readonly searched: readonly Row[];
}

/** Net charges of a stay, and rows of further tables where they are loaded, whose names contain one of some words. */
export function rowsNaming(stay: Stay, words: readonly string[], tables: readonly NamingTable[], withFees = true): NamedRows {
	const wanted = words.map(normalized);
	const names = (texts: readonly string[]): boolean => texts.some((text) => wanted.some((word) => text.includes(word)));
	const lines: readonly Row<'fee'>[] = withFees ? stay.fact(charges).net.map(({ row }) => row) : [];
	const others = tables
		.filter((table) => table in stay.book.shard.tables)
		.flatMap((table) => (stay.rows(table) as readonly Row[]).map((row) => ({ row, texts: textsOf(row, FIELDS[table]) })));
	return {
		found: [...lines.filter((row) => names(namesOf(row))), ...others.filter(({ texts }) => names(texts)).map(({ row }) => row)],
		searched: [...lines, ...others.map(({ row }) => row)]
	};
}

const textsOf = (row: Row, fields: readonly string[]): string[] => fields.map((field) => normalized(row.text(field as TextField<TableId>)));

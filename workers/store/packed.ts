import { precisionsOf, type BytesColumn, type Column, type NumberArray, type NumberColumn } from '../../rules/domain/columns.ts';
import type { FieldKind } from '../../rules/domain/fields.ts';
import type { Shard, ShardTable } from '../../rules/domain/shard.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import {
	commonUnit,
	narrowCodes,
	narrowNumbers,
	narrowOffsets,
	owned,
	widenNumbers,
	widenOffsets,
	type NarrowCodes,
	type NarrowNumbers
} from './narrow.ts';

/** A column at rest. The precision of a time follows from the time. */
export type PackedColumn =
	| { readonly kind: 'code'; readonly codes: NarrowCodes }
	| { readonly kind: Exclude<FieldKind, 'code' | 'time' | 'id' | 'text'>; readonly values: NarrowNumbers; readonly unit: number }
	| { readonly kind: 'time'; readonly seconds: NarrowNumbers }
	| { readonly kind: 'id' | 'text'; readonly bytes: Uint8Array; readonly lengths: NarrowCodes };

/** Where rows come from: row `at[i]` and those up to the next are the records from `record[i]` on of `file[i]`. */
export interface Origins {
	readonly at: NarrowCodes;
	readonly file: NarrowCodes;
	readonly record: NarrowCodes;
}

/** Rows of one table of one shard at rest, without the text heaps. */
export interface PackedTable {
	readonly table: TableId;
	readonly rowCount: number;
	readonly columns: readonly (readonly [string, PackedColumn])[];
	/** Rows of each visit. */
	readonly rows: NarrowCodes;
	readonly origins: Origins;
}
/** Text heaps of a table: a record of their own, read only when a rule or the case screen asks for documents. */
export type PackedTexts = readonly (readonly [string, PackedColumn])[];

export interface PackedHead {
	readonly visitCount: number;
	readonly personCount: number;
	readonly personStart: Uint32Array;
	readonly visitCode: Uint32Array;
	readonly personCode: Uint32Array;
	readonly tables: readonly TableId[];
}

/** A table and its text heaps, null where it has none. */
export interface PackedParts {
	readonly table: PackedTable;
	readonly texts: PackedTexts | null;
}
/** A shard as it lies on disk. Packing takes as long as gathering: an import does it beside the writing, in the worker that parses. */
export interface PackedShard {
	readonly id: string;
	readonly head: PackedHead;
	readonly tables: readonly PackedParts[];
}

export const packShard = (shard: Shard): PackedShard => ({ id: shard.id, head: packHead(shard), tables: packTables(shard.tables) });

export const packTables = (tables: Shard['tables']): PackedParts[] => Object.values(tables).map(packTable);

function packHead(shard: Shard): PackedHead {
	return {
		visitCount: shard.visitCount,
		personCount: shard.personCount,
		personStart: owned(shard.personStart),
		visitCode: owned(shard.visitCode),
		personCode: owned(shard.personCode),
		tables: Object.keys(shard.tables) as TableId[]
	};
}

/** Splits a table into its record and its text heaps (null where it has none). */
function packTable(table: ShardTable): PackedParts {
	const columns: (readonly [string, PackedColumn])[] = [];
	const texts: (readonly [string, PackedColumn])[] = [];
	for (const [field, column] of Object.entries(table.columns)) (column.kind === 'text' ? texts : columns).push([field, packColumn(column)]);
	return {
		table: {
			table: table.table,
			rowCount: table.rowCount,
			columns,
			rows: narrowOffsets(table.rowStart),
			origins: packOrigins(table.file, table.record)
		},
		texts: texts.length > 0 ? texts : null
	};
}

export function unpackTable(packed: PackedTable, texts: PackedTexts | null): ShardTable {
	// A heading can be any text: without a prototype a field named __proto__ is only a field.
	const columns = Object.create(null) as Record<string, Column>;
	for (const [field, column] of [...packed.columns, ...(texts ?? [])]) columns[field] = unpackColumn(column);
	return {
		table: packed.table,
		rowCount: packed.rowCount,
		columns,
		rowStart: widenOffsets(packed.rows),
		...unpackOrigins(packed.origins, packed.rowCount)
	};
}

function packColumn(column: Column): PackedColumn {
	switch (column.kind) {
		case 'code':
			return { kind: 'code', codes: narrowCodes(column.codes) };
		case 'time':
			return { kind: 'time', seconds: narrowNumbers(column.seconds, 1) };
		case 'id':
		case 'text':
			return packBytes(column);
		default:
			return packNumbers(column);
	}
}

/** The heap is cut to the rows that it serves: offsets need not begin at 0. */
function packBytes(column: BytesColumn): PackedColumn {
	const { kind, bytes, offsets } = column;
	const [from, to] = [offsets[0] ?? 0, offsets.at(-1) ?? 0];
	return { kind, bytes: owned(from === 0 && to === bytes.length ? bytes : bytes.slice(from, to)), lengths: narrowOffsets(offsets) };
}

function unpackColumn(packed: PackedColumn): Column {
	switch (packed.kind) {
		case 'code':
			return { kind: 'code', codes: packed.codes };
		case 'time':
			return unpackTime(widenNumbers(packed.seconds, 1));
		case 'id':
		case 'text':
			return { kind: packed.kind, bytes: packed.bytes, offsets: widenOffsets(packed.lengths) };
		default:
			return { kind: packed.kind, values: widenNumbers(packed.values, packed.unit) };
	}
}

const unpackTime = (seconds: NumberArray): Column => ({ kind: 'time', seconds, precision: precisionsOf(seconds) });

/** Prices and quantities have more decimals than most of them use: 44 元 is 44 000 000, and lies on disk as 4 400. */
function packNumbers({ kind, values }: NumberColumn): PackedColumn {
	const unit = kind === 'amount' || kind === 'integer' ? 1 : commonUnit(values);
	return { kind, values: narrowNumbers(values, unit), unit };
}

/** Files are mostly sorted by stay: a stay's rows are records that follow one another. */
function packOrigins(file: Uint16Array, record: Uint32Array): Origins {
	const at: number[] = [];
	for (let row = 0; row < record.length; row++) {
		if (row === 0 || file[row] !== file[row - 1] || record[row] !== record[row - 1]! + 1) at.push(row);
	}
	return {
		at: narrowCodes(Uint32Array.from(at)),
		file: narrowCodes(Uint16Array.from(at, (row) => file[row]!)),
		record: narrowCodes(Uint32Array.from(at, (row) => record[row]!))
	};
}

function unpackOrigins({ at, file, record }: Origins, rowCount: number): { readonly file: Uint16Array; readonly record: Uint32Array } {
	const rows = { file: new Uint16Array(rowCount), record: new Uint32Array(rowCount) };
	for (let i = 0; i < at.length; i++) {
		const end = at[i + 1] ?? rowCount;
		rows.file.fill(file[i]!, at[i], end);
		for (let row = at[i]!, next = record[i]!; row < end; row++) rows.record[row] = next++;
	}
	return rows;
}

import type { BytesColumn, Column } from '../../rules/domain/columns.ts';
import type { FieldKind } from '../../rules/domain/fields.ts';
import type { Shard, ShardTable } from '../../rules/domain/shard.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import { narrowCodes, narrowNumbers, narrowOffsets, owned, widenNumbers, widenOffsets, type NarrowCodes, type NarrowNumbers } from './narrow.ts';

/** A column at rest. */
export type PackedColumn =
	| { readonly kind: 'code'; readonly codes: NarrowCodes }
	| { readonly kind: Exclude<FieldKind, 'code' | 'time' | 'id' | 'text'>; readonly values: NarrowNumbers }
	| { readonly kind: 'time'; readonly seconds: NarrowNumbers; readonly precision: Uint8Array }
	| { readonly kind: 'id' | 'text'; readonly bytes: Uint8Array; readonly lengths: NarrowCodes };

/** Rows of one table of one shard at rest, without the text heaps. */
export interface PackedTable {
	readonly table: TableId;
	readonly rowCount: number;
	readonly columns: readonly (readonly [string, PackedColumn])[];
	/** Rows of each visit. */
	readonly rows: NarrowCodes;
	readonly file: NarrowCodes;
	readonly record: NarrowCodes;
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

export function packHead(shard: Shard): PackedHead {
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
export function packTable(table: ShardTable): { readonly table: PackedTable; readonly texts: PackedTexts | null } {
	const columns: (readonly [string, PackedColumn])[] = [];
	const texts: (readonly [string, PackedColumn])[] = [];
	for (const [field, column] of Object.entries(table.columns)) (column.kind === 'text' ? texts : columns).push([field, packColumn(column)]);
	return {
		table: {
			table: table.table,
			rowCount: table.rowCount,
			columns,
			rows: narrowOffsets(table.rowStart),
			file: narrowCodes(table.file),
			record: narrowCodes(table.record)
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
		file: Uint16Array.from(packed.file),
		record: Uint32Array.from(packed.record)
	};
}

function packColumn(column: Column): PackedColumn {
	switch (column.kind) {
		case 'code':
			return { kind: 'code', codes: narrowCodes(column.codes) };
		case 'time':
			return { kind: 'time', seconds: narrowNumbers(column.seconds), precision: owned(column.precision) };
		case 'id':
		case 'text':
			return packBytes(column);
		default:
			return { kind: column.kind, values: narrowNumbers(column.values) };
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
			return { kind: 'time', seconds: widenNumbers(packed.seconds), precision: packed.precision };
		case 'id':
		case 'text':
			return { kind: packed.kind, bytes: packed.bytes, offsets: widenOffsets(packed.lengths) };
		default:
			return { kind: packed.kind, values: widenNumbers(packed.values) };
	}
}

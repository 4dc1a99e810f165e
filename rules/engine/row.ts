import { ABSENT, timeAt, type BytesColumn, type CodeColumn, type NumberColumn, type TimeColumn } from '../domain/columns.ts';
import type { BatchContext, ShardTable } from '../domain/shard.ts';
import { fieldSpec, type NumberField, type TableId, type TextField, type TimeField } from '../domain/tables/index.ts';
import type { CivilTime } from '../domain/units.ts';

/** One record of one table; reads cells, holds no copy. */
export class Row<T extends TableId = TableId> {
	constructor(
		readonly source: ShardTable,
		readonly index: number,
		readonly batch: BatchContext
	) {}

	get table(): T {
		return this.source.table as T;
	}
	/** Whether any file of the batch carries this field at all. */
	hasField(field: string): boolean {
		return field in this.source.columns;
	}
	/** Whole number in the field's unit, or null where the record has none. */
	number(field: NumberField<T>): number | null {
		const column = this.source.columns[field] as NumberColumn | undefined;
		const value = column ? column.values[this.index]! : ABSENT;
		return value === ABSENT ? null : value;
	}
	/** Text, or '' where the record has none. */
	text(field: TextField<T>): string {
		const column = this.source.columns[field] as CodeColumn | BytesColumn | undefined;
		if (!column) return '';
		if (column.kind === 'code') return this.batch.dictionaries.get(fieldSpec(this.table, field)!.dictionary).text(column.codes[this.index]!);
		const from = column.offsets[this.index]!;
		const to = column.offsets[this.index + 1]!;
		return from === to ? '' : this.batch.decode(column.bytes.subarray(from, to));
	}
	time(field: TimeField<T>): CivilTime | null {
		const column = this.source.columns[field] as TimeColumn | undefined;
		return column ? timeAt(column, this.index) : null;
	}
	get fileIndex(): number {
		return this.source.file[this.index]!;
	}
	get fileDigest(): string {
		return this.batch.files[this.fileIndex]!.digest;
	}
	/** 1-based number of the record in its file and table. */
	get record(): number {
		return this.source.record[this.index]!;
	}
}

import { timeAt, type TimeColumn } from '../../rules/domain/columns.ts';
import { display } from '../../rules/domain/display.ts';
import type { BatchContext, ShardTable } from '../../rules/domain/shard.ts';
import { fieldSpec, type TableId } from '../../rules/domain/tables/index.ts';
import type { CivilTime } from '../../rules/domain/units.ts';
import { Row } from '../../rules/engine/row.ts';
import { rowId } from '../../rules/engine/traced.ts';
import type { CaseRow, CaseTable } from '../protocol/case.ts';
import { TIMES } from './case-times.ts';

/** Records of one table as text. */
export function caseTable(source: ShardTable, rows: Iterable<number>, context: BatchContext, others: readonly OtherRow[] = []): CaseTable {
	const fields = Object.keys(source.columns);
	const read = (index: number): CaseRow => caseRow(new Row(source, index, context), fields);
	return { fields, rows: [...Array.from(rows, read), ...others.map(({ index, visit }) => ({ ...read(index), other: visit }))] };
}

/** A row of another stay, with the identifier of that stay. */
export interface OtherRow {
	readonly index: number;
	readonly visit: string;
}

function caseRow(row: Row, fields: readonly string[]): CaseRow {
	const times = TIMES[row.table as TableId];
	const begin = firstTime(row, times?.begin ?? []);
	const end = firstTime(row, times?.end ?? []);
	return {
		file: row.fileDigest,
		record: row.record,
		rowId: rowId(row),
		begin: begin?.seconds ?? null,
		end: end?.seconds ?? null,
		precision: begin?.precision ?? end?.precision ?? 0,
		cells: fields.map((field) => cellText(row, field))
	};
}

export function timeOf(row: Row, field: string): CivilTime | null {
	const column = row.source.columns[field] as TimeColumn | undefined;
	return column ? timeAt(column, row.index) : null;
}

function firstTime(row: Row, fields: readonly string[]): CivilTime | null {
	for (const field of fields) {
		const time = timeOf(row, field);
		if (time) return time;
	}
	return null;
}

/** A cell as plain text: amounts in 元, times without a zone. */
export function cellText(row: Row, field: string): string {
	const kind = fieldSpec(row.table as TableId, field)?.kind;
	if (kind === undefined) return '';
	if (kind === 'time') {
		const time = timeOf(row, field);
		return time ? display.time(time) : '';
	}
	if (kind === 'code' || kind === 'id' || kind === 'text') return row.text(field as never);
	const value = row.number(field as never);
	return value === null ? '' : display[kind](value);
}

import { timeAt, type TimeColumn } from '../domain/columns.ts';
import type { Bilingual, EvidenceRef, Missing, Operand, Unit } from '../domain/finding.ts';
import { fieldSpec, TABLES, type TableId } from '../domain/tables/index.ts';
import { display } from '../domain/display.ts';
import type { CivilTime } from '../domain/units.ts';
import type { Row } from './row.ts';

/** A place in the record: a row, one of its cells, or a span of its text. */
export interface Source {
	readonly row: Row;
	readonly field: string | null;
	readonly span?: readonly [number, number];
}

export type TracedValue = number | string | CivilTime | readonly [number, number] | readonly string[];

/** A value that knows where it came from. Null means absent; a condition over it answers 无法判断. */
export class Traced<V extends TracedValue = TracedValue> {
	constructor(
		readonly label: Bilingual,
		readonly unit: Unit,
		readonly value: V | null,
		readonly sources: readonly Source[],
		readonly origin: Operand['origin'],
		readonly missing: Missing | null = null,
		readonly originRef?: string
	) {}

	operand(): Operand {
		const value = this.value;
		const plain = value !== null && typeof value === 'object' && 'seconds' in value ? value.seconds : (value ?? '');
		return {
			label: this.label,
			unit: this.unit,
			value: plain as Operand['value'],
			sources: this.sources.map(reference),
			origin: this.origin,
			...(this.originRef === undefined ? {} : { originRef: this.originRef })
		};
	}
}

/** Identity and displayed value of a place in the record. */
export function reference(source: Source): EvidenceRef {
	const { row, field, span } = source;
	return {
		table: row.table,
		file: row.fileDigest,
		record: row.record,
		rowId: rowId(row),
		field,
		...(span ? { span } : {}),
		value: field === null ? '' : cellText(row, field, span)
	};
}

/** The row's own identifier where its table has one and the file gives it. */
export function rowId(row: Row): string {
	const field = TABLES[row.table as TableId].rowId;
	return field && row.hasField(field) ? row.text(field as never) : '';
}

function cellText(row: Row, field: string, span?: readonly [number, number]): string {
	const kind = fieldSpec(row.table, field)!.kind;
	if (kind === 'time') {
		const column = row.source.columns[field] as TimeColumn | undefined;
		const time = column ? timeAt(column, row.index) : null;
		return time ? display.time(time) : '';
	}
	if (kind === 'code' || kind === 'id' || kind === 'text') {
		const text = row.text(field as never);
		return span ? text.slice(span[0], span[1]) : text;
	}
	const value = row.number(field as never);
	return value === null ? '' : display[kind](value);
}

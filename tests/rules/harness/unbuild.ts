import { display } from '../../../rules/domain/display.ts';
import type { BatchContext, Shard, ShardTable } from '../../../rules/domain/shard.ts';
import { fieldSpec, type TableId } from '../../../rules/domain/tables/index.ts';
import { Row } from '../../../rules/engine/row.ts';
import type { Tables } from './record.ts';

/** The records of some visits of a shard as raw text again, so that what was loaded can be changed cell by cell and built anew. */
export function unbuild(shard: Shard, batch: BatchContext, visits: Iterable<number>): Tables {
	const chosen = [...visits];
	const tables: Record<string, Record<string, string>[]> = {};
	for (const [name, table] of Object.entries(shard.tables) as [TableId, ShardTable][]) {
		tables[name] = chosen.flatMap((visit) =>
			rowsOf(table, batch, table.rowStart[visit]!, table.rowStart[visit + 1]!, identity(shard, batch, visit, name))
		);
	}
	for (const [name, table] of Object.entries(batch.tables) as [TableId, ShardTable][]) tables[name] = rowsOf(table, batch, 0, table.rowCount, {});
	return tables as Tables;
}

/** Visits of one person. */
export const visitsOfPerson = (shard: Shard, person: number): number[] =>
	Array.from({ length: shard.personStart[person + 1]! - shard.personStart[person]! }, (_, i) => shard.personStart[person]! + i);

/** What links a row: given by the intake where the file has no column for it. */
function identity(shard: Shard, batch: BatchContext, visit: number, table: TableId): Record<string, string> {
	const person = shard.personStart.findIndex((start, i) => start <= visit && visit < (shard.personStart[i + 1] ?? 0));
	const id = batch.dictionaries.get('visit').text(shard.visitCode[visit]!);
	const psn = batch.dictionaries.get('person').text(shard.personCode[person]!);
	return { psn_no: psn, ...(table === 'earlierVisit' ? { rel_mdtrt_id: id } : { mdtrt_id: id }) };
}

function rowsOf(table: ShardTable, batch: BatchContext, from: number, to: number, given: Record<string, string>): Record<string, string>[] {
	const rows: Record<string, string>[] = [];
	for (let index = from; index < to; index++) {
		const row = new Row(table, index, batch);
		const cells = Object.keys(table.columns).map((field) => [field, cell(row, field)]);
		rows.push({ ...Object.fromEntries(cells), ...Object.fromEntries(Object.entries(given).filter(([field]) => fieldSpec(table.table, field))) });
	}
	return rows;
}

function cell(row: Row, field: string): string {
	const { kind } = fieldSpec(row.table, field)!;
	if (kind === 'time') {
		const time = row.time(field as never);
		return time ? display.time(time) : '';
	}
	if (kind === 'code' || kind === 'id' || kind === 'text') return row.text(field as never);
	const value = row.number(field as never);
	return value === null ? '' : display[kind](value);
}

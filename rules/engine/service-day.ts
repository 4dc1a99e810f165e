import { timeAt, type TimeColumn } from '../domain/columns.ts';
import type { Shard, ShardTable } from '../domain/shard.ts';
import { dayOf } from '../domain/units.ts';

/** Last day of the stay, else its first, else the day of its first fee line: what law and parameters are asked for. */
export function serviceDay({ tables: { visit, fee } }: Shard, index: number): number | null {
	const time = firstTime(visit, index, 'endtime') ?? firstTime(visit, index, 'begntime') ?? firstTime(fee, index, 'fee_ocur_time');
	return time ? dayOf(time.seconds) : null;
}

function firstTime(table: ShardTable | undefined, visit: number, field: string) {
	const column = table?.columns[field] as TimeColumn | undefined;
	const row = table ? table.rowStart[visit]! : 0;
	return table && column && row < table.rowStart[visit + 1]! ? timeAt(column, row) : null;
}

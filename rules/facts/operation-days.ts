import type { Shard } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { dayAt, NO_DAY, timesOf, visitsThat } from './columns.ts';
import { visitColumns } from './visit-columns.ts';

/** Day on which an operation began: its begin, else its date. 无法判断 where neither is known. */
export const operationDay = (t: Trace, row: Row<'operation'>): Traced<number> =>
	t.dayOf(row, row.time('oprn_oprt_begntime') ? 'oprn_oprt_begntime' : 'oprn_oprt_date');

/** Stays with an operation dated outside them or not dated, stays without a begin, and visits that no file describes. */
export function visitsWithOperationOutside(shard: Shard, context: RunContext): number[] {
	const { recorded, inpatient, firstDay, lastDay } = visitColumns(shard, context);
	const table = shard.tables.operation!;
	const [begins, dates] = [timesOf(table, 'oprn_oprt_begntime'), timesOf(table, 'oprn_oprt_date')];
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (inpatient[visit] === 0) return false;
		if (firstDay[visit] === NO_DAY) return true;
		const to = lastDay[visit] === NO_DAY ? Infinity : lastDay[visit]!;
		for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) {
			const begin = dayAt(begins, row);
			const day = begin === NO_DAY ? dayAt(dates, row) : begin;
			if (day < firstDay[visit]! || day > to) return true;
		}
		return false;
	});
}

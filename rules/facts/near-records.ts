import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { codesOf, dayAt, isVoidFlag, NO_DAY, timesOf } from './columns.ts';

/** Tables whose rows record an operation or its anaesthesia, with the times that say when. */
const TIMES = { operation: ['oprn_oprt_begntime', 'oprn_oprt_date'], anesthesia: ['anst_begin_time', 'anst_end_time'] } as const;
export type RecordTable = keyof typeof TIMES;

/**
 * Whether a visit has a record of the tables from so many days before some days of a charge to so many after them, by columns. A record without a time may be of
 * any day; void ones are none.
 */
export function nearRecords(
	shard: Shard,
	{ batch }: RunContext,
	tables: readonly RecordTable[]
): (visit: number, first: number, last: number, before: number, after: number) => boolean {
	const read = tables.flatMap((name) => {
		const table = shard.tables[name];
		if (!table) return [];
		const [flags, voids] = [name === 'operation' ? codesOf(table, 'vali_flag') : undefined, isVoidFlag(batch)];
		const times = TIMES[name].map((field) => timesOf(table, field));
		return [{ table, times, isVoid: (row: number): boolean => flags !== undefined && voids[flags[row]!] === 1 }];
	});
	return (visit, first, last, before, after) => {
		for (const { table, times, isVoid } of read) {
			for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) {
				if (isVoid(row)) continue;
				let [from, to] = [Infinity, -Infinity];
				for (const column of times) {
					const day = dayAt(column, row);
					if (day !== NO_DAY) [from, to] = [Math.min(from, day), Math.max(to, day)];
				}
				if (to === -Infinity || (from <= last + after && first - before <= to)) return true;
			}
		}
		return false;
	};
}

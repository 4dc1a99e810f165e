import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { codesOf, dayAt, hasRows, NO_DAY, perShard, perText, timesOf } from './columns.ts';
import { isInpatient, isOutpatient } from './stay-days.ts';

/** The visits of a shard in columns: what the prefilters of rules about stays ask first. */
export interface VisitColumns {
	/** 1 where a file describes the visit; of the others nothing is known, and rules that ask say 无法判断. */
	readonly recorded: Uint8Array;
	readonly inpatient: Uint8Array;
	readonly outpatient: Uint8Array;
	/** Days of begin and end, `NO_DAY` where they are not known. */
	readonly firstDay: Int32Array;
	readonly lastDay: Int32Array;
}

const IN = 1;
const OUT = 2;
const kindOf = perText('visit', 'med_type', (text) => (isInpatient(text) ? IN : 0) | (isOutpatient(text) ? OUT : 0));

export const visitColumns = perShard((shard: Shard, { batch }: RunContext): VisitColumns => {
	const { visit: table } = shard.tables;
	const bytes = () => new Uint8Array(shard.visitCount);
	const columns = {
		recorded: bytes(),
		inpatient: bytes(),
		outpatient: bytes(),
		firstDay: new Int32Array(shard.visitCount).fill(NO_DAY),
		lastDay: new Int32Array(shard.visitCount).fill(NO_DAY)
	};
	const [types, begin, end, kinds] = [codesOf(table, 'med_type'), timesOf(table, 'begntime'), timesOf(table, 'endtime'), kindOf(batch)];
	for (let visit = 0; visit < shard.visitCount; visit++) {
		if (!table || !hasRows(table, visit)) continue;
		const row = table.rowStart[visit]!;
		const kind = types ? kinds[types[row]!]! : 0;
		columns.recorded[visit] = 1;
		columns.inpatient[visit] = kind & IN;
		columns.outpatient[visit] = kind >> 1;
		columns.firstDay[visit] = dayAt(begin, row);
		columns.lastDay[visit] = dayAt(end, row);
	}
	return columns;
});

/** Days of a stay as `daysOfStay` counts them; `NO_DAY` where they are not known. */
export const stayDaysOf = ({ firstDay, lastDay }: VisitColumns, visit: number): number =>
	firstDay[visit] === NO_DAY || lastDay[visit] === NO_DAY ? NO_DAY : Math.max(1, lastDay[visit]! - firstDay[visit]!);

import type { Shard } from '../domain/shard.ts';
import { dayOf } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { codesOf, dayAt, isVoidFlag, NO_DAY, perShard, timesOf } from './columns.ts';
import { operationDay } from './operation-days.ts';
import { operationsIn } from './operations.ts';

/** Ways to write the clean incision (Ⅰ类, 0类). The digit 1 is the one or the other by the edition of the first page, and clean in both. */
const CLEAN = ['0', '1', 'Ⅰ', 'I', 'Ⅰ类', 'I类', '0类', 'Ⅰ类切口', 'I类切口', '0类切口', '一类', '一类切口', '清洁', '清洁切口'] as const;

/** Day of the last operation of each visit, `NO_DAY` where it has none or one without a day; and 1 where it has any. Void rows do not count. */
export const operatedVisits = perShard((shard: Shard, { batch }: RunContext) => {
	const { operation: table } = shard.tables;
	const [operated, last] = [new Uint8Array(shard.visitCount), new Int32Array(shard.visitCount).fill(NO_DAY)];
	const [begins, dates] = [timesOf(table, 'oprn_oprt_begntime'), timesOf(table, 'oprn_oprt_date')];
	const [flags, isVoid] = [codesOf(table, 'vali_flag'), isVoidFlag(batch)];
	for (let visit = 0; table && visit < shard.visitCount; visit++) {
		let undated = false;
		for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) {
			if (flags && isVoid[flags[row]!] === 1) continue;
			const begin = dayAt(begins, row);
			const day = begin === NO_DAY ? dayAt(dates, row) : begin;
			operated[visit] = 1;
			undated ||= day === NO_DAY;
			last[visit] = Math.max(last[visit]!, day);
		}
		if (undated) last[visit] = NO_DAY;
	}
	return { operated, last };
});

/** The last operation of a stay. */
export interface LastOperation {
	/** Day on which it began. */
	readonly day: Traced<number>;
	/** Day on which it ended; its day where no end is known. */
	readonly lastDay: number;
}

/** The last operation of a stay that has one. @throws Undetermined where one has no day */
export function lastOperation(t: Trace, stay: Stay<'operation'>): LastOperation | null {
	const operations = (stay as Stay).fact(operationsIn);
	const [last] = [...operations].sort((a, b) => (b.day ?? Infinity) - (a.day ?? Infinity));
	if (!last) return null;
	const day = operationDay(t, last.row);
	return { day, lastDay: Math.max(t.known(day), last.end === null ? t.known(day) : dayOf(last.end)) };
}

/** That all operations of a stay that name an incision are clean (Ⅰ类切口). @throws Undetermined where none names one */
export function onlyClean(t: Trace, stay: Stay<'operation'>): boolean {
	const operations = (stay as Stay).fact(operationsIn);
	const cut = operations.filter(({ row }) => row.text('incision_type') !== '');
	if (cut.length === 0)
		throw new Undetermined({ kind: operations[0]?.row.hasField('incision_type') ? 'value' : 'field', what: 'operation.incision_type' });
	const clean = t.constant<readonly string[]>({ zh: 'Ⅰ类（清洁）切口', en: 'Clean incision' }, 'text', CLEAN);
	return cut.every(({ row }) => t.in('clean', t.text(row, 'incision_type'), clean));
}

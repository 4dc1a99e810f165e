import type { Shard } from '../domain/shard.ts';
import { dayOf, PRECISION, type CivilTime } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import { timeAt } from '../domain/columns.ts';
import { hasRows, timesOf, visitsThat } from './columns.ts';

/** A laboratory row that says both when it was sampled and when it was reported. */
export interface Sampled {
	readonly row: Row<'lab'>;
	/** Whether both times are known to the minute; else they are compared by the day. */
	readonly exact: boolean;
}

const isExact = (a: CivilTime, b: CivilTime): boolean => a.precision === PRECISION.minute && b.precision === PRECISION.minute;
const isEarly = (reported: CivilTime, sampled: CivilTime): boolean =>
	isExact(reported, sampled) ? reported.seconds < sampled.seconds : dayOf(reported.seconds) < dayOf(sampled.seconds);

/** Rows of a stay with both times. */
export const sampledRows = (rows: readonly Row<'lab'>[]): Sampled[] =>
	rows.flatMap((row) => {
		const [reported, sampled] = [row.time('rpt_time'), row.time('sapl_time')];
		return reported && sampled ? [{ row, exact: isExact(reported, sampled) }] : [];
	});

/** Visits with a result that is older than its sample, and visits with results of which none says both times, by columns. */
export function visitsWithEarlyResults(shard: Shard): number[] {
	const { lab } = shard.tables;
	const [reported, sampled] = [timesOf(lab, 'rpt_time'), timesOf(lab, 'sapl_time')];
	return visitsThat(shard, (visit) => {
		if (!lab || !hasRows(lab, visit)) return false;
		let told = false;
		for (let row = lab.rowStart[visit]!; row < lab.rowStart[visit + 1]!; row++) {
			const [a, b] = [reported ? timeAt(reported, row) : null, sampled ? timeAt(sampled, row) : null];
			if (!a || !b) continue;
			told = true;
			if (isEarly(a, b)) return true;
		}
		return !told;
	});
}

import type { Shard } from '../domain/shard.ts';
import { dayOf, PRECISION, type CivilTime } from '../domain/units.ts';
import { timeAt } from '../domain/columns.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Row } from '../engine/row.ts';
import { codesOf, hasRows, perText, timesOf, visitsThat } from './columns.ts';

/** A laboratory row that says both when it was sampled and when it was reported. */
export interface Sampled {
	readonly row: Row<'lab'>;
	/** Whether both times are known to the minute; else they are compared by the day. */
	readonly exact: boolean;
}

const isExact = (a: CivilTime, b: CivilTime): boolean => a.precision === PRECISION.minute && b.precision === PRECISION.minute;
const isEarly = (reported: CivilTime, sampled: CivilTime): boolean =>
	isExact(reported, sampled) ? reported.seconds < sampled.seconds : dayOf(reported.seconds) < dayOf(sampled.seconds);

/** A row of a registration (检验登记), whose time precedes the sample by its nature. */
const isRegistration = (kind: string): boolean => kind === '登记';
const registrations = perText('lab', 'record_kind', (text) => (isRegistration(text) ? 1 : 0));

/** Rows of reports. */
export const reported = (rows: readonly Row<'lab'>[]): Row<'lab'>[] => rows.filter((row) => !isRegistration(row.text('record_kind')));

/** Rows of a stay with both times. */
export const sampledRows = (rows: readonly Row<'lab'>[]): Sampled[] =>
	rows.flatMap((row) => {
		const [reported, sampled] = [row.time('rpt_time'), row.time('sapl_time')];
		return reported && sampled ? [{ row, exact: isExact(reported, sampled) }] : [];
	});

/** Visits with a result that is older than its sample, and visits with results of which none says both times, by columns. */
export function visitsWithEarlyResults(shard: Shard, { batch }: RunContext): number[] {
	const { lab } = shard.tables;
	const [reports, samples] = [timesOf(lab, 'rpt_time'), timesOf(lab, 'sapl_time')];
	const [kinds, registered] = [codesOf(lab, 'record_kind'), registrations(batch)];
	return visitsThat(shard, (visit) => {
		if (!lab || !hasRows(lab, visit)) return false;
		let [told, any] = [false, false];
		for (let row = lab.rowStart[visit]!; row < lab.rowStart[visit + 1]!; row++) {
			if (kinds && registered[kinds[row]!] === 1) continue;
			any = true;
			const [a, b] = [reports ? timeAt(reports, row) : null, samples ? timeAt(samples, row) : null];
			if (!a || !b) continue;
			told = true;
			if (isEarly(a, b)) return true;
		}
		return any && !told;
	});
}

import type { Shard } from '../domain/shard.ts';
import { SECONDS_PER_DAY } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import { NO_DAY, timesOf, visitsThat } from './columns.ts';
import { visitColumns } from './visit-columns.ts';

/** Stays with a fee line dated before their first day or after their last one, or ending after it; stays without a begin, and visits that no file describes. */
export function visitsWithChargeOutside(shard: Shard, context: RunContext): number[] {
	const { recorded, inpatient, firstDay, lastDay } = visitColumns(shard, context);
	const fee = shard.tables.fee!;
	const [begins, ends] = [timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time')];
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (inpatient[visit] === 0) return false;
		if (firstDay[visit] === NO_DAY) return true;
		const from = firstDay[visit]! * SECONDS_PER_DAY;
		const to = lastDay[visit] === NO_DAY ? Infinity : (lastDay[visit]! + 1) * SECONDS_PER_DAY;
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			if (begins && begins.precision[row] !== 0 && (begins.seconds[row]! < from || begins.seconds[row]! >= to)) return true;
			if (ends && ends.precision[row] !== 0 && ends.seconds[row]! >= to) return true;
		}
		return false;
	});
}

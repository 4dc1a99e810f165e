import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import { kindNumber, kindNumbers } from './charge-kind.ts';
import { codesOf, dayAt, NO_DAY, numberAt, numbersOf, timesOf, visitsThat } from './columns.ts';
import { nearRecords } from './near-records.ts';

/**
 * Visits with a fee line of the category of operations (手术费) that costs anything, before refunds, and no record of an operation or anaesthesia as near to its days
 * as the parameter reachDays of the rule says.
 */
export function visitsWithUnrecordedSurgery(shard: Shard, context: RunContext, rule: string): number[] {
	const { fee } = shard.tables;
	const [kinds, numbers, surgery] = [codesOf(fee, 'med_chrgitm_type'), kindNumbers(context.batch), kindNumber('surgery')];
	const [amounts, begins, ends] = [numbersOf(fee, 'det_item_fee_sumamt'), timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time')];
	const isNear = nearRecords(shard, context, ['operation', 'anesthesia']);
	if (!fee || !kinds) return [];
	return visitsThat(shard, (visit) => {
		for (let row = fee.rowStart[visit]!, end = fee.rowStart[visit + 1]!; row < end; row++) {
			if (numbers[kinds[row]!] !== surgery || numberAt(amounts, row) <= 0) continue;
			const first = dayAt(begins, row);
			const reach = context.parameters.get(rule, 'reachDays', serviceDay(shard, visit))?.value ?? -1;
			if (first === NO_DAY || reach < 0 || !isNear(visit, first, Math.max(first, dayAt(ends, row)), reach, reach)) return true;
		}
		return false;
	});
}

import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import { isHourUnit } from './charge-days.ts';
import { codesOf, NO_DAY, numberAt, numbersOf, visitsThat } from './columns.ts';
import { itemMasks, kindBit } from './item-masks.ts';
import { stayDaysOf, visitColumns } from './visit-columns.ts';

/**
 * Visits in which more units of a kind charged by the day (床位, 护理) may be charged than there are days, before refunds; and those of
 * which the days are not known.
 */
export function visitsOverDays(shard: Shard, context: RunContext, kind: 'bed' | 'nursing'): number[] {
	const { rows, visits, doubtful } = itemMasks(shard, context);
	const columns = visitColumns(shard, context);
	const fee = shard.tables.fee!;
	const [quantities, units, hourUnits] = [numbersOf(fee, 'cnt'), codesOf(fee, 'unt'), isHourUnit(context.batch)];
	const bit = kindBit(kind);
	return visitsThat(shard, (visit) => {
		if (columns.recorded[visit] === 0) return true;
		if (columns.inpatient[visit] === 0 || (visits[visit]! & bit) === 0) return false;
		const days = stayDaysOf(columns, visit);
		if (days === NO_DAY || (doubtful[visit]! & bit) !== 0) return true;
		let billed = 0;
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			if ((rows[row]! & bit) === 0 || (kind === 'nursing' && units && hourUnits[units[row]!] === 1)) continue;
			billed += Math.max(0, numberAt(quantities, row));
		}
		return billed > days * QUANTITY_SCALE;
	});
}

import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { NO_DAY, numberAt, numbersOf, visitsThat } from './columns.ts';
import { costMeasure } from './cost-parts.ts';
import { stayDaysOf, visitColumns } from './visit-columns.ts';

/** Short closed stays whose cost is mostly examinations, or cannot be told by columns: lines taken back, no category. */
export function visitsOfCheckups(shard: Shard, context: RunContext, param: (name: 'maxDays' | 'minShare', visit: number) => number): number[] {
	const { fee } = shard.tables;
	const columns = visitColumns(shard, context);
	const measure = costMeasure('examination')(shard, context);
	const [amounts, quantities] = [numbersOf(fee, 'det_item_fee_sumamt'), numbersOf(fee, 'cnt')];
	return visitsThat(shard, (visit) => {
		if (columns.inpatient[visit] !== 1 || columns.lastDay[visit] === NO_DAY || !fee) return false;
		const days = stayDaysOf(columns, visit);
		if (days === NO_DAY) return true;
		if (days > param('maxDays', visit)) return false;
		const cost = measure(visit);
		if (!cost) return false;
		if ((cost.part + cost.unknown) * 100 >= cost.base * param('minShare', visit)) return true;
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++)
			if (numberAt(amounts, row) < 0 || numberAt(quantities, row) < 0) return true;
		return false;
	});
}

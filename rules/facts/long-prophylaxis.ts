import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import { operatedVisits } from './clean-operation.ts';
import { dayAt, NO_DAY, timesOf } from './columns.ts';
import { ASKED } from './diagnosed-visits.ts';
import { infectedVisits } from './infection.ts';
import { doubtfulRows } from './refunds.ts';
import { itemsOfTable } from './table-items.ts';

/**
 * Operated visits with an antibiotic charged on the second day after the last operation or later, on the next where the parameters of the rule allow no hour
 * at all, and no diagnosis of an infection; those with a day that is not known, an open refund or no diagnosis too.
 */
export function visitsWithLongProphylaxis(rule: string, names: readonly string[]): (shard: Shard, context: RunContext) => number[] {
	return (shard, context) => {
		const { fee } = shard.tables;
		const antibiotics = itemsOfTable('antibiotics');
		const { operated, last } = operatedVisits(shard, context);
		const visits = antibiotics.visits(shard, context).filter((visit) => operated[visit] === 1);
		if (visits.length === 0) return [];
		const [is, begins, ends] = [antibiotics.rowTest(shard, context), timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time')];
		const marks = infectedVisits(shard, context);
		const unsure = new Set(doubtfulRows(shard, context).map(({ visit }) => visit));
		const allowed = (visit: number): number =>
			Math.min(...names.map((name) => context.parameters.get(rule, name, serviceDay(shard, visit))?.value ?? 0));
		return visits.filter((visit) => {
			if ((marks[visit]! & ASKED) !== 0) return false;
			if (marks[visit] === 0 || unsure.has(visit) || last[visit] === NO_DAY) return true;
			const least = last[visit]! + (allowed(visit) > 0 ? 2 : 1);
			for (let row = fee!.rowStart[visit]!; row < fee!.rowStart[visit + 1]!; row++) {
				if (!is(row)) continue;
				const begin = dayAt(begins, row);
				if (begin === NO_DAY || Math.max(begin, dayAt(ends, row)) >= least) return true;
			}
			return false;
		});
	};
}

import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import { dayAt, hasRows, NO_DAY, numberAt, numbersOf, timesOf, visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { itemMasks, kindBit } from './item-masks.ts';
import { itemsOfKind } from './table-items.ts';
import { visitColumns } from './visit-columns.ts';

const NO_LEVEL = 9;
const PERCENT = 100;

/** The highest level of care that a point names of an item, whatever the day. */
export const highestLevel = perItem((key, { knowledge }) =>
	Math.min(NO_LEVEL, ...knowledge.match('itemKinds', key).map(({ point }) => (point.kind === 'nursing' ? (point.level ?? NO_LEVEL) : NO_LEVEL)))
);

/**
 * Stays with more charged for nursing of the levels that a rule compares (its parameter maxLevel) than days have a nursing record, before refunds; those whose records are too few
 * (minShare) or not dated; and visits that no file describes.
 */
export function visitsOverNursingRecord(shard: Shard, context: RunContext, rule: string): number[] {
	const { fee, nursing } = shard.tables;
	const { recorded, inpatient, firstDay, lastDay } = visitColumns(shard, context);
	const [{ doubtful }, bit, charged] = [itemMasks(shard, context), kindBit('nursing'), itemsOfKind('nursing').byVisit(shard, context)];
	const [items, levels, quantities, times] = [feeItems(shard, context), highestLevel(context), numbersOf(fee, 'cnt'), timesOf(nursing, 'rec_time')];
	const daysRecorded = (visit: number): number | null => {
		const days = new Set<number>();
		for (let row = nursing!.rowStart[visit]!; row < nursing!.rowStart[visit + 1]!; row++) {
			const day = dayAt(times, row);
			if (day === NO_DAY) return null;
			if (firstDay[visit]! <= day && day <= lastDay[visit]!) days.add(day);
		}
		return days.size;
	};
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (inpatient[visit] === 0) return false;
		const param = (name: string): number | null => context.parameters.get(rule, name, serviceDay(shard, visit))?.value ?? null;
		const [level, share] = [param('maxLevel'), param('minShare')];
		const lines = (charged.get(visit) ?? []).filter((row) => level === null || levels[items[row]!]! <= level);
		if (lines.length === 0) return false;
		if (level === null || share === null || (doubtful[visit]! & bit) !== 0 || !hasRows(nursing, visit)) return true;
		if (firstDay[visit] === NO_DAY || lastDay[visit] === NO_DAY) return true;
		const [billed, days] = [lines.reduce((sum, row) => sum + Math.max(0, numberAt(quantities, row)), 0), daysRecorded(visit)];
		return days === null || days * PERCENT < share * (lastDay[visit]! - firstDay[visit]! + 1) || billed > days * QUANTITY_SCALE;
	});
}

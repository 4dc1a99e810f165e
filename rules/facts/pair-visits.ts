import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ExclusionPair } from '../knowledge/pack.ts';
import { dayAt, NO_DAY, numberAt, numbersOf, perShard, timesOf, visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { bitOf, itemMasks } from './item-masks.ts';
import { visitColumns } from './visit-columns.ts';

const mainsOf = perItem((key, { knowledge }): readonly ExclusionPair[] => knowledge.match('exclusions', key).map(({ point }) => point));
/** Pairs of which an item is contained: an item that is both sides of a pair contains nothing of itself. */
const subsOf = perItem((key, { knowledge }): readonly ExclusionPair[] => {
	const mains = new Set<ExclusionPair>(knowledge.match('exclusions', key).map(({ point }) => point));
	return knowledge
		.match('exclusions', key, 'sub')
		.map(({ point }) => point)
		.filter((point) => !mains.has(point));
});

/** Days between two moments that a window in hours may join. */
const NEXT_DAY = 1;

/** Pairs of which a visit has both items on days that their window may join, before refunds: asked once a shard for all rules about pairs. */
const pairsOfVisits = perShard((shard: Shard, context: RunContext): ReadonlyMap<number, ReadonlySet<ExclusionPair>> => {
	const fee = shard.tables.fee!;
	const { rows, visits, doubtful } = itemMasks(shard, context);
	const [main, sub] = [bitOf('exclusions'), bitOf('exclusions', 'sub')];
	const [items, mains, subs] = [feeItems(shard, context), mainsOf(context), subsOf(context)];
	const [quantities, amounts, near] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'det_item_fee_sumamt'), nearTest(shard)];
	const isBilled = (row: number): boolean => numberAt(quantities, row) > 0 && numberAt(amounts, row) > 0;
	const found = new Map<number, ReadonlySet<ExclusionPair>>();
	for (let visit = 0; visit < shard.visitCount; visit++) {
		if ((visits[visit]! & main) === 0 || (visits[visit]! & sub) === 0) continue;
		const isSure = (doubtful[visit]! & (main | sub)) === 0;
		const containing = new Map<ExclusionPair, number[]>();
		const [from, to] = [fee.rowStart[visit]!, fee.rowStart[visit + 1]!];
		for (let row = from; row < to; row++) {
			if ((rows[row]! & main) === 0 || (isSure && !isBilled(row))) continue;
			for (const pair of mains[items[row]!]!) (containing.get(pair) ?? containing.set(pair, []).get(pair)!).push(row);
		}
		const both = new Set<ExclusionPair>();
		for (let row = from; row < to; row++) {
			if ((rows[row]! & sub) === 0 || (isSure && !isBilled(row))) continue;
			for (const pair of subs[items[row]!]!)
				if (!both.has(pair) && containing.get(pair)?.some((other) => near(row, other, pair.window))) both.add(pair);
		}
		if (both.size > 0) found.set(visit, both);
	}
	return found;
});

/** Visits with both items of a pair that a test says yes to; and visits that no file describes. */
export const visitsWithPair =
	(test: (point: ExclusionPair) => boolean) =>
	(shard: Shard, context: RunContext): number[] => {
		const { recorded } = visitColumns(shard, context);
		const pairs = pairsOfVisits(shard, context);
		return visitsThat(shard, (visit) => recorded[visit] === 0 || [...(pairs.get(visit) ?? [])].some(test));
	};

/** Whether two lines may lie in one window: by their days; a line without a day may lie anywhere. */
function nearTest(shard: Shard): (a: number, b: number, window: ExclusionPair['window']) => boolean {
	const { fee } = shard.tables;
	const [begins, ends, quantities] = [timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time'), numbersOf(fee, 'cnt')];
	/** Of what is used over days, or charged more than once on a line, the days of use may be others than those of the line. */
	const isSpread = (row: number): boolean => numberAt(quantities, row) > QUANTITY_SCALE || dayAt(ends, row) > dayAt(begins, row);
	return (a, b, window) => {
		const [first, other] = [dayAt(begins, a), dayAt(begins, b)];
		if (window === 'visit' || first === NO_DAY || other === NO_DAY) return true;
		if (window === 'overlap' && (isSpread(a) || isSpread(b))) return true;
		const reach = window === 'day' ? 0 : NEXT_DAY;
		return first - Math.max(other, dayAt(ends, b)) <= reach && other - Math.max(first, dayAt(ends, a)) <= reach;
	};
}

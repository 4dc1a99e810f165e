import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import { codesOf, dayAt, isVoidFlag, NO_DAY, numberAt, numbersOf, perShard, timesOf, visitsThat } from './columns.ts';
import { diagnosedFor } from './diagnosed-for.ts';
import { feeItems, perItem } from './fee-items.ts';
import { isNearlyAll, type Routines } from './routine-tests.ts';
import { departmentKeys } from './shares.ts';
import type { TestPair } from './test-pairs.ts';

/** The first test; both on one day; both, and of one of them a day is not known. */
const MAIN = 1;
const BOTH = 2;
const UNKNOWN = 4;

/**
 * What the rule about sets of tests (检验套餐) asks: of the stays of a department that had the first test, without a reason by diagnosis, how many had the
 * second on a day of the first.
 */
export class TestSets {
	readonly #early = perShard((shard, context) => pairsOfVisits(shard, context, this.#points(context), this.#sides));
	/** Place of a pair times two, one more for its second test; null where no pair speaks of the item. */
	readonly #sides = perItem((key, context): readonly number[] | null => {
		const all = this.#points(context);
		const places = (['main', 'sub'] as const).flatMap((side, second) =>
			context.knowledge.match('testPairs', key, side).flatMap(({ point }) => (all.includes(point) ? [all.indexOf(point) * 2 + second] : []))
		);
		return places.length === 0 ? null : places;
	});
	readonly #known = new WeakMap<RunContext, readonly TestPair[]>();

	/** @param rule whose parameters `minStays`, `minShare` say what a set is */
	constructor(readonly rule: string) {}

	/** First pass; plain data. */
	map(shard: Shard, context: RunContext): Routines {
		const [all, had, keyOf] = [this.#points(context), this.#early(shard, context), departmentKeys(shard, context)];
		const [diagnosed, excused] = [diagnosedFor(shard, context, all), new Uint8Array(all.length)];
		const counts: Record<string, Record<string, { stays: number; done: number }>> = {};
		for (let visit = 0; visit < shard.visitCount; visit++) {
			const key = keyOf(visit);
			if (!key) continue;
			diagnosed(visit, excused.fill(0));
			all.forEach(({ id }, at) => {
				const was = had[visit * all.length + at]!;
				if (was === 0 || excused[at] === 1) return;
				const count = ((counts[key] ??= {})[id] ??= { stays: 0, done: 0 });
				count.stays++;
				if ((was & BOTH) !== 0) count.done++;
			});
		}
		return counts;
	}

	/** Stays that had both tests of a set of their department, and those of which that cannot be told. */
	candidates(shard: Shard, context: RunContext, sets: Routines): number[] {
		const [all, had, keyOf] = [this.#points(context), this.#early(shard, context), departmentKeys(shard, context)];
		return visitsThat(shard, (visit) => {
			const key = keyOf(visit);
			if (key === null) return false;
			const param = (name: string): number => context.parameters.get(this.rule, name, serviceDay(shard, visit))?.value ?? 0;
			return all.some(({ id }, at) => {
				const was = had[visit * all.length + at]!;
				if ((was & (BOTH | UNKNOWN)) === 0) return false;
				const set = sets[key]?.[id];
				return key === '' || (set !== undefined && set.stays >= param('minStays') && isNearlyAll(set, param('minShare')));
			});
		});
	}

	#points(context: RunContext): readonly TestPair[] {
		let points = this.#known.get(context);
		if (!points) this.#known.set(context, (points = context.knowledge.points('testPairs').filter(({ scope }) => scope === 'population')));
		return points;
	}
}

/** Per visit and pair: nothing, the first test, both on one day. Lines that were taken back count: a share is no proof, and the judge nets them. */
function pairsOfVisits(
	shard: Shard,
	context: RunContext,
	{ length: width }: readonly TestPair[],
	sidesOf: (context: RunContext) => readonly (readonly number[] | null)[]
): Uint8Array {
	const had = new Uint8Array(shard.visitCount * width);
	const { fee } = shard.tables;
	if (!fee || width === 0) return had;
	const items = feeItems(shard, context);
	const [sides, quantities, times] = [sidesOf(context), numbersOf(fee, 'cnt'), timesOf(fee, 'fee_ocur_time')];
	const [flags, voids] = [codesOf(fee, 'vali_flag'), isVoidFlag(context.batch)];
	const days: number[][] = Array.from({ length: width * 2 }, () => []);
	for (let visit = 0; visit < shard.visitCount; visit++) {
		let any = false;
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			const places = sides[items[row]!];
			if (!places || numberAt(quantities, row) < 0 || (flags && voids[flags[row]!] === 1)) continue;
			if (!any) for (const list of days) list.length = 0;
			any = true;
			for (const place of places) days[place]!.push(dayAt(times, row));
		}
		if (any) for (let at = 0; at < width; at++) had[visit * width + at] = stateOf(days[at * 2]!, days[at * 2 + 1]!);
	}
	return had;
}

function stateOf(mains: readonly number[], subs: readonly number[]): number {
	if (mains.length === 0) return 0;
	const isUnknown = subs.length > 0 && (mains.includes(NO_DAY) || subs.includes(NO_DAY));
	const both = subs.some((day) => day !== NO_DAY && mains.includes(day));
	return MAIN | (both ? BOTH : 0) | (isUnknown ? UNKNOWN : 0);
}

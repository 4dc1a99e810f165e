import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { codesOf, dayAt, hasRows, isVoidFlag, NO_DAY, numberAt, numbersOf, perShard, perText, timesOf, visitsThat } from './columns.ts';
import { diagnosedFor } from './diagnosed-for.ts';
import { feeItems, perItem } from './fee-items.ts';
import { sexOf } from './person.ts';
import { departmentKeys } from './shares.ts';
import { visitColumns } from './visit-columns.ts';

export type Screening = PointOf<'screening'>;

/** Stays of a department without a diagnosis that gives a reason for a test, and how many of them had it in the first days. */
export interface Routine {
	readonly stays: number;
	readonly done: number;
}
/** By department of an institution (`departmentKeys`), then by point. Plain data. */
export type Routines = Readonly<Record<string, Readonly<Record<string, Routine>>>>;

const NOT_DONE = 0;
const DONE = 1;
/** Charged, but it is not known when the stay began. */
const UNKNOWN = 2;
/** Charged and taken back, by columns: refunds of other days are told apart by the judge only. */
const TAKEN_BACK = 3;

const sexes = perText('visit', 'gend', (text) => Number(sexOf(text) ?? 0));

/** What a rule about routine tests (入院普查) asks: both passes of the population, and its candidates. */
export class RoutineTests {
	readonly #points = perRun((context): readonly Screening[] => context.knowledge.points('screening').filter(({ kind }) => this.kinds.includes(kind)));
	readonly #early = perShard((shard, context) =>
		earlyTests(shard, context, this.#points(context).length, this.#spoken, (day) => this.#param(context, 'firstDays', day))
	);
	/** Places of the points that speak of an item; null where none does. */
	readonly #spoken = perItem((key, context): readonly number[] | null => {
		const all = this.#points(context);
		const places = context.knowledge.match('screening', key).flatMap(({ point }) => (all.includes(point) ? [all.indexOf(point)] : []));
		return places.length === 0 ? null : places;
	});

	/** @param rule whose parameters `firstDays`, `minStays`, `minShare` say what a routine is */
	constructor(
		readonly rule: string,
		readonly kinds: readonly Screening['kind'][]
	) {}

	/** First pass: closed stays of each department without a reason by diagnosis, and how many had the test. */
	map(shard: Shard, context: RunContext): Routines {
		const [all, done, keyOf] = [this.#points(context), this.#early(shard, context), departmentKeys(shard, context)];
		const [diagnosed, sexOfVisit] = [diagnosedFor(shard, context, all), visitSexes(shard, context)];
		const [counts, excused]: [Record<string, Record<string, { stays: number; done: number }>>, Uint8Array] = [{}, new Uint8Array(all.length)];
		for (let visit = 0; visit < shard.visitCount; visit++) {
			const key = keyOf(visit);
			if (!key) continue;
			diagnosed(visit, excused.fill(0));
			const own = (counts[key] ??= {});
			const operated = hasRows(shard.tables.operation, visit);
			all.forEach(({ id, sex, operated: isReason }, at) => {
				if (excused[at] === 1 || (isReason && operated) || (sex !== undefined && Number(sex) !== sexOfVisit(visit))) return;
				const count = (own[id] ??= { stays: 0, done: 0 });
				count.stays++;
				if (done[visit * all.length + at] === DONE) count.done++;
			});
		}
		return counts;
	}

	/** Stays with a test that is a routine of their department, and those of which that cannot be told. */
	candidates(shard: Shard, context: RunContext, routines: Routines): number[] {
		const [all, done, keyOf] = [this.#points(context), this.#early(shard, context), departmentKeys(shard, context)];
		return visitsThat(shard, (visit) => {
			const key = keyOf(visit);
			if (key === null) return false;
			const day = serviceDay(shard, visit);
			return all.some(({ id }, at) => {
				const was = done[visit * all.length + at]!;
				if (was === NOT_DONE) return false;
				if (key === '' || was === UNKNOWN) return true;
				const routine = routines[key]?.[id];
				if (!routine || routine.stays < this.#param(context, 'minStays', day)) return false;
				return isNearlyAll(routine, this.#param(context, 'minShare', day));
			});
		});
	}

	#param(context: RunContext, name: string, day: number | null): number {
		return context.parameters.get(this.rule, name, day)?.value ?? 0;
	}
}

/** @param percent of the stays that make a routine */
export const isNearlyAll = ({ stays, done }: Routine, percent: number): boolean => done * 100 >= stays * percent;

/** Whether a calendar day is among the first days of a stay that began on `firstDay`. */
export const isEarly = (day: number, firstDay: number, firstDays: number): boolean => firstDay <= day && day < firstDay + firstDays;

/** Per visit and point whether the test was charged in the first days of the stay, net of what was taken back. */
function earlyTests(
	shard: Shard,
	context: RunContext,
	width: number,
	pointsOf: (context: RunContext) => readonly (readonly number[] | null)[],
	firstDays: (day: number | null) => number
): Uint8Array {
	const done = new Uint8Array(shard.visitCount * width);
	const { fee } = shard.tables;
	if (!fee || width === 0) return done;
	const [items, { firstDay }] = [feeItems(shard, context), visitColumns(shard, context)];
	const [spoken, quantities, times] = [pointsOf(context), numbersOf(fee, 'cnt'), timesOf(fee, 'fee_ocur_time')];
	const [flags, voids] = [codesOf(fee, 'vali_flag'), isVoidFlag(context.batch)];
	const [net, charged] = [new Float64Array(width), new Uint8Array(width)];
	for (let visit = 0; visit < shard.visitCount; visit++) {
		let any = false;
		let days = 0;
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			const places = spoken[items[row]!];
			if (!places || (flags && voids[flags[row]!] === 1)) continue;
			if (!any) {
				any = true;
				days = firstDays(serviceDay(shard, visit));
				net.fill(0);
				charged.fill(0);
			}
			const [quantity, day] = [numberAt(quantities, row), dayAt(times, row)];
			// A refund counts whenever it came.
			if (quantity >= 0 && firstDay[visit] !== NO_DAY && (day === NO_DAY || !isEarly(day, firstDay[visit]!, days))) continue;
			for (const at of places) {
				net[at]! += quantity;
				if (quantity >= 0) charged[at] = 1;
			}
		}
		if (!any) continue;
		for (let at = 0; at < width; at++)
			if (charged[at] === 1) done[visit * width + at] = firstDay[visit] === NO_DAY ? UNKNOWN : net[at]! > 0 ? DONE : TAKEN_BACK;
	}
	return done;
}

function visitSexes(shard: Shard, context: RunContext): (visit: number) => number {
	const { visit: table } = shard.tables;
	const [codes, numbers] = [codesOf(table, 'gend'), sexes(context.batch)];
	return (visit) => (table && codes && table.rowStart[visit] !== table.rowStart[visit + 1] ? numbers[codes[table.rowStart[visit]!]!]! : 0);
}

/** Joins the counts of all shards; their order does not matter. */
export function mergeRoutines(partials: readonly Routines[]): Routines {
	const all: Record<string, Record<string, Routine>> = {};
	for (const partial of partials)
		for (const [key, routines] of Object.entries(partial)) {
			const own = (all[key] ??= {});
			for (const [id, { stays, done }] of Object.entries(routines))
				own[id] = own[id] ? { stays: own[id].stays + stays, done: own[id].done + done } : { stays, done };
		}
	return all;
}

/** Made once a run. */
function perRun<V>(make: (context: RunContext) => V): (context: RunContext) => V {
	const known = new WeakMap<RunContext, { readonly value: V }>();
	return (context) => {
		let entry = known.get(context);
		if (!entry) known.set(context, (entry = { value: make(context) }));
		return entry.value;
	};
}

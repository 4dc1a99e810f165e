import type { Shard } from '../domain/shard.ts';
import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import { perShard } from './columns.ts';
import { institutionKey } from './institutions.ts';
import { normalized } from './memo.ts';
import { visitRow } from './neighbours.ts';
import { numberOf } from './number-of.ts';
import { settlements } from './settled.ts';
import { visitColumns } from './visit-columns.ts';

const VILLAGE = /^.*?(村|社区|屯|庄|寨|嘎查|小区)/;
/** Village or neighbourhood (村、社区) of an address, without the house; '' where the address does not come down to one. */
export const villageOf = (address: string): string => VILLAGE.exec(normalized(address))?.[0] ?? '';

/** A stay whose own part (个人负担) nobody paid in cash, with what says so. `clear` is false where cash or medical aid is not told. */
export interface WrittenOff {
	readonly visit: Row<'visit'>;
	readonly settlement: Row<'settlement'>;
	/** Total less funds and personal account, 分. */
	readonly ownPart: number;
	readonly village: string;
	readonly day: number;
	readonly clear: boolean;
}

/** Null where something was paid in cash, or medical aid paid, or nothing was the patient's own; or where the stay has not one settlement. */
export function writtenOff(stay: Stay): WrittenOff | null {
	const visit = visitRow(stay);
	const begin = visit?.time('begntime');
	const [settlement, ...more] = stay.fact(settlements) ?? [];
	if (!visit || !begin || !settlement || more.length > 0) return null;
	const [total, fund, cash, aid] = (['medfee_sumamt', 'fund_pay_sumamt', 'cash_payamt', 'maf_pay'] as const).map((field) => settlement.number(field));
	if (total == null || fund == null) return null;
	const ownPart = total - fund - (settlement.number('acct_pay') ?? 0);
	if (ownPart <= 0 || (cash != null && cash > 0) || (aid != null && aid > 0)) return null;
	return { visit, settlement, ownPart, village: villageOf(visit.text('addr')), day: dayOf(begin.seconds), clear: cash != null && aid != null };
}

/** Written-off stays by visit; null for others. */
const inShard = perShard((shard: Shard, context: RunContext): readonly (WrittenOff | null)[] => {
	const { inpatient } = visitColumns(shard, context);
	const book = bookOf(shard, context.batch);
	return Array.from({ length: shard.visitCount }, (_, visit) =>
		inpatient[visit] === 1 && shard.tables.settlement ? writtenOff(book.stay(visit)) : null
	);
});
export const writtenOffIn = (shard: Shard, context: RunContext): readonly (WrittenOff | null)[] => inShard(shard, context);

/** Number of the institution and village of a stay. */
export const clusterKey = ({ visit, village }: WrittenOff): number => numberOf(`${institutionKey(visit)} ${village}`);

export interface Admitted {
	readonly key: number;
	readonly visit: number;
	readonly person: number;
	readonly day: number;
	readonly clear: boolean;
}
/** Written-off stays of a village at an institution, in the order of their days. */
export type Clusters = ReadonlyMap<number, readonly Admitted[]>;

export function admittedIn(shard: Shard, context: RunContext): Admitted[] {
	const book = bookOf(shard, context.batch);
	return writtenOffIn(shard, context).flatMap((one, visit) =>
		one && one.village !== ''
			? [{ key: clusterKey(one), visit: shard.visitCode[visit]!, person: shard.personCode[book.personOf(visit)]!, day: one.day, clear: one.clear }]
			: []
	);
}

/** Joins the stays of all shards; their order does not matter. */
export function clustersOf(partials: readonly (readonly Admitted[])[]): Clusters {
	const clusters = new Map<number, Admitted[]>();
	for (const one of partials.flat()) {
		const known = clusters.get(one.key);
		if (known) known.push(one);
		else clusters.set(one.key, [one]);
	}
	for (const all of clusters.values()) all.sort((a, b) => a.day - b.day || a.visit - b.visit);
	return clusters;
}

const personsOf = (all: readonly Admitted[]): number => new Set(all.map(({ person }) => person)).size;

/** Stays from one of them on within so many days, where they are of enough persons and those from the one before were not. Null elsewhere. */
export function clusterFrom(all: readonly Admitted[], visit: number, least: number, days: number): Admitted[] | null {
	const at = all.findIndex((one) => one.visit === visit);
	const from = (place: number): Admitted[] => all.filter((one, i) => i >= place && one.day - all[place]!.day < days);
	if (at < 0 || personsOf(from(at)) < least) return null;
	return at > 0 && personsOf(from(at - 1)) >= least ? null : from(at);
}

import type { Shard } from '../domain/shard.ts';
import { dayOf, PRECISION } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { charges } from './charges.ts';
import { hasRows, perShard } from './columns.ts';
import { institutionKey } from './institutions.ts';
import { visitRow } from './neighbours.ts';
import { numberOf } from './number-of.ts';
import { visitsWithRefund } from './refunds.ts';
import { settlements } from './settled.ts';
import { signatures } from './signatures.ts';
import { visitColumns } from './visit-columns.ts';

/** Groups of fewer persons are not carried on: a registration and its fee are what many come for. */
const LEAST_PERSONS = 3;

/** A settlement of an outpatient visit: when, and the number of its institution, day, items and quantities. */
interface Settled {
	readonly key: number;
	readonly seconds: number;
	/** Whether the time is known to the minute. */
	readonly exact: boolean;
	readonly row: Row<'settlement'>;
}

/** The one settlement of each outpatient visit; null where there are none or several, or where institution, time or items are not known. */
const settledIn = perShard((shard: Shard, context: RunContext): readonly (Settled | null)[] => {
	const { outpatient } = visitColumns(shard, context);
	const { settlement, fee } = shard.tables;
	const [book, refunds] = [bookOf(shard, context.batch), visitsWithRefund(shard, context)];
	const netOf = (visit: number) =>
		book
			.stay(visit)
			.fact(charges)
			.net.map(({ row, quantity }) => ({ row: row.index, quantity }));
	const signatureOf = signatures(shard, context, (visit) => (refunds[visit] === 1 ? netOf(visit) : null));
	return Array.from({ length: shard.visitCount }, (_, visit) => {
		if (outpatient[visit] !== 1 || !hasRows(settlement, visit) || !hasRows(fee, visit)) return null;
		const stay = book.stay(visit);
		const [row, ...more] = stay.fact(settlements) ?? [];
		const [place, time] = [visitRow(stay), row?.time('setl_time')];
		const { text, items } = signatureOf(visit);
		if (!row || more.length > 0 || !place || !time || items === 0 || institutionKey(place) === '') return null;
		const key = numberOf(`${institutionKey(place)} ${dayOf(time.seconds)} ${text}`);
		return { key, seconds: time.seconds, exact: time.precision === PRECISION.minute, row };
	});
});

/** The settlement of a visit as bursts are reckoned; null where the visit cannot be one of a burst. */
export const settledOf = (stay: Stay, context: RunContext): Settled | null => settledIn(stay.book.shard, context)[stay.index] ?? null;

export interface Member {
	readonly visit: number;
	readonly person: number;
	readonly seconds: number;
	readonly exact: boolean;
}
/** Settlements of a shard in columns. */
export interface SettledColumns {
	readonly key: Float64Array;
	readonly visit: Uint32Array;
	readonly person: Uint32Array;
	readonly seconds: Float64Array;
	readonly exact: Uint8Array;
}
/** Settlements of several persons at one institution on one day with the same items, in the order of time. */
export type Bursts = ReadonlyMap<number, readonly Member[]>;

export function settledColumns(shard: Shard, context: RunContext): SettledColumns {
	const book = bookOf(shard, context.batch);
	const found = settledIn(shard, context).flatMap((one, visit) => (one ? [{ ...one, visit }] : []));
	return {
		key: Float64Array.from(found, (one) => one.key),
		visit: Uint32Array.from(found, (one) => shard.visitCode[one.visit]!),
		person: Uint32Array.from(found, (one) => shard.personCode[book.personOf(one.visit)]!),
		seconds: Float64Array.from(found, (one) => one.seconds),
		exact: Uint8Array.from(found, (one) => (one.exact ? 1 : 0))
	};
}

/** Joins the settlements of all shards; their order does not matter. */
export function mergeSettled(partials: readonly SettledColumns[]): Bursts {
	const groups = new Map<number, Member[]>();
	for (const { key, visit, person, seconds, exact } of partials) {
		for (let i = 0; i < key.length; i++) {
			const member = { visit: visit[i]!, person: person[i]!, seconds: seconds[i]!, exact: exact[i] === 1 };
			const known = groups.get(key[i]!);
			if (known) known.push(member);
			else groups.set(key[i]!, [member]);
		}
	}
	for (const [key, members] of groups) {
		if (personsOf(members) < LEAST_PERSONS) groups.delete(key);
		else members.sort((a, b) => a.seconds - b.seconds || a.visit - b.visit);
	}
	return groups;
}

export const personsOf = (members: readonly Member[]): number => new Set(members.map(({ person }) => person)).size;

/** The settlements of a group within so many seconds from one of them on, where they are of enough persons and those from the one before were not. Null elsewhere. */
export function burstFrom(members: readonly Member[], visit: number, least: number, seconds: number): Member[] | null {
	const exact = members.filter((member) => member.exact);
	const at = exact.findIndex((member) => member.visit === visit);
	const from = (place: number): Member[] => exact.filter((one, i) => i >= place && one.seconds - exact[place]!.seconds <= seconds);
	if (at < 0 || personsOf(from(at)) < least) return null;
	return at > 0 && personsOf(from(at - 1)) >= least ? null : from(at);
}

/** Lines charged before a moment, where the file knows the minute; null where it does not. */
export function chargedBefore(stay: Stay, seconds: number): Source[] | null {
	const timed = stay.fact(charges).net.filter(({ row }) => row.time('fee_ocur_time')?.precision === PRECISION.minute);
	if (timed.length === 0) return null;
	return timed.filter(({ row }) => row.time('fee_ocur_time')!.seconds < seconds).map(({ row }) => ({ row, field: 'fee_ocur_time' }));
}

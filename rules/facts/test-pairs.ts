import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { notRefunded } from './charges.ts';
import { chargeDay, limitedCharges, type LimitedCharge } from './limited-charges.ts';

export type TestPair = PointOf<'testPairs'>;
type Item = LimitedCharge<TestPair>;

/** Two tests of one point charged in a stay: their lines by side. */
export interface ChargedPair {
	readonly point: TestPair;
	readonly mains: readonly Item[];
	readonly subs: readonly Item[];
}

/** Pairs of a scope of which both tests are charged in the stay. */
export function chargedPairs(stay: Stay, t: Trace, scope: TestPair['scope']): ChargedPair[] {
	const mains = limitedCharges(stay, t.context, 'testPairs', t.day).filter(({ point }) => point.scope === scope);
	if (mains.length === 0) return [];
	const subs = limitedCharges(stay, t.context, 'testPairs', t.day, 'sub');
	return mains.flatMap(({ point, items }) => {
		const others = subs.find((group) => group.point === point)?.items ?? [];
		return others.length === 0 ? [] : [{ point, mains: items, subs: others }];
	});
}

/** A second test with a first one of the same day. */
export interface SameDay {
	readonly main: Item;
	readonly sub: Item;
}

/** Second tests that were charged on a day of the first, with both items and the day as conditions. 无法判断 of a line without a date. */
export function onOneDay(t: Trace, { mains, subs }: ChargedPair): SameDay[] {
	const found: SameDay[] = [];
	t.each(subs, (sub) => {
		const day = chargeDay(sub.charge);
		const main = mains.find((one) => chargeDay(one.charge) === day) ?? mains.find((one) => chargeDay(one.charge) === null);
		if (day !== null && main === undefined) return false;
		const first = main ?? mains[0]!;
		t.matches('first-test', first.charge.row, first.match);
		t.matches('second-test', sub.charge.row, sub.match);
		if (!notRefunded(t, first.charge) || !notRefunded(t, sub.charge)) return false;
		if (!t.eq('same-day', t.dayOf(sub.charge.row, 'fee_ocur_time'), t.dayOf(first.charge.row, 'fee_ocur_time'))) return false;
		return found.push({ main: first, sub }) > 0;
	});
	return found;
}

/** Names of both tests. */
export const namesOfPair = ({ name, aliases = [], subName, subAliases = [] }: TestPair): string[] => [name, ...aliases, subName, ...subAliases];

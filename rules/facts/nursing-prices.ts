import type { Shard } from '../domain/shard.ts';
import { StayBook } from '../engine/stay.ts';
import type { RunContext } from '../engine/rule.ts';
import { institutionKey } from './institutions.ts';
import { feeRowsOf, visitsWith } from './items.ts';
import { nursingMatch, type NursingLevel } from './nursing-levels.ts';

/** Visits by institution, level of care and unit price: what an institution charges for nursing in this batch. Plain data. */
export type NursingPrices = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
type Growing = Record<string, Record<string, Record<string, number>>>;

export function nursingPricesOf(shard: Shard, context: RunContext): NursingPrices {
	const { visit, fee } = shard.tables;
	const prices: Growing = {};
	if (!visit || !fee) return prices;
	const marks = feeRowsOf(shard, context, 'itemKinds');
	const book = new StayBook(shard, context.batch);
	for (const v of visitsWith(shard, fee, marks)) {
		if (visit.rowStart[v] === visit.rowStart[v + 1]) continue;
		const stay = book.stay(v);
		const institution = institutionKey(stay.visit);
		if (institution === '') continue;
		const seen = new Set<string>();
		for (const row of stay.rows('fee')) {
			const level = marks[row.index] === 0 ? undefined : nursingMatch(context, row, null)?.point.level;
			const price = row.number('pric');
			if (level === undefined || price === null || price <= 0 || !/^(日|天|次|)$/.test(row.text('unt').trim())) continue;
			seen.add(`${level} ${price}`);
		}
		for (const key of seen) add(prices, institution, ...(key.split(' ') as [string, string]), 1);
	}
	return prices;
}

/** The sums do not depend on the order of the shards. */
export function mergeNursingPrices(partials: readonly NursingPrices[]): NursingPrices {
	const merged: Growing = {};
	for (const partial of partials)
		for (const [institution, levels] of Object.entries(partial))
			for (const [level, prices] of Object.entries(levels)) for (const [price, visits] of Object.entries(prices)) add(merged, institution, level, price, visits);
	return merged;
}

function add(prices: Growing, institution: string, level: string, price: string, visits: number): void {
	const ofLevel = ((prices[institution] ??= {})[level] ??= {});
	ofLevel[price] = (ofLevel[price] ?? 0) + visits;
}

/** The price that most visits of the institution were charged; of equals the higher one, so that the difference is the smaller. */
export function usualPrice(prices: NursingPrices, institution: string, level: NursingLevel): { price: number; visits: number } | null {
	const entries = Object.entries(prices[institution]?.[level] ?? {}).map(([price, visits]) => ({ price: Number(price), visits }));
	entries.sort((a, b) => b.visits - a.visits || b.price - a.price);
	return entries[0] ?? null;
}

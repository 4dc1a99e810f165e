import type { Shard } from '../domain/shard.ts';
import { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { codesOf, hasRows, numberAt, numbersOf, perText } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { institutionKey } from './institutions.ts';
import type { KindCharge } from './kind-charges.ts';
import { NURSING_LEVELS, type NursingLevel } from './nursing-levels.ts';
import { itemsOfKind } from './table-items.ts';

/** Visits by institution, level of care and unit price: what an institution charges for nursing in this batch. Plain data. */
export type NursingPrices = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
type Growing = Record<string, Record<string, Record<string, number>>>;

/** Level + 1 of a nursing item; 0 for others and where the point names none. */
const levelOf = perItem((key, { knowledge }) => {
	const nursing = knowledge.match('itemKinds', key).find(({ point }) => point.kind === 'nursing');
	return (nursing?.point.level ?? -1) + 1;
});
/** Prices of a day: of other units they are not compared. */
const isDay = perText('fee', 'unt', (text) => (/^(日|天|次|)$/.test(text.trim()) ? 1 : 0));

export function nursingPricesOf(shard: Shard, context: RunContext): NursingPrices {
	const { visit: table, fee } = shard.tables;
	const prices: Growing = {};
	if (!table || !fee) return prices;
	const [items, levels, days, units, amounts] = [
		feeItems(shard, context),
		levelOf(context),
		isDay(context.batch),
		codesOf(fee, 'unt'),
		numbersOf(fee, 'pric')
	];
	for (const [visit, rows] of itemsOfKind('nursing').byVisit(shard, context)) {
		if (!hasRows(table, visit)) continue;
		const seen = new Map<number, Set<number>>();
		for (const row of rows) {
			const level = days[units ? units[row]! : 0] === 0 ? 0 : levels[items[row]!]!;
			if (level > 0 && numberAt(amounts, row) > 0) (seen.get(level) ?? seen.set(level, new Set()).get(level)!).add(amounts![row]!);
		}
		const institution = seen.size === 0 ? '' : institutionKey(new Row<'visit'>(table, table.rowStart[visit]!, context.batch));
		if (institution === '') continue;
		for (const [level, own] of seen) for (const price of own) add(prices, institution, String(level - 1), String(price), 1);
	}
	return prices;
}

/** The sums do not depend on the order of the shards. */
export function mergeNursingPrices(partials: readonly NursingPrices[]): NursingPrices {
	const merged: Growing = {};
	for (const partial of partials)
		for (const [institution, levels] of Object.entries(partial))
			for (const [level, prices] of Object.entries(levels))
				for (const [price, visits] of Object.entries(prices)) add(merged, institution, level, price, visits);
	return merged;
}

function add(prices: Growing, institution: string, level: string, price: string, visits: number): void {
	const ofLevel = ((prices[institution] ??= {})[level] ??= {});
	ofLevel[price] = (ofLevel[price] ?? 0) + visits;
}

/** The price that most visits of the institution were charged; of equals the higher one, so that the difference is the smaller. */
function usualPrice(prices: NursingPrices, institution: string, level: NursingLevel): { price: number; visits: number } | null {
	const entries = Object.entries(prices[institution]?.[level] ?? {}).map(([price, visits]) => ({ price: Number(price), visits }));
	entries.sort((a, b) => b.visits - a.visits || b.price - a.price);
	return entries[0] ?? null;
}

/** What a day of a level costs: as this stay was charged for it, else as the institution charges in this batch; null where neither says. */
export function priceOfLevel(
	t: Trace,
	stay: Stay,
	nursing: readonly KindCharge[],
	prices: NursingPrices,
	level: NursingLevel
): Traced<number> | null {
	const own = nursing.find(({ charge, match }) => match.point.level === level && (charge.row.number('pric') ?? 0) > 0);
	if (own) return t.number(own.charge.row, 'pric');
	const usual = usualPrice(prices, institutionKey(stay.visit), level);
	if (!usual) return null;
	const label = {
		zh: `${NURSING_LEVELS[level]}单价（批内本机构 ${usual.visits} 次就诊）`,
		en: `Price of level ${level} (${usual.visits} visits of the institution in the batch)`
	};
	return t.batch(label, 'price', usual.price);
}

import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { codesOf, dayAt, NO_DAY, numberAt, numbersOf, perText, timesOf } from './columns.ts';

/** One sale of a product at a pharmacy: civil seconds (0 where only the day is known), price (1/1 000 000 元), and who paid. */
export interface Sale {
	readonly seconds: number;
	readonly price: number;
	readonly insured: boolean;
}
/** Sales by pharmacy, product, pack, unit and day. Plain data. */
export type Sales = Readonly<Record<string, readonly Sale[]>>;
/** What was paid in cash for a product beside its insured sales of a day. */
export interface CashPrice {
	/** The dearest of the cash prices below the insured one: what cannot be doubted. */
	readonly price: number;
	readonly sales: number;
}

const PRODUCT = ['hilist_code', 'med_list_codg', 'medins_list_codg', 'medins_list_name', 'hilist_name'] as const;
const isPharmacy = perText('visit', 'med_type', (text) => (text.startsWith('41') ? 1 : 0));

/** Key of the product of a fee row at the pharmacy of its visit on its day; null where something of it is not told. */
export function saleKeys(shard: Shard): (visit: number, row: number) => string | null {
	const { visit: table, fee } = shard.tables;
	const times = timesOf(fee, 'fee_ocur_time');
	// Codes of the dictionaries, which all workers share; numbers of items are each worker's own.
	const product = PRODUCT.map((field) => codesOf(fee, field));
	const [places, specs, units] = [codesOf(table, 'fixmedins_code'), codesOf(fee, 'spec'), codesOf(fee, 'unt')];
	return (visit, row) => {
		const day = dayAt(times, row);
		const place = places?.[table!.rowStart[visit]!] ?? 0;
		if (day === NO_DAY || place === 0 || !units || units[row] === 0) return null;
		return `${place}|${product.map((codes) => codes?.[row] ?? 0).join('.')}|${specs?.[row] ?? 0}|${units[row]!}|${day}`;
	};
}

/** Visits at pharmacies (41 药店购药) with one settlement, and whether it was paid by the funds: true, in cash: false, neither told: null. */
export function payers(shard: Shard, { batch }: RunContext): (visit: number) => boolean | null {
	const { visit: table, settlement } = shard.tables;
	const [types, pharmacy] = [codesOf(table, 'med_type'), isPharmacy(batch)];
	const [funds, accounts, cash] = ['fund_pay_sumamt', 'acct_pay', 'cash_payamt'].map((field) => numbersOf(settlement, field));
	return (visit) => {
		if (!table || !settlement || !types || table.rowStart[visit] === table.rowStart[visit + 1]) return null;
		const [from, to] = [settlement.rowStart[visit]!, settlement.rowStart[visit + 1]!];
		if (pharmacy[types[table.rowStart[visit]!]!] !== 1 || to - from !== 1) return null;
		if (numberAt(funds, from) > 0) return true;
		return numberAt(funds, from) === 0 && numberAt(accounts, from) === 0 && numberAt(cash, from) > 0 ? false : null;
	};
}

/** First pass: what each product was sold for at pharmacies, insured and in cash. Lines taken back are none. */
export function salesOfPharmacies(shard: Shard, context: RunContext): Sales {
	const fee = shard.tables.fee!;
	const [keyOf, payerOf] = [saleKeys(shard), payers(shard, context)];
	const [prices, counts, times] = [numbersOf(fee, 'pric'), numbersOf(fee, 'cnt'), timesOf(fee, 'fee_ocur_time')];
	const sales: Record<string, Sale[]> = {};
	for (let visit = 0; visit < shard.visitCount; visit++) {
		const insured = payerOf(visit);
		if (insured === null) continue;
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			const key = numberAt(prices, row) > 0 && numberAt(counts, row) > 0 ? keyOf(visit, row) : null;
			if (key === null) continue;
			(sales[key] ??= []).push({ seconds: times!.precision[row] === 2 ? times!.seconds[row]! : 0, price: numberAt(prices, row), insured });
		}
	}
	return sales;
}

/** All sales of the batch, by key; products sold only in one way are left out. */
export function mergeSales(partials: readonly Sales[]): Sales {
	const all: Record<string, Sale[]> = {};
	for (const partial of partials) for (const [key, sales] of Object.entries(partial)) (all[key] ??= []).push(...sales);
	const both = (sales: readonly Sale[]): boolean => sales.some(({ insured }) => insured) && sales.some(({ insured }) => !insured);
	return Object.fromEntries(Object.entries(all).filter(([, sales]) => both(sales)));
}

/**
 * Cash sales of the product below an insured price: an insured sale must stand between two of them, or the times are not known to the minute, so that it is
 * no change of price within the day.
 */
export function cashBelow(sales: readonly Sale[], seconds: number, price: number): CashPrice | null {
	const below = sales.filter((sale) => !sale.insured && sale.price < price);
	if (below.length === 0) return null;
	const exact = seconds > 0 && below.every((sale) => sale.seconds > 0);
	if (exact && !(below.some((sale) => sale.seconds <= seconds) && below.some((sale) => sale.seconds >= seconds))) return null;
	return { price: Math.max(...below.map((sale) => sale.price)), sales: below.length };
}

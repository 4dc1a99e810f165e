import { display, dayNumber } from '../domain/display.ts';
import type { BatchContext } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import { Row } from '../engine/row.ts';
import type { ItemKey } from '../knowledge/lookup.ts';
import { normalizeName } from '../knowledge/names.ts';
import { normalized } from './memo.ts';

type StockRow = Row<'stock'>;

/** The books of one item of an institution (进销存): what was there, came in, went back and is left. Quantities 1/10 000 of `unit`. */
export interface Ledger {
	/** Its number among the ledgers of the batch, the same in every shard. */
	readonly id: number;
	readonly name: string;
	readonly unit: string;
	/** Units of an opened package a package; null where no row says. */
	readonly ratio: number | null;
	readonly packUnit: string;
	readonly partUnit: string;
	/** Balances (结存) by period in their order, each month once a store. */
	readonly balances: readonly StockRow[];
	/** Deliveries back to the supplier (退货). */
	readonly returned: readonly StockRow[];
	/** Receipts (入库) with their day, in their order. */
	readonly receipts: readonly StockRow[];
}

const RETURN = /退/;
const RECEIPT = /入库|购进|采购|调入|赠/;

const known = new WeakMap<BatchContext, Books>();

/** All ledgers of a batch, and the way from a fee line to its own. */
export interface Books {
	readonly ledgers: readonly Ledger[];
	/** Ledger of an item at an institution; null where the stock files do not carry it, or carry it twice. */
	find(institution: string, item: ItemKey): Ledger | null;
	/** Whether any institution's books may carry the item. */
	carry(item: ItemKey): boolean;
}

/** The books of the batch; made once a run. */
export function booksOf(batch: BatchContext): Books {
	let books = known.get(batch);
	if (!books) known.set(batch, (books = open(batch)));
	return books;
}

function open(batch: BatchContext): Books {
	const table = batch.tables.stock;
	const groups = new Map<string, StockRow[]>();
	for (let index = 0; table && index < table.rowCount; index++) {
		const row = new Row<'stock'>(table, index, batch);
		const item = row.text('medins_list_codg') || row.text('med_list_codg') || `${normalizeName(row.text('name'))} ${row.text('spec')}`;
		const key = `${row.text('fixmedins_code')}|${item}`;
		const rows = groups.get(key);
		if (rows) rows.push(row);
		else groups.set(key, [row]);
	}
	const ledgers = [...groups.values()].map((rows, id) => ledgerOf(rows, id));
	const byKey = new Map<string, Ledger | null>();
	[...groups.values()].forEach((rows, id) => {
		const [row] = rows as [StockRow];
		const place = row.text('fixmedins_code');
		for (const name of new Set(rows.flatMap(keysOf))) {
			const key = `${place}|${name}`;
			byKey.set(key, byKey.has(key) && byKey.get(key) !== ledgers[id] ? null : ledgers[id]!);
		}
	});
	const text = (dictionary: string, code: number): string => (code === 0 ? '' : batch.dictionaries.get(dictionary).text(code));
	const namesOfItem = (item: ItemKey): string[] =>
		[
			`L${text('localItem', item.local)}`,
			`N${text('item', item.national)}`,
			`N${text('item', item.catalogue)}`,
			`T${normalized(text('itemName', item.localName) || text('itemName', item.nationalName))}`
		].filter((name) => name.length > 1);
	const carried = new Set([...groups.values()].flatMap((rows) => rows.flatMap(keysOf)));
	return {
		ledgers,
		carry: (item) => namesOfItem(item).some((name) => carried.has(name)),
		find(institution, item) {
			for (const name of namesOfItem(item)) {
				const found = byKey.get(`${institution}|${name}`) ?? byKey.get(`|${name}`);
				if (found) return found;
			}
			return null;
		}
	};
}

/** Names by which fee lines may mean a stock row: the hospital's code, the national one, the name. */
const keysOf = (row: StockRow): string[] =>
	[`L${row.text('medins_list_codg')}`, `N${row.text('med_list_codg')}`, `T${normalized(row.text('name'))}`].filter((name) => name.length > 1);

function ledgerOf(rows: readonly StockRow[], id: number): Ledger {
	const said = (field: 'unt' | 'pack_unt' | 'trdn_unt'): string => rows.map((row) => row.text(field)).find((text) => text !== '') ?? '';
	const ratio = rows.map((row) => row.number('package_ratio')).find((value) => value !== null && value > 0) ?? null;
	const moved = rows.filter((row) => row.text('movement') !== '' && (row.number('cnt') ?? 0) !== 0);
	const pharmacies = rows.some((row) => /药房/.test(row.text('store_name'))) ? rows.filter((row) => !/药库/.test(row.text('store_name'))) : rows;
	return {
		id,
		name: rows[0]!.text('name'),
		unit: said('unt'),
		ratio: ratio === null ? null : ratio / QUANTITY_SCALE,
		packUnit: said('pack_unt'),
		partUnit: said('trdn_unt'),
		balances: pharmacies.filter((row) => row.number('closing') !== null).sort((a, b) => a.text('period').localeCompare(b.text('period'))),
		returned: moved.filter((row) => RETURN.test(row.text('movement')) && !RECEIPT.test(row.text('movement'))),
		receipts: moved
			.filter((row) => RECEIPT.test(row.text('movement')) && !RETURN.test(row.text('movement')) && row.time('moved_at') !== null)
			.sort((a, b) => a.time('moved_at')!.seconds - b.time('moved_at')!.seconds)
	};
}

/** What the books say could be used from the first to the last of their months. */
export interface Balance {
	readonly firstDay: number;
	readonly lastDay: number;
	readonly opening: number;
	readonly received: number;
	readonly returned: number;
	readonly closing: number;
	/** opening + received − returned − closing, 1/10 000 of the ledger's unit. */
	readonly available: number;
	readonly rows: readonly StockRow[];
}

/**
 * Balance of a ledger over its months. The sum of receipts is that of the balances, or where they do not say, of the receipts themselves.
 * Null where there is no balance, a month cannot be read or one is missing in between, or an opening is absent: then nothing can be reckoned.
 */
export function balanceOf({ balances, receipts, returned }: Ledger): Balance | null {
	const months = balances.map((row) => monthOf(row.text('period')));
	if (months.length === 0 || months.some((month) => month === null)) return null;
	const [first, last] = [Math.min(...months.map(Number)), Math.max(...months.map(Number))];
	const seen = new Set(months);
	for (let month = first; month <= last; month++) if (!seen.has(month)) return null;
	const at = (month: number) => balances.filter((_, i) => months[i] === month);
	const total = (rows: readonly StockRow[], field: 'opening' | 'closing' | 'received' | 'cnt'): number | null =>
		rows.some((row) => row.number(field) === null) ? null : rows.reduce((sum, row) => sum + Math.abs(row.number(field)!), 0);
	const [opening, closing] = [total(at(first), 'opening'), total(at(last), 'closing')];
	const told = total(balances, 'received');
	const received = told ?? (receipts.length > 0 ? total(receipts, 'cnt') : null);
	if (opening === null || closing === null || received === null) return null;
	const back = total(returned, 'cnt') ?? 0;
	return {
		firstDay: dayNumber(Math.floor(first / 12), (first % 12) + 1, 1),
		lastDay: dayNumber(Math.floor((last + 1) / 12), ((last + 1) % 12) + 1, 1) - 1,
		opening,
		received,
		returned: back,
		closing,
		available: opening + received - back - closing,
		rows: told === null ? [...balances, ...receipts] : balances
	};
}

/** Months since year 0 of 202601, 2026-01, 2026年1月; null where the text is no month. */
export function monthOf(period: string): number | null {
	const match = /^(\d{4})\D?(\d{1,2})\D?$/.exec(period.trim());
	const month = match ? Number(match[2]) : 0;
	return match && month >= 1 && month <= 12 ? Number(match[1]) * 12 + month - 1 : null;
}

/** A quantity of a fee line in the unit of a ledger, 1/10 000; null where units differ and no row says how many parts a package has. */
export function inLedgerUnit(ledger: Ledger, unit: string, quantity: number): number | null {
	const { unit: own, ratio, packUnit, partUnit } = ledger;
	if (unit !== '' && unit === own) return quantity;
	if (unit === '' || own === '' || ratio === null) return null;
	if (unit === partUnit && own === (packUnit || own)) return Math.round(quantity / ratio);
	if (unit === packUnit && own === partUnit) return Math.round(quantity * ratio);
	return null;
}

/** A quantity in words: 65 盒. */
export const inWords = (ledger: Ledger, quantity: number): string => `${display.quantity(quantity)}${ledger.unit}`;

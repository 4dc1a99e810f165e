import type { Shard } from '../domain/shard.ts';
import { dayOf } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import { charges } from './charges.ts';
import { codesOf, dayAt, isVoidFlag, NO_DAY, numberAt, numbersOf, perShard, timesOf } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { itemSet, marked } from './item-rows.ts';
import { balanceOf, booksOf, inLedgerUnit, type Ledger } from './ledger.ts';
import { doubtfulRows, visitsWithRefund } from './refunds.ts';
import { chargesWhere } from './some-charges.ts';

/** What was charged of one ledger's item in its months, net of refunds. */
export interface Use {
	/** 1/10 000 of the ledger's unit. */
	readonly quantity: number;
	readonly lines: number;
	/** Lines whose unit cannot be brought to the ledger's, and lines that a refund may fit. */
	readonly unclear: number;
	readonly doubtful: number;
	/** Visit with the largest line, and that line's quantity. */
	readonly visit: string;
	readonly most: number;
	/** Visits with the item, some of them. */
	readonly visits: readonly string[];
}
/** By the number of the ledger. Plain data. */
export type Uses = Readonly<Record<string, Use>>;

const RELATED = 50;
const keys = perItem((key) => key);
/** Items that some stock file carries. */
const carried = itemSet((key, { batch }) => booksOf(batch).carry(key));

/** Institution of each visit, '' where it is not said. */
const institutions = perShard((shard: Shard, { batch }: RunContext) => {
	const { visit: table, fee } = shard.tables;
	const names = batch.dictionaries.get('fixmedins_code');
	const [own, onLine] = [codesOf(table, 'fixmedins_code'), codesOf(fee, 'fixmedins_code')];
	return (visit: number, row: number): string => {
		const code = table && own && table.rowStart[visit]! < table.rowStart[visit + 1]! ? own[table.rowStart[visit]!]! : 0;
		return code !== 0 ? names.text(code) : onLine ? names.text(onLine[row]!) : '';
	};
});

/** Ledger of each fee row; null where no stock file carries its item. One look-up a distinct item and institution. */
const ledgers = perShard((shard: Shard, context: RunContext) => {
	const [items, all] = [feeItems(shard, context), keys(context)];
	const [books, placeOf] = [booksOf(context.batch), institutions(shard, context)];
	const found = new Map<string, (Ledger | null)[]>();
	return (visit: number, row: number): Ledger | null => {
		const [place, item] = [placeOf(visit, row), items[row]!];
		let known = found.get(place);
		if (!known) found.set(place, (known = []));
		const ledger = known[item];
		return ledger === undefined ? (known[item] = books.find(place, all[item]!)) : ledger;
	};
});

/** First pass: what each ledger's item was charged. Lines of items that no stock file carries cost one look-up a distinct item. */
export function usesOf(shard: Shard, context: RunContext): Uses {
	const fee = shard.tables.fee!;
	const [times, quantities] = [timesOf(fee, 'fee_ocur_time'), numbersOf(fee, 'cnt')];
	const [flags, voids, units] = [codesOf(fee, 'vali_flag'), isVoidFlag(context.batch), codesOf(fee, 'unt')];
	const refunds = visitsWithRefund(shard, context);
	const [words, ids] = [context.batch.dictionaries.get('unt'), context.batch.dictionaries.get('visit')];
	const lines = carried.byVisit(shard, context);
	if (lines.size === 0) return {};
	const doubtful = new Set(doubtfulRows(shard, context).map(({ row }) => row));
	const book = bookOf(shard, context.batch);
	const ledgerAt = ledgers(shard, context);
	const uses: Record<string, Counting> = {};
	for (const [visit, rows] of [...lines].sort(([a], [b]) => a - b)) {
		const net =
			refunds[visit] === 1
				? new Map(
						book
							.stay(visit)
							.fact(charges)
							.net.map((charge) => [charge.row.index, charge.quantity])
					)
				: null;
		const id = ids.text(shard.visitCode[visit]!);
		for (const row of rows) {
			const quantity = net ? (net.get(row) ?? 0) : numberAt(quantities, row);
			if (quantity <= 0 || (flags && voids[flags[row]!] === 1)) continue;
			const ledger = ledgerAt(visit, row);
			if (!ledger || !inMonths(ledger, dayAt(times, row))) continue;
			const used = inLedgerUnit(ledger, units ? words.text(units[row]!) : '', quantity);
			count((uses[ledger.id] ??= { quantity: 0, lines: 0, unclear: 0, doubtful: 0, visit: '', most: -1, visits: [] }), id, used, doubtful.has(row));
		}
	}
	// The first by their identifiers: however people are dealt to shards.
	for (const use of Object.values(uses)) use.visits = use.visits.sort().slice(0, RELATED);
	return uses;
}

type Counting = { -readonly [Key in keyof Use]: Key extends 'visits' ? string[] : Use[Key] };
/** Adds a line to the use of its ledger; of two equal lines the one of the lower visit is the largest. */
function count(use: Counting, visit: string, used: number | null, doubtful: boolean): void {
	const quantity = used ?? 0;
	use.quantity += quantity;
	use.lines++;
	if (used === null) use.unclear++;
	if (doubtful) use.doubtful++;
	if (quantity > use.most || (quantity === use.most && visit < use.visit)) [use.most, use.visit] = [quantity, visit];
	if (use.visits.at(-1) !== visit) use.visits.push(visit);
}

const months = new WeakMap<Ledger, readonly [number, number] | null>();
/** Whether a day lies in the months of a ledger; any day where they cannot be reckoned, so that the rule says so. */
function inMonths(ledger: Ledger, day: number): boolean {
	let span = months.get(ledger);
	if (span === undefined) {
		const balance = balanceOf(ledger);
		months.set(ledger, (span = balance ? [balance.firstDay, balance.lastDay] : null));
	}
	return span === null || (day !== NO_DAY && span[0] <= day && day <= span[1]);
}

export function mergeUses(partials: readonly Uses[]): Uses {
	const all: Record<string, Use> = {};
	for (const partial of partials) for (const [id, use] of Object.entries(partial)) all[id] = all[id] ? joined(all[id], use) : use;
	return all;
}

/** Of two equal lines the one of the lower visit, so that the order of the shards does not matter. */
function joined(a: Use, b: Use): Use {
	const first = a.most > b.most || (a.most === b.most && a.visit <= b.visit) ? a : b;
	return {
		quantity: a.quantity + b.quantity,
		lines: a.lines + b.lines,
		unclear: a.unclear + b.unclear,
		doubtful: a.doubtful + b.doubtful,
		visit: first.visit,
		most: first.most,
		visits: [...new Set([...a.visits, ...b.visits])].sort().slice(0, RELATED)
	};
}

/** Net charges of a stay whose item some stock file carries. */
export const carriedCharges = (stay: Stay<never>, context: RunContext): readonly Charge[] =>
	chargesWhere(stay, context, carried.rowTest(stay.book.shard, context));

/** Net charges of a stay that a ledger speaks of, within its months. */
export function chargesOfLedger(stay: Stay, context: RunContext, ledger: Ledger): Charge[] {
	const times = timesOf(stay.book.shard.tables.fee, 'fee_ocur_time');
	return carriedCharges(stay, context).filter(
		(charge) => ledgerOf(stay, context, charge) === ledger && inMonths(ledger, dayAt(times, charge.row.index))
	);
}

/** Ledger of a charge; null where no stock file carries its item. */
export const ledgerOf = (stay: Stay, context: RunContext, { row }: Charge): Ledger | null => ledgers(stay.book.shard, context)(stay.index, row.index);

/** Visits with a line dated before the first receipt that the stock files tell of its item, by columns. */
export function visitsBeforeReceipt(shard: Shard, context: RunContext): number[] {
	const fee = shard.tables.fee!;
	const [times, ledgerAt] = [timesOf(fee, 'fee_ocur_time'), ledgers(shard, context)];
	const marks = new Uint8Array(shard.visitCount);
	carried.forEach(shard, context, (row, visit) => {
		const [day, first] = [dayAt(times, row), ledgerAt(visit, row)?.receipts[0]?.time('moved_at')];
		if (first && day !== NO_DAY && day < dayOf(first.seconds)) marks[visit] = 1;
	});
	return marked(marks);
}

import { FUNDS, type FundRow, type MonthSpend } from '../../protocol/overview.ts';
import type { FundField, SettledBatch } from './settled.ts';

/** Places of the sums: the columns of a settlement, then what of the total they do not say. */
const PLACES = ['total', ...FUNDS] as const;
const REST = PLACES.indexOf('rest');

/** Sums of one group of settlements, by place. */
interface Sums {
	settlements: number;
	readonly paid: Float64Array;
	readonly empty: Uint32Array;
}
const empty = (): Sums => ({ settlements: 0, paid: new Float64Array(PLACES.length), empty: new Uint32Array(PLACES.length) });

/** What each fund paid: in all, for stays that are flagged and for those with a confirmed finding, and by month. */
export interface Spend {
	readonly funds: Omit<FundRow, 'lost'>[];
	readonly months: MonthSpend[];
	readonly contradicting: number;
}

/**
 * @param inScope whether a visit (dictionary code) is looked at
 * @param flagged visits (dictionary codes) with a finding
 * @param confirmed visits with a confirmed one
 */
export function spendOf(
	{ settlements }: SettledBatch,
	inScope: (visit: number) => boolean,
	flagged: ReadonlySet<number>,
	confirmed: ReadonlySet<number>
): Spend {
	const [all, ofFlagged, ofConfirmed] = [empty(), empty(), empty()];
	const months = new Map<number, Sums>();
	const columns = PLACES.slice(0, REST).map((name) => settlements.paid[name as FundField]);
	const row = new Float64Array(PLACES.length);
	let contradicting = 0;
	for (let at = 0; at < settlements.count; at++) {
		const visit = settlements.visit[at]!;
		if (!inScope(visit)) continue;
		readRow(columns, at, row);
		// A part over the whole: what is left has the other sign.
		if (row[REST]! * Math.sign(row[0]! || 1) < 0) contradicting++;
		const month = settlements.month[at]!;
		add(all, row);
		add(months.get(month) ?? months.set(month, empty()).get(month)!, row);
		if (flagged.has(visit)) add(ofFlagged, row);
		if (confirmed.has(visit)) add(ofConfirmed, row);
	}
	const known = PLACES.map((name) => settlements.carried.has(name === 'rest' ? 'total' : name));
	const told = (sums: Sums, place: number): number | null => (known[place] ? sums.paid[place]! : null);
	return {
		funds: PLACES.map((fund, place) => ({
			fund,
			paid: told(all, place),
			flagged: told(ofFlagged, place),
			confirmed: told(ofConfirmed, place),
			empty: all.empty[place]!
		})),
		months: [...months]
			.sort(([a], [b]) => Number(a === 0) - Number(b === 0) || a - b)
			.map(([month, sums]) => ({
				month: month === 0 ? '' : `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`,
				settlements: sums.settlements,
				paid: Object.fromEntries(PLACES.map((fund, place) => [fund, told(sums, place)])) as MonthSpend['paid']
			})),
		contradicting
	};
}

/** One settlement by place; NaN where it does not say. What its funds do not say of the total is the rest. */
function readRow(columns: readonly Float64Array[], at: number, row: Float64Array): void {
	let rest = columns[0]![at]!;
	for (let place = 0; place < columns.length; place++) {
		const value = columns[place]![at]!;
		row[place] = value;
		if (place > 0 && !Number.isNaN(value)) rest -= value;
	}
	row[REST] = rest;
}

function add(sums: Sums, row: Float64Array): void {
	sums.settlements++;
	for (let place = 0; place < row.length; place++) {
		if (Number.isNaN(row[place]!)) sums.empty[place]!++;
		else sums.paid[place]! += row[place]!;
	}
}

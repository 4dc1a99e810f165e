import { FUNDS, type Fund, type FundRow, type MonthSpend } from '../../protocol/overview.ts';
import { FUND_NAMES, type FundField, type SettledBatch } from './settled.ts';

const PARTS = FUND_NAMES.filter((name) => name !== 'total');

/** Sums of one group of settlements by fund. */
interface Sums {
	settlements: number;
	readonly paid: Record<Fund | 'total', number>;
	readonly empty: Record<Fund | 'total', number>;
}
const zeros = (): Record<Fund | 'total', number> => ({ total: 0, pooled: 0, large: 0, critical: 0, aid: 0, rest: 0 });
const empty = (): Sums => ({ settlements: 0, paid: zeros(), empty: zeros() });

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
	let contradicting = 0;
	for (let row = 0; row < settlements.count; row++) {
		const visit = settlements.visit[row]!;
		if (!inScope(visit)) continue;
		const month = settlements.month[row]!;
		const ofMonth = months.get(month) ?? months.set(month, empty()).get(month)!;
		const paid = rowOf(settlements.paid, row);
		if (paid.rest * Math.sign(paid.total || 1) < 0) contradicting++;
		for (const sums of [all, ofMonth, ...(flagged.has(visit) ? [ofFlagged] : []), ...(confirmed.has(visit) ? [ofConfirmed] : [])]) add(sums, paid);
	}
	const { carried } = settlements;
	const known = (fund: Fund | 'total'): boolean => (fund === 'rest' ? carried.has('total') : carried.has(fund));
	const told = <T>(fund: Fund | 'total', value: T): T | null => (known(fund) ? value : null);
	return {
		funds: (['total', ...FUNDS] as const).map((fund) => ({
			fund,
			paid: told(fund, all.paid[fund]),
			flagged: told(fund, ofFlagged.paid[fund]),
			confirmed: told(fund, ofConfirmed.paid[fund]),
			empty: all.empty[fund]
		})),
		months: [...months]
			.sort(([a], [b]) => Number(a === 0) - Number(b === 0) || a - b)
			.map(([month, sums]) => ({
				month: month === 0 ? '' : `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`,
				settlements: sums.settlements,
				paid: Object.fromEntries((['total', ...FUNDS] as const).map((fund) => [fund, told(fund, sums.paid[fund])])) as MonthSpend['paid']
			})),
		contradicting
	};
}

/** One settlement by fund; NaN where it does not say. What its funds do not say of the total is `rest`. */
function rowOf(paid: Readonly<Record<FundField, Float64Array>>, row: number): Record<Fund | 'total', number> {
	const values = { ...zeros(), ...Object.fromEntries(FUND_NAMES.map((name) => [name, paid[name][row]!])) } as Record<Fund | 'total', number>;
	values.rest = values.total - PARTS.reduce((sum, name) => sum + (Number.isNaN(values[name]) ? 0 : values[name]), 0);
	return values;
}

function add(sums: Sums, paid: Readonly<Record<Fund | 'total', number>>): void {
	sums.settlements++;
	for (const fund of ['total', ...FUNDS] as const) {
		if (Number.isNaN(paid[fund])) sums.empty[fund]++;
		else sums.paid[fund] += paid[fund];
	}
}

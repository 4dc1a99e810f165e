import { cellsOf } from '../engine/charge.ts';
import type { Report } from '../engine/trace.ts';
import type { Row } from '../engine/row.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { charges } from './charges.ts';

type SettlementRow = Row<'settlement'>;

/** Settlements of a visit that stand: valid and not taken back. Null where a refund fits none, or fits in part: then none is safe. */
export const settlements = defineFact<readonly SettlementRow[] | null>('settlements', (stay: Stay) => {
	if (!stay.has('settlement')) return null;
	const rows = (stay.rows('settlement') as readonly SettlementRow[]).filter((row) => row.text('vali_flag') !== '0');
	const refunds = rows.filter(isRefund);
	const paid = rows.filter((row) => !isRefund(row));
	const takenBack = new Set<SettlementRow>();
	for (const refund of refunds) {
		const named = refund.text('init_setl_id');
		const original = paid.find((row) => !takenBack.has(row) && (named === '' ? opposite(row, refund) : row.text('setl_id') === named));
		if (!original || !opposite(original, refund)) return null;
		takenBack.add(original);
	}
	return paid.filter((row) => !takenBack.has(row));
});

const isRefund = (row: SettlementRow): boolean => row.text('refd_setl_flag') === '1' || (row.number('medfee_sumamt') ?? 0) < 0;
const opposite = (row: SettlementRow, refund: SettlementRow): boolean =>
	Math.abs(refund.number('medfee_sumamt') ?? 0) === row.number('medfee_sumamt');

/**
 * What a whole stay cost, as lines of a finding: its settlements where they say a total, else its fee lines. Fee lines may be a
 * part of what was settled (a list of one line beside a total), so the settlement comes first.
 */
export function wholeStay(stay: Stay): Pick<Report, 'lines' | 'settlements'> {
	const rows = stay.fact(settlements);
	if (rows && rows.length > 0 && rows.every((row) => row.number('medfee_sumamt') !== null)) return { lines: [], settlements: rows };
	if (!('fee' in stay.book.shard.tables)) return { lines: [] };
	return { lines: stay.fact(charges).net.map((charge) => ({ charge, role: 'offending' })) };
}

/** Total cost of a stay with the cells that say it, 分; null where neither settlement nor fee lines do. */
export function totalCost(stay: Stay): { amount: number; sources: readonly Source[] } | null {
	const { lines, settlements: rows = [] } = wholeStay(stay);
	if (rows.length > 0) {
		return {
			amount: rows.reduce((sum, row) => sum + row.number('medfee_sumamt')!, 0),
			sources: rows.map((row) => ({ row, field: 'medfee_sumamt' }))
		};
	}
	if (lines.length === 0) return null;
	const sources = lines.flatMap(({ charge }) => cellsOf(charge, 'det_item_fee_sumamt'));
	return { amount: lines.reduce((sum, { charge }) => sum + charge.amount, 0), sources };
}

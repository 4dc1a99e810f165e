import { partAmounts, type AmountBasis, type Funds, type LineAmounts } from '../domain/part-amounts.ts';
import type { Charge } from './charge.ts';
import type { Row } from './row.ts';
import type { Stay } from './stay.ts';

/** The three amounts of a part of a charge. @param amount the part found wrong, in 分; null where a rule cannot know it */
export const lineAmounts = (stay: Stay, charge: Charge, amount: number | null): LineAmounts => partAmounts(amountBasis(stay, charge), amount);

/** What a charge of a stay and the settlement that it belongs to say of money. */
export const amountBasis = (stay: Stay, charge: Charge): AmountBasis => ({
	amount: charge.amount,
	inScope: charge.inScope,
	funds: fundsOf(stay, charge)
});

/** The three amounts of a settlement found wrong as a whole: what it says itself, nothing is shared out. */
export function settlementAmounts(row: Row<'settlement'>): LineAmounts {
	const [amount, inScope, fund] = [row.number('medfee_sumamt'), row.number('inscp_amt'), row.number('fund_pay_sumamt')];
	const reasons = [
		...(amount === null ? ['amount-unknown'] : []),
		...(inScope === null ? ['no-in-scope-on-settlement'] : []),
		...(fund === null ? ['no-fund-on-settlement'] : [])
	];
	return { amount, inScope, fund, method: fund === null ? 'none' : 'billed-share', reasons };
}

/** The settlement that the line names, else the only one of the stay. */
export function settlementOf(stay: Stay<'settlement'>, charge: Charge): Row<'settlement'> | null {
	if (!stay.has('settlement')) return null;
	const rows = stay.rows('settlement').filter((row) => row.text('vali_flag') !== '0');
	const named = charge.row.text('setl_id');
	return rows.find((candidate) => named !== '' && candidate.text('setl_id') === named) ?? (rows.length === 1 ? rows[0]! : null);
}

function fundsOf(stay: Stay, charge: Charge): Funds | null {
	const row = settlementOf(stay, charge);
	return row && fundsOfSettlement(row);
}

/** What a settlement says of its funds; null where it lacks them or its total. */
export function fundsOfSettlement(row: Row<'settlement'>): Funds | null {
	const [fund, total] = [row.number('fund_pay_sumamt'), row.number('medfee_sumamt')];
	return fund === null || total === null ? null : { fund, total, inScope: row.number('inscp_amt') };
}

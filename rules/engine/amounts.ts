import type { Amounts, FundMethod } from '../domain/finding.ts';
import { proRata } from '../domain/units.ts';
import type { Charge } from './charge.ts';
import type { Row } from './row.ts';
import type { Stay } from './stay.ts';

export interface LineAmounts {
	readonly amount: number | null;
	readonly inScope: number | null;
	readonly fund: number | null;
	readonly method: FundMethod;
	readonly reasons: readonly string[];
}

/**
 * The three amounts of a part of a charge (违规金额, 医保范围内金额, 基金损失), in 分.
 * In-scope: the line's own in-scope amount, pro rata of the part. Fund: in-scope × (funds / in-scope) of its settlement
 * (`billed-share`), else amount × (funds / total) (`pro-rata`), capped by the in-scope amount or the amount. RULES.md "Facts": the insured
 * amount, not the gross one, is what can be recovered.
 * @param amount the part found wrong, in 分; null where a rule cannot know it
 */
export function lineAmounts(stay: Stay, charge: Charge, amount: number | null): LineAmounts {
	if (amount === null) return { amount: null, inScope: null, fund: null, method: 'none', reasons: ['amount-unknown'] };
	const reasons: string[] = [];
	const inScope = charge.inScope === null ? null : charge.amount === 0 ? 0 : proRata(charge.inScope, amount, charge.amount);
	if (inScope === null) reasons.push('no-in-scope-on-line');
	const funds = fundsOf(stay, charge);
	if (!funds) return { amount, inScope, fund: null, method: 'none', reasons: [...reasons, 'no-fund-on-settlement'] };
	if (inScope !== null && funds.inScope !== null && funds.inScope > 0) {
		return { amount, inScope, fund: Math.min(inScope, proRata(inScope, funds.fund, funds.inScope)), method: 'billed-share', reasons };
	}
	if (funds.total <= 0) return { amount, inScope, fund: null, method: 'none', reasons: [...reasons, 'no-total-on-settlement'] };
	const base = inScope ?? amount;
	return { amount, inScope, fund: Math.min(base, proRata(base, funds.fund, funds.total)), method: 'pro-rata', reasons };
}

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

/** Sums of a finding's offending lines. One unknown line makes the sum unknown: a partial sum would look whole. */
export function sumAmounts(lines: readonly LineAmounts[]): Amounts {
	const sum = (pick: (line: LineAmounts) => number | null): number | null =>
		lines.length === 0 || lines.some((line) => pick(line) === null) ? null : lines.reduce((total, line) => total + pick(line)!, 0);
	const methods = new Set(lines.map((line) => line.method));
	const fund = sum((line) => line.fund);
	const weakest = (['none', 'agreement-estimate', 'pro-rata', 'billed-share'] as const).find((method) => methods.has(method));
	return {
		amount: sum((line) => line.amount),
		inScope: sum((line) => line.inScope),
		fund,
		fundMethod: fund === null ? 'none' : (weakest ?? 'none'),
		reasons: [...new Set(lines.length === 0 ? ['no-lines'] : lines.flatMap((line) => line.reasons))]
	};
}

interface Funds {
	readonly fund: number;
	readonly total: number;
	readonly inScope: number | null;
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
	const fund = row?.number('fund_pay_sumamt') ?? null;
	const total = row?.number('medfee_sumamt') ?? null;
	if (!row || fund === null || total === null) return null;
	return { fund, total, inScope: row.number('inscp_amt') };
}

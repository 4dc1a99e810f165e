import type { Amounts, FindingLine, FundMethod } from './finding.ts';
import { proRata } from './units.ts';

/** What a charge and its settlement say of money, 分: all that the three amounts of a part of it are reckoned from. */
export interface AmountBasis {
	/** Net of refunds. */
	readonly amount: number;
	readonly inScope: number | null;
	readonly funds: Funds | null;
}
export interface Funds {
	readonly fund: number;
	readonly total: number;
	readonly inScope: number | null;
}
/** The three amounts of one line, 分, null with a reason where they cannot be known. */
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
 * @param amount the part found wrong, or the part that a reviewer lets stand; null where nobody knows it
 */
export function partAmounts({ amount: whole, inScope: scope, funds }: AmountBasis, amount: number | null): LineAmounts {
	if (amount === null) return { amount: null, inScope: null, fund: null, method: 'none', reasons: ['amount-unknown'] };
	const reasons: string[] = [];
	const inScope = scope === null ? null : whole === 0 ? 0 : proRata(scope, amount, whole);
	if (inScope === null) reasons.push('no-in-scope-on-line');
	if (!funds) return { amount, inScope, fund: null, method: 'none', reasons: [...reasons, 'no-fund-on-settlement'] };
	if (inScope !== null && funds.inScope !== null && funds.inScope > 0) {
		return { amount, inScope, fund: Math.min(inScope, proRata(inScope, funds.fund, funds.inScope)), method: 'billed-share', reasons };
	}
	if (funds.total <= 0) return { amount, inScope, fund: null, method: 'none', reasons: [...reasons, 'no-total-on-settlement'] };
	const base = inScope ?? amount;
	return { amount, inScope, fund: Math.min(base, proRata(base, funds.fund, funds.total)), method: 'pro-rata', reasons };
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

/** A line of which nothing stands. */
export const NOTHING: LineAmounts = { amount: 0, inScope: 0, fund: 0, method: 'none', reasons: [] };
/** A finding of which nothing stands. */
export const NO_MONEY: Amounts = { amount: 0, inScope: 0, fund: 0, fundMethod: 'none', reasons: [] };

/** Sums of the lines that a reviewer let stand: where none does they are 0, which is known. */
export const standingAmounts = (lines: readonly LineAmounts[]): Amounts => (lines.length === 0 ? NO_MONEY : sumAmounts(lines));

/** The amounts that a rule reckoned of a line. It carries no method of its own: the finding's, or the weakest of two where that was lost with another line. */
export function foundAmounts({ amount, inScope, fund }: FindingLine, { fundMethod, reasons }: Amounts): LineAmounts {
	const method = fund === null ? 'none' : fundMethod === 'none' ? 'pro-rata' : fundMethod;
	const unknown = amount === null || inScope === null || fund === null;
	return { amount, inScope, fund, method, reasons: unknown ? reasons : [] };
}

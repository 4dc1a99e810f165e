import type { Finding, FindingLine } from '../../../rules/domain/finding.ts';
import { partAmounts, type AmountBasis, type LineAmounts } from '../../../rules/domain/part-amounts.ts';
import type { DecidedLine } from '../../protocol/decision.ts';
import { Fault } from '../../store/index.ts';
import { placeOf } from './finding-money.ts';

/**
 * Lines of a decision as they are written down: each accepted line with the three amounts of what stands of it.
 * @param bases of the finding's offending lines, in their order
 * @throws Fault amount-wrong (negative, no whole 分), amount-above (more than the charge is worth), line-unknown; the detail names row and limit
 */
export function reckonLines(finding: Pick<Finding, 'lines'>, decided: readonly DecidedLine[], bases: readonly (AmountBasis | null)[]): DecidedLine[] {
	const offending = finding.lines.filter(({ role }) => role === 'offending');
	const places = new Map(offending.map((line, i) => [placeOf(line), i]));
	return decided.map(({ table, file, record, accepted, amount }) => {
		const at = places.get(placeOf({ table, file, record }));
		if (at === undefined) throw new Fault('line-unknown', `#${record}`);
		checkAmount(offending[at]!, amount, bases[at] ?? null);
		const plain = { table, file, record, accepted, amount };
		return accepted ? { ...plain, counted: countedOf(offending[at]!, amount, bases[at] ?? null) } : plain;
	});
}

/** Where the finding is not in the run there is nothing to hold lines against but what no amount can be. @throws Fault amount-wrong */
export function plainLines(decided: readonly DecidedLine[]): DecidedLine[] {
	return decided.map(({ table, file, record, accepted, amount }) => {
		checkWhole(record, amount);
		return { table, file, record, accepted, amount };
	});
}

/** The most that a reviewer may let stand of a line, 分: what its charge is worth; null where neither record nor finding tells. */
export const mostOf = (line: Pick<FindingLine, 'amount'>, basis: AmountBasis | null): number | null =>
	basis ? Math.max(0, basis.amount) : line.amount === null ? null : Math.max(0, line.amount);

function checkAmount(line: FindingLine, amount: number | null, basis: AmountBasis | null): void {
	checkWhole(line.record, amount);
	const most = mostOf(line, basis);
	if (amount !== null && most !== null && amount > most) throw new Fault('amount-above', `#${line.record} ≤ ¥${yuan(most)}`);
}
function checkWhole(record: number, amount: number | null): void {
	if (amount !== null && !(Number.isSafeInteger(amount) && amount >= 0)) throw new Fault('amount-wrong', `#${record}`);
}
const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** The finding's own part keeps the amounts that the rule reckoned; a corrected one is reckoned anew from the charge. */
function countedOf(line: FindingLine, corrected: number | null, basis: AmountBasis | null): LineAmounts {
	const amount = corrected ?? line.amount;
	const reckoned = basis ? partAmounts(basis, amount) : withoutBasis(amount);
	if (amount === null || amount !== line.amount) return reckoned;
	const { inScope, fund } = line;
	return {
		amount,
		inScope,
		fund,
		method: fund === null ? 'none' : basis ? reckoned.method : 'pro-rata',
		reasons: fund === null ? reckoned.reasons : []
	};
}
const withoutBasis = (amount: number | null): LineAmounts => ({
	amount,
	inScope: null,
	fund: null,
	method: 'none',
	reasons: [amount === null ? 'amount-unknown' : 'corrected-without-basis']
});

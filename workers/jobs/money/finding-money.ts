import type { Amounts, Finding, FindingLine } from '../../../rules/domain/finding.ts';
import { foundAmounts, NO_MONEY, NOTHING, standingAmounts, type LineAmounts } from '../../../rules/domain/part-amounts.ts';
import type { DecidedLine, DecisionKind } from '../../protocol/decision.ts';

/** What was said about a finding, and still stands about the evidence that it has now. */
export interface Verdict {
	readonly decision: DecisionKind;
	/** Empty where the finding was decided as a whole. */
	readonly lines: readonly DecidedLine[];
}
/** An offending line with what stands of it. */
export interface LineMoney {
	readonly line: FindingLine;
	/** This line yes, that line no. */
	readonly accepted: boolean;
	/** Of the part that stands; 0 where nothing does. */
	readonly amounts: LineAmounts;
}
/** A finding in money: what stands of each line, and the three amounts of all of them. */
export interface FindingMoney {
	readonly lines: readonly LineMoney[];
	readonly amounts: Amounts;
}

/**
 * The money of a finding as it stands: 违规金额, 医保范围内金额 and 基金损失 of the accepted lines with their corrected amounts, 分.
 * Without a decision, or with one about the whole finding, that is what the rule found; after a rejection it is 0; where no line was accepted it is 0.
 * An amount is null where it cannot be known, with its reason: one unknown line makes the sum unknown.
 * @param verdict null where nobody decided, or decided about other evidence
 */
export function moneyOf(finding: Pick<Finding, 'lines' | 'amounts'>, verdict: Verdict | null): FindingMoney {
	const offending = finding.lines.filter(({ role }) => role === 'offending');
	if (verdict?.decision === 'reject') return { lines: offending.map((line) => ({ line, accepted: false, amounts: NOTHING })), amounts: NO_MONEY };
	const own = (line: FindingLine): LineAmounts => foundAmounts(line, finding.amounts);
	if (!verdict || verdict.lines.length === 0) {
		return { lines: offending.map((line) => ({ line, accepted: true, amounts: own(line) })), amounts: finding.amounts };
	}
	const said = new Map(verdict.lines.map((line) => [placeOf(line), line]));
	const lines = offending.map((line): LineMoney => {
		const decided = said.get(placeOf(line));
		if (decided && !decided.accepted) return { line, accepted: false, amounts: NOTHING };
		return { line, accepted: true, amounts: decided ? decidedAmounts(decided, own(line)) : own(line) };
	});
	const standing = lines.filter(({ accepted }) => accepted);
	return { lines, amounts: standingAmounts(standing.map(({ amounts }) => amounts)) };
}

/** What makes a line the same line in finding, decision and record. */
export const placeOf = ({ table, file, record }: Pick<FindingLine, 'table' | 'file' | 'record'>): string => `${table} ${file} ${record}`;

/** Decisions of earlier versions say no more than the corrected amount: what the fund lost of it is unknown rather than guessed. */
function decidedAmounts(decided: DecidedLine, own: LineAmounts): LineAmounts {
	if (decided.counted) return decided.counted;
	if (decided.amount === null || decided.amount === own.amount) return own;
	return { amount: decided.amount, inScope: null, fund: null, method: 'none', reasons: ['corrected-without-basis'] };
}

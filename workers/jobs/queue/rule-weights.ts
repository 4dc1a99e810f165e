import type { RuleWeight } from '../../protocol/queue.ts';
import type { RuleRecord } from '../../protocol/rule-life.ts';

/**
 * Confirmed and rejected findings that every rule is given beforehand in the order 金额×等级×准确率, so that one decision does not throw a rule to the top or
 * the bottom, and a rule that nobody has judged stands in the middle at one half. Two and two are those of the adjusted share of Agresti & Coull
 * (1998, The American Statistician 52:119–126). They smooth the order only; the precision that is shown is the plain share with its counts.
 */
export const PRECISION_PRIOR = { confirmed: 2, rejected: 2 } as const;

/** Share of confirmed findings, smoothed; in (0, 1). */
export function smoothedPrecision(confirmed: number, rejected: number): number {
	const { confirmed: a, rejected: b } = PRECISION_PRIOR;
	return (confirmed + a) / (confirmed + rejected + a + b);
}

/** What the rules of a run weigh by what became of their findings. A rule without a record was never judged. */
export function ruleWeights(rules: readonly string[], records: readonly RuleRecord[]): RuleWeight[] {
	const known = new Map(records.map((record) => [record.rule, record]));
	return rules.map((rule) => {
		const { confirmed = 0, rejected = 0, precision = null } = known.get(rule) ?? {};
		return { rule, confirmed, rejected, precision, weight: smoothedPrecision(confirmed, rejected) };
	});
}

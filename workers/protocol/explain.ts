import type { Condition, Missing, Verdict } from '../../rules/domain/finding.ts';

/** Why a rule said what it said about a stay (为什么没报？): judged again, as the run judged it. */
export interface ExplanationView {
	readonly verdict: Verdict['kind'];
	readonly missing: readonly Missing[];
	/** Every comparison that the judge made, with both values; the false ones are why it said no. */
	readonly conditions: readonly Condition[];
}

import type { RuleFault, UndeterminedRow } from '../protocol/review.ts';
import type { ChunkTally } from '../store/index.ts';

/** Errors shown of a run; their number is that of the rules that need mending, not of the stays. */
const MOST_ERRORS = 1_000;

/** 无法判断 over the whole run: one row for each rule and missing thing, the most stays first within a rule. */
export function undeterminedOf(tallies: readonly ChunkTally[]): UndeterminedRow[] {
	const rows = new Map<string, { rule: string; missing: UndeterminedRow['missing']; stays: number }>();
	for (const tally of tallies) {
		for (const { rule, missing, visits } of tally.undetermined) {
			const key = `${rule} ${missing.kind} ${missing.what}`;
			const row = rows.get(key) ?? rows.set(key, { rule, missing, stays: 0 }).get(key)!;
			row.stays += visits?.length ?? tally.stays;
		}
	}
	return [...rows.values()].sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : b.stays - a.stays));
}

export const errorsOf = (tallies: readonly ChunkTally[]): RuleFault[] => tallies.flatMap((tally) => tally.errors).slice(0, MOST_ERRORS);

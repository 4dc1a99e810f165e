import { fits } from '../../package/replay.ts';
import type { ReviewContent, ReviewDecision } from '../../package/merge-review.ts';
import type { OpenRun } from '../open-run.ts';

/** What a package brings to this run, finding by finding. */
export interface Contribution {
	/** By position in the run. */
	readonly taken: ReadonlyMap<number, ReviewDecision>;
	/** Decisions about findings that were not assigned, or that this run does not have. */
	readonly outside: number;
	/** Decisions about evidence that these findings do not have here. */
	readonly otherEvidence: number;
}

/**
 * Finds the findings that a package's decisions are about. Keys may be masked in it; the digest of the evidence never is, and tells them.
 * @param assigned whether a position belongs to the task; an ordinary package speaks of all
 */
export function contributionOf({ decisions }: ReviewContent, run: OpenRun, assigned: (at: number) => boolean): Contribution {
	const { index } = run;
	let byEvidence: Map<string, number[]> | null = null;
	const masked = ({ key, state }: ReviewDecision): number => {
		if (!byEvidence) {
			byEvidence = new Map();
			for (let at = 0; at < index.count; at++) byEvidence.set(index.digest(at), [...(byEvidence.get(index.digest(at)) ?? []), at]);
		}
		return byEvidence.get(state.evidenceDigest)?.find((at) => fits(key, index.keys[at]!)) ?? -1;
	};
	const taken = new Map<number, ReviewDecision>();
	let [outside, otherEvidence] = [0, 0];
	for (const decision of decisions) {
		const known = index.find(decision.key);
		const at = known >= 0 ? known : masked(decision);
		if (at < 0 || !assigned(at)) outside++;
		else if (index.digest(at) !== decision.state.evidenceDigest) otherEvidence++;
		else taken.set(at, decision);
	}
	return { taken, outside, otherEvidence };
}

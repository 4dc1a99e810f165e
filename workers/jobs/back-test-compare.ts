import type { Finding } from '../../rules/domain/finding.ts';
import type { ShardResult } from '../../rules/engine/run.ts';
import type { BackTestCounts, BackTestRow, BackTestTrace, CountedSet, DecidedState, FindingChange, FrozenDecision } from '../protocol/back-test.ts';
import { COUNTED_SETS, FINDING_CHANGES } from '../protocol/back-test.ts';
import { countsOf, type Judged, type Unjudged } from './back-test-counts.ts';

/** What one shard adds to a back-test. */
export interface BackTestPart {
	readonly counts: BackTestCounts;
	readonly byRule: Readonly<Record<string, BackTestCounts>>;
	/** Every finding that differs. */
	readonly rows: readonly BackTestRow[];
}
export interface Compared {
	readonly part: BackTestPart;
	/** Traces by the place that rows name. */
	readonly traces: readonly BackTestTrace[];
}

/** Traces kept of one shard: a rule that fits every stay must not fill the disk. */
export const MOST_TRACES = 200;

export type Decisions = ReadonlyMap<string, FrozenDecision>;

interface Pair {
	readonly before: Finding | null;
	readonly after: Finding | null;
	/** Null: the same on both sides. */
	readonly change: FindingChange | null;
	readonly decision: DecidedState;
}

/** Compares what two recipes say about the same shard, finding by finding. Findings are the same where their keys are. */
export function compareShard(shard: string, before: ShardResult, after: ShardResult, decisions: Decisions, visits: number): Compared {
	const pairs = pairsOf(before.findings, after.findings, decisions);
	const rules = new Set([before, after].flatMap((side) => [...Object.keys(side.judged), ...side.undetermined.map(({ rule }) => rule)]));
	const countsOfRule = (rule: string | null): BackTestCounts =>
		countsOf(
			setsOf(rule === null ? pairs : pairs.filter(({ before: b, after: a }) => (b ?? a)!.rule === rule)),
			unjudged(before, after, visits, rule)
		);
	const differing = pairs
		.filter(({ change }) => change !== null)
		.sort((a, b) => FINDING_CHANGES.indexOf(a.change!) - FINDING_CHANGES.indexOf(b.change!) || weight(b) - weight(a));
	return {
		part: {
			counts: countsOfRule(null),
			byRule: Object.fromEntries([...rules].sort().map((rule) => [rule, countsOfRule(rule)])),
			rows: differing.map((pair, at) => rowOf(pair, at < MOST_TRACES ? { shard, at } : null))
		},
		traces: differing.slice(0, MOST_TRACES).map(({ before: b, after: a }) => ({ before: b, after: a }))
	};
}

function pairsOf(before: readonly Finding[], after: readonly Finding[], decisions: Decisions): Pair[] {
	const afterByKey = new Map(after.map((finding) => [finding.key, finding]));
	const known = new Set(before.map(({ key }) => key));
	const pair = (b: Finding | null, a: Finding | null): Pair => ({ before: b, after: a, change: changeOf(b, a), decision: decided(b, a, decisions) });
	return [
		...before.map((finding) => pair(finding, afterByKey.get(finding.key) ?? null)),
		...after.filter(({ key }) => !known.has(key)).map((finding) => pair(null, finding))
	];
}

function changeOf(before: Finding | null, after: Finding | null): FindingChange | null {
	if (before === null) return 'new';
	if (after === null) return 'gone';
	if (before.amounts.amount !== after.amounts.amount || before.amounts.inScope !== after.amounts.inScope) return 'amount';
	return before.evidenceDigest === after.evidenceDigest ? null : 'evidence';
}

/** A decision is about evidence: one about neither side's was about something else. */
function decided(before: Finding | null, after: Finding | null, decisions: Decisions): DecidedState {
	const known = decisions.get((before ?? after)!.key);
	const fits = known && [before, after].some((finding) => finding?.evidenceDigest === known.evidenceDigest);
	return fits ? known.decision : 'open';
}

function setsOf(pairs: readonly Pair[]): Record<CountedSet, readonly Judged[]> {
	const sets = Object.fromEntries(COUNTED_SETS.map((set) => [set, [] as Judged[]])) as Record<CountedSet, Judged[]>;
	for (const { before, after, change, decision } of pairs) {
		if (before) sets.before.push({ finding: before, decision });
		if (after) sets.after.push({ finding: after, decision });
		if (change === 'amount') {
			sets.amountBefore.push({ finding: before!, decision });
			sets.amountAfter.push({ finding: after!, decision });
		} else sets[change ?? 'same'].push({ finding: (after ?? before)!, decision });
	}
	return sets;
}

function unjudged(before: ShardResult, after: ShardResult, visits: number, only: string | null): Unjudged {
	const own = ({ rule }: { readonly rule: string }): boolean => only === null || rule === only;
	const stays = (side: ShardResult): number => {
		const pairs = new Set<string>();
		let whole = 0;
		for (const { rule, visits: some } of side.undetermined.filter(own)) {
			// Two things missing for one stay are one stay that could not be judged.
			if (some === null) whole += visits;
			else for (const visit of some) pairs.add(`${rule} ${visit}`);
		}
		return whole + pairs.size;
	};
	const faults = (side: ShardResult): number => side.errors.filter(own).length;
	return { undetermined: { before: stays(before), after: stays(after) }, errors: { before: faults(before), after: faults(after) } };
}

/** 分; the largest first in every list. */
const weight = ({ before, after }: Pair): number => Math.abs((after ?? before)!.amounts.amount ?? 0);

function rowOf({ before, after, change, decision }: Pair, trace: BackTestRow['trace']): BackTestRow {
	const { key, rule, grade, visit, department, date } = (after ?? before)!;
	const side = (finding: Finding | null): BackTestRow['before'] =>
		finding && { amount: finding.amounts.amount, inScope: finding.amounts.inScope, evidenceDigest: finding.evidenceDigest };
	return { change: change!, key, rule, grade, visit, department, date, decision, before: side(before), after: side(after), trace };
}

import type { Finding } from '../../rules/domain/finding.ts';
import {
	COUNTED_SETS,
	DECIDED_STATES,
	type BackTestCounts,
	type CountedSet,
	type DecidedState,
	type MoneySum,
	type Sums
} from '../protocol/back-test.ts';

/** A finding with what was decided about it. */
export interface Judged {
	readonly finding: Finding;
	readonly decision: DecidedState;
}
/** What could not be judged and what broke, on both sides. */
export type Unjudged = Pick<BackTestCounts, 'undetermined' | 'errors'>;

const NONE: MoneySum = { findings: 0, unknown: 0, amount: 0, inScope: 0 };
const STATES = ['all', ...DECIDED_STATES] as const;

/**
 * Counts sets of findings of one shard. A fee line belongs to one shard, so the sums of all shards may be added (`addCounts`) and a line is still
 * counted once.
 */
export function countsOf(sets: Readonly<Record<CountedSet, readonly Judged[]>>, unjudged: Unjudged): BackTestCounts {
	return { ...record(COUNTED_SETS, (set) => sumsOf(sets[set])), ...unjudged };
}

export function addCounts(a: BackTestCounts, b: BackTestCounts): BackTestCounts {
	const sides = (pick: (counts: BackTestCounts) => { readonly before: number; readonly after: number }) => ({
		before: pick(a).before + pick(b).before,
		after: pick(a).after + pick(b).after
	});
	return {
		...record(COUNTED_SETS, (set) => record(STATES, (state) => added(a[set][state], b[set][state]))),
		undetermined: sides((counts) => counts.undetermined),
		errors: sides((counts) => counts.errors)
	};
}

export const NO_COUNTS: BackTestCounts = countsOf(
	record(COUNTED_SETS, () => []),
	{ undetermined: { before: 0, after: 0 }, errors: { before: 0, after: 0 } }
);

function sumsOf(findings: readonly Judged[]): Sums {
	const of = (state: DecidedState): MoneySum => moneyOf(findings.flatMap(({ finding, decision }) => (decision === state ? [finding] : [])));
	return { all: moneyOf(findings.map(({ finding }) => finding)), ...record(DECIDED_STATES, of) };
}

/** A finding of unknown amount claims nothing, as everywhere: a partial sum would look whole. */
function moneyOf(findings: readonly Finding[]): MoneySum {
	if (findings.length === 0) return NONE;
	return {
		findings: findings.length,
		unknown: findings.filter(({ amounts }) => amounts.amount === null).length,
		amount: claimed(findings, 'amount'),
		inScope: claimed(findings, 'inScope')
	};
}

function claimed(findings: readonly Finding[], which: 'amount' | 'inScope'): number {
	const most = new Map<string, number>();
	for (const { amounts, lines } of findings) {
		if (amounts[which] === null) continue;
		for (const line of lines) {
			const value = line[which];
			if (line.role !== 'offending' || value === null) continue;
			const key = `${line.table} ${line.file} ${line.record}`;
			most.set(key, Math.max(most.get(key) ?? -Infinity, value));
		}
	}
	let sum = 0;
	for (const value of most.values()) sum += value;
	return sum;
}

const added = (a: MoneySum, b: MoneySum): MoneySum => ({
	findings: a.findings + b.findings,
	unknown: a.unknown + b.unknown,
	amount: a.amount + b.amount,
	inScope: a.inScope + b.inScope
});

function record<K extends string, V>(keys: readonly K[], of: (key: K) => V): Record<K, V> {
	return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;
}

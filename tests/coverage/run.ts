import type { Finding } from '../../rules/domain/finding.ts';
import { claimsOf, problemCoverage } from '../../rules/coverage/problems.ts';
import { classCoverage } from '../../rules/coverage/classes.ts';
import { COUNTED, PROBLEMS } from '../../rules/coverage/problem-list.ts';
import { createParameters } from '../../rules/engine/parameters.ts';
import type { AnyRule } from '../../rules/engine/rule.ts';
import { judgeShard, mapShard, reducePartials, type ShardResult } from '../../rules/engine/run.ts';
import { compileKnowledge } from '../../rules/knowledge/compile.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { build, type Tables } from '../rules/harness/record.ts';
import type { Planted } from './planted.ts';

/** Rules over one record, with the starter pack and what the record brings. */
export function runRecord(
	rules: readonly AnyRule[],
	starter: KnowledgePack,
	raw: Tables,
	options: Pick<Planted, 'knowledge' | 'parameters'>,
	everyStay = false
): ShardResult {
	const { shard, batch } = build(raw);
	const own: KnowledgePack = { ...starter, id: 'planted', points: options.knowledge ?? [], digest: '' };
	const context = {
		batch,
		knowledge: compileKnowledge([starter, own], batch.dictionaries, {}),
		parameters: createParameters(rules, options.parameters ?? [])
	};
	return judgeShard(rules, shard, context, reducePartials(rules, [mapShard(rules, shard, context)]), everyStay);
}

/** What became of one problem: which rules say they find it, and what all rules said of its record and of its near miss. */
export interface Outcome {
	readonly id: string;
	/** Rules that list the problem. */
	readonly claimed: readonly string[];
	/** Findings of those rules on the record, and on the near miss. */
	readonly found: readonly Finding[];
	readonly flagged: readonly Finding[];
	/** Findings of all other rules on either. */
	readonly elsewhere: readonly Finding[];
	readonly errors: readonly string[];
}

export function outcomeOf(rules: readonly AnyRule[], starter: KnowledgePack, planted: Planted): Outcome {
	const same = PROBLEMS.find(({ id }) => id === planted.id)?.sameAs ?? planted.id;
	const claimed = new Set(rules.filter(({ meta }) => claimsOf(meta).includes(same)).map(({ meta }) => meta.id));
	const [record, near] = [planted.record, planted.nearMiss].map((raw) => runRecord(rules, starter, raw, planted));
	const meant = ({ findings }: ShardResult): Finding[] => findings.filter(({ visit }) => planted.visit === undefined || visit === planted.visit);
	return {
		id: planted.id,
		claimed: [...claimed],
		found: meant(record!).filter(({ rule }) => claimed.has(rule)),
		flagged: meant(near!).filter(({ rule }) => claimed.has(rule)),
		elsewhere: [...meant(record!), ...meant(near!)].filter(({ rule }) => !claimed.has(rule)),
		errors: [...record!.errors, ...near!.errors].map(({ rule, message }) => `${rule}: ${message}`)
	};
}

/** The report of `npm run coverage`: counts first, then the detail that they come from. Problems of the earlier imaging list are in the detail only. */
export function coverageReport(rules: readonly AnyRule[], starter: KnowledgePack, planted: readonly Planted[]) {
	const outcomes = new Map(planted.map((one) => [one.id, outcomeOf(rules, starter, one)]));
	const classes = classCoverage(rules, starter.points);
	const problems = problemCoverage(rules);
	const counted = COUNTED.flatMap(({ id }) => outcomes.get(id) ?? []);
	const ofStatus = (status: string): number => classes.filter((row) => row.status === status).length;
	return {
		rules: rules.length,
		classes: { total: classes.length, covered: ofStatus('covered'), with_pack: ofStatus('with_pack'), no_data: ofStatus('no_data') },
		problems: {
			total: COUNTED.length,
			found: counted.filter(({ found }) => found.length > 0).length,
			near_miss_flagged: counted.filter(({ flagged }) => flagged.length > 0).length
		},
		detail: {
			classes,
			problems: problems.map((problem) => problemDetail(problem, outcomes.get(problem.id))),
			errors: [...outcomes.values()].flatMap(({ errors }) => errors)
		}
	};
}

type ProblemRow = ReturnType<typeof problemCoverage>[number];
function problemDetail(problem: ProblemRow, outcome: Outcome | undefined) {
	const names = (findings: readonly Finding[] = []): string[] => [...new Set(findings.map(({ rule, grade }) => `${rule} (${grade})`))];
	return {
		...problem,
		planted: outcome !== undefined,
		found_by: names(outcome?.found),
		near_miss_flagged_by: names(outcome?.flagged),
		elsewhere: names(outcome?.elsewhere)
	};
}

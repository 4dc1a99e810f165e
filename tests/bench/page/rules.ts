import type { BatchContext, Shard } from '../../../rules/domain/shard.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import { createRegistry } from '../../../rules/engine/registry.ts';
import type { AnyRule, RunContext } from '../../../rules/engine/rule.ts';
import { judgeShard } from '../../../rules/engine/run.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import type { KnowledgePack } from '../../../rules/knowledge/pack.ts';

const registry = createRegistry(import.meta.glob<{ default: AnyRule }>('../../../rules/checks/*/*.ts', { eager: true }));

/** Rules that a query can say as well: one line each way, over all fee lines. */
export const NAMED = [
	'item-against-sex',
	'drug-above-hospital-level',
	'drug-outside-insurance',
	'drug-outside-visit-kind',
	'item-outside-age',
	'price-over-limit',
	'amount-not-price-times-quantity',
	'charge-outside-stay'
] as const;
export const namedRules = NAMED.map((id) => registry.get(id)!);
export const allRules = registry.rules;

export function runContext(batch: BatchContext, pack: KnowledgePack, rules: readonly AnyRule[]): RunContext {
	return { batch, knowledge: compileKnowledge([pack], batch.dictionaries, {}), parameters: createParameters(rules) };
}

/** rule, fee line, 分 of every offending line, in one order. */
export function judgeNamed(shards: readonly Shard[], context: RunContext): { lines: string[]; ms: number } {
	const begun = performance.now();
	const results = shards.map((shard) => judgeShard(namedRules, shard, context, {}));
	const ms = performance.now() - begun;
	const lines = results.flatMap(({ findings }) =>
		findings.flatMap((finding) =>
			finding.lines.filter((line) => line.role === 'offending').map((line) => `${finding.rule} ${line.rowId} ${line.amount}`)
		)
	);
	return { lines: lines.sort(), ms };
}

/** Time of judging only the stays that have findings: verdict, conditions and digests. @returns milliseconds */
export function judgeFound(shards: readonly Shard[], context: RunContext): number {
	const found = shards.map((shard) => {
		const { findings } = judgeShard(namedRules, shard, context, {});
		const visits = new Set(findings.map((finding) => finding.visit));
		const dictionary = context.batch.dictionaries.get('visit');
		return [...shard.visitCode.keys()].filter((v) => visits.has(dictionary.text(shard.visitCode[v]!)));
	});
	const only = namedRules.map((rule) => ({ ...rule, candidates: (shard: Shard) => found[shards.indexOf(shard)]! }));
	const begun = performance.now();
	for (const shard of shards) judgeShard(only, shard, context, {});
	return performance.now() - begun;
}

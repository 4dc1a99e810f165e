import type { Finding } from '../../rules/domain/finding.ts';
import type { BatchContext, Shard } from '../../rules/domain/shard.ts';
import type { ParameterSetting } from '../../rules/domain/parameter.ts';
import { createParameters } from '../../rules/engine/parameters.ts';
import type { AnyRule, RunContext } from '../../rules/engine/rule.ts';
import { judgeShard, mapShard, reducePartials, type RuleError, type UndeterminedCount } from '../../rules/engine/run.ts';
import { compileKnowledge } from '../../rules/knowledge/compile.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { dictionariesOf } from '../jobs/batch-context.ts';
import type { ImportedBatch } from '../protocol/batch.ts';

export interface NodeRun {
	readonly findings: readonly Finding[];
	readonly undetermined: readonly { rule: string; kind: string; missing: string; stays: number }[];
	readonly errors: readonly RuleError[];
}

/** Runs rules over a whole batch in this thread: the same passes as the browser's pool, one shard after the other. */
export function runBatch(
	batch: ImportedBatch,
	shards: readonly Shard[],
	rules: readonly AnyRule[],
	packs: readonly KnowledgePack[],
	overrides: readonly ParameterSetting[],
	localCodes: Readonly<Record<string, string>>
): NodeRun {
	const dictionaries = dictionariesOf(batch.dictionaries);
	const decoder = new TextDecoder();
	const context: RunContext = {
		batch: { files: batch.files, dictionaries, tables: batch.tables, decode: (bytes) => decoder.decode(bytes) } satisfies BatchContext,
		knowledge: compileKnowledge(packs, dictionaries, localCodes),
		parameters: createParameters(rules, overrides)
	};
	const aggregates = reducePartials(
		rules,
		shards.map((shard) => mapShard(rules, shard, context))
	);
	const results = shards.map((shard) => ({ shard, result: judgeShard(rules, shard, context, aggregates) }));
	return {
		findings: results.flatMap(({ result }) => result.findings).sort(byRuleAndKey),
		undetermined: gather(
			results.flatMap(({ shard, result }) => result.undetermined.map((entry) => ({ entry, stays: entry.visits?.length ?? shard.visitCount })))
		),
		errors: results.flatMap(({ result }) => result.errors)
	};
}

/** Code-unit order: the same on every machine, whatever its language. */
const byRuleAndKey = (a: Finding, b: Finding): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

function gather(entries: readonly { entry: UndeterminedCount; stays: number }[]): NodeRun['undetermined'] {
	const rows = new Map<string, { rule: string; kind: string; missing: string; stays: number }>();
	for (const { entry, stays } of entries) {
		const key = [entry.rule, entry.missing.kind, entry.missing.what].join(' ');
		const row = rows.get(key) ?? rows.set(key, { rule: entry.rule, kind: entry.missing.kind, missing: entry.missing.what, stays: 0 }).get(key)!;
		row.stays += stays;
	}
	return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

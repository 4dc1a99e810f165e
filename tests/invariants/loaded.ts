import { readFileSync } from 'node:fs';
import type { Finding } from '../../rules/domain/finding.ts';
import type { BatchContext, Shard } from '../../rules/domain/shard.ts';
import { createParameters } from '../../rules/engine/parameters.ts';
import { createRegistry } from '../../rules/engine/registry.ts';
import type { AnyRule, RunContext } from '../../rules/engine/rule.ts';
import { judgeShard, mapShard, reducePartials, type ShardResult } from '../../rules/engine/run.ts';
import { compileKnowledge } from '../../rules/knowledge/compile.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { generateBatch } from '../../workers/generator/index.ts';
import { importBatch, memorySource } from '../../workers/ingest/index.ts';
import { dictionariesOf } from '../../workers/jobs/batch-context.ts';
import type { Receipt } from '../../workers/protocol/receipt.ts';

export const registry = createRegistry(import.meta.glob<{ default: AnyRule }>('../../rules/checks/*/*.ts', { eager: true }));
export const starterPack = JSON.parse(readFileSync(new URL('../../static/knowledge/starter.json', import.meta.url), 'utf8')) as KnowledgePack;

/** One row of the generator's answer key: words of the problem list, no rule's name. */
export interface Truth {
	readonly problem: string;
	readonly kind: 'planted' | 'look-alike';
	readonly visit: string;
	readonly lines: readonly string[];
	readonly amount: number | null;
}
export interface Loaded {
	readonly shards: readonly Shard[];
	readonly batch: BatchContext;
	readonly receipt: Receipt;
	readonly truth: readonly Truth[];
}

/** A training batch made in memory and taken in by the real intake. */
export async function loadTraining(stays: number, seed: string, shardSize?: number, plantRate?: number): Promise<Loaded> {
	const parts = new Map<string, Uint8Array[]>();
	await generateBatch(
		{ stays, seed, ...(plantRate === undefined ? {} : { plantRate }) },
		(file, bytes) => void (parts.get(file) ?? parts.set(file, []).get(file)!).push(bytes.slice())
	);
	const files = [...parts].map(([name, chunks]) => ({ name, bytes: new Uint8Array(Buffer.concat(chunks)) }));
	const key = new TextDecoder().decode(files.find((file) => file.name === 'truth.csv')!.bytes);
	const shards: Shard[] = [];
	const sources = files.filter((file) => file.name !== 'truth.csv').map((file) => memorySource(file.name, file.bytes));
	const imported = await importBatch(sources, shardSize ? { shardSize } : {}, { shard: async (shard) => void shards.push(shard) });
	const decoder = new TextDecoder();
	const batch: BatchContext = {
		files: imported.files,
		dictionaries: dictionariesOf(imported.dictionaries),
		tables: imported.tables,
		decode: (bytes) => decoder.decode(bytes)
	};
	return { shards, batch, receipt: imported.receipt, truth: key.trim().split('\n').slice(1).map(truthOf) };
}

function truthOf(line: string): Truth {
	const [problem, kind, visit, lines, amount] = line.trim().split(',') as [string, Truth['kind'], string, string, string];
	return { problem, kind, visit, lines: lines.split(';').filter(Boolean), amount: amount === '' ? null : Number(amount) };
}

export function contextOf(batch: BatchContext, rules: readonly AnyRule[] = registry.rules): RunContext {
	return { batch, knowledge: compileKnowledge([starterPack], batch.dictionaries, {}), parameters: createParameters(rules) };
}

/** All rules over all shards. */
export function runAll(
	{ shards, batch }: Pick<Loaded, 'shards' | 'batch'>,
	everyStay = false,
	rules: readonly AnyRule[] = registry.rules
): ShardResult[] {
	const context = contextOf(batch, rules);
	const aggregates = reducePartials(
		rules,
		shards.map((shard) => mapShard(rules, shard, context))
	);
	return shards.map((shard) => judgeShard(rules, shard, context, aggregates, everyStay));
}

export const findingsOf = (results: readonly ShardResult[]): Finding[] =>
	results.flatMap((result) => result.findings).sort((a, b) => (a.key < b.key ? -1 : 1));

import type { TableId } from '../../rules/domain/tables/index.ts';
import type { Shard } from '../../rules/domain/shard.ts';
import { createParameters } from '../../rules/engine/parameters.ts';
import type { AnyRule, RunContext } from '../../rules/engine/rule.ts';
import { judgeShard, mapShard, reducePartials, type Aggregates } from '../../rules/engine/run.ts';
import { compileKnowledge } from '../../rules/knowledge/compile.ts';
import type { Knowledge } from '../../rules/knowledge/lookup.ts';
import { canonical, digest, utf8 } from '../package/bytes.ts';
import type { BackTestInfo, BackTestRequest, BackTestWork, SideRequest } from '../protocol/back-test.ts';
import type { RunRecipe } from '../protocol/review.ts';
import { Fault } from '../store/index.ts';
import { compareShard, type BackTestPart, type Decisions } from './back-test-compare.ts';
import { addCounts, NO_COUNTS } from './back-test-counts.ts';
import { openBatch, type OpenBatch } from './batch-context.ts';
import type { ReviewPorts } from './review-job.ts';
import { registryOf } from './user-rule-run.ts';

interface OpenSide {
	readonly rules: readonly AnyRule[];
	readonly run: RunContext;
}
interface Sides<T> {
	readonly before: T;
	readonly after: T;
}
interface OpenTest extends OpenBatch {
	readonly request: BackTestRequest;
	readonly sides: Sides<OpenSide>;
	readonly decisions: Decisions;
	readonly shards: readonly string[];
	/** Tables whose documents some rule of either side may read. */
	readonly texts: readonly TableId[];
}

/** One worker's part of a back-test: every shard is read once and judged by both sides with the same engine. Findings of runs are not touched. */
export class BackTestJob implements BackTestWork {
	readonly #ports: ReviewPorts;
	#test: OpenTest | null = null;
	/** The shard read last: a pool of one maps and judges the same. */
	#last: Shard | null = null;
	#aggregates: { readonly test: string; readonly value: Sides<Aggregates> } | null = null;

	constructor(ports: ReviewPorts) {
		this.#ports = ports;
	}

	async open(request: BackTestRequest): Promise<{ shards: readonly string[]; population: boolean }> {
		const { store, ruleBase } = this.#ports;
		const opened = await openBatch(store, request.batch);
		const knowledge = knowledgeOf(request, opened);
		const open = (side: SideRequest, knows: Knowledge): OpenSide => {
			const registry = registryOf(ruleBase.registry, side);
			const rules = side.rules.map((id) => {
				const rule = registry.get(id);
				if (!rule) throw new Fault('not-found', `rule ${id}`);
				return rule;
			});
			return { rules, run: { batch: opened.context, knowledge: knows, parameters: createParameters(rules, side.parameters) } };
		};
		const sides = { before: open(request.before, knowledge.before), after: open(request.after, knowledge.after) };
		const rules = [...new Set([...sides.before.rules, ...sides.after.rules])];
		this.#test = {
			...opened,
			request,
			sides,
			decisions: new Map(request.decisions.map((decision) => [decision.key, decision])),
			// Where nothing is touched nothing is read.
			shards: request.touched.length === 0 ? [] : await store.batches.shardIds(opened.batch.storage),
			texts: [...new Set(rules.flatMap(({ meta }) => [...meta.requires, ...meta.uses] as TableId[]))]
		};
		this.#aggregates = null;
		return { shards: this.#test.shards, population: rules.some((rule) => rule.population) };
	}

	async map(test: string, id: string): Promise<{ rows: number }> {
		const { sides, batch } = this.#opened;
		const shard = await this.#shard(id);
		const partial = both((side) => mapShard(sides[side].rules, shard, sides[side].run));
		await this.#ports.store.runs.putPartial(test, batch.storage, id, partial, this.#ports.now());
		// Its rows count when they are judged.
		return { rows: 0 };
	}

	async reduce(test: string): Promise<void> {
		const { sides, batch } = this.#opened;
		const { store, now } = this.#ports;
		const partials = (await store.runs.partials(test)).map(({ data }) => data as Sides<Record<string, unknown>>);
		const aggregates = both((side) =>
			reducePartials(
				sides[side].rules,
				partials.map((partial) => partial[side])
			)
		);
		await store.runs.putPartial(test, batch.storage, '', aggregates, now());
	}

	async judge(test: string, id: string): Promise<{ findings: number; stays: number; rows: number }> {
		const { sides, batch, decisions } = this.#opened;
		const [shard, aggregates] = [await this.#shard(id), await this.#aggregatesOf(test)];
		this.#last = null;
		const { before, after } = both((side) => judgeShard(sides[side].rules, shard, sides[side].run, aggregates[side]));
		const { part, traces } = compareShard(id, before, after, decisions, shard.visitCount);
		await this.#ports.store.backTests.putPart(test, batch.storage, id, part, traces, this.#ports.now());
		const rows = Object.values(shard.tables).reduce((sum, table) => sum + table.rowCount, 0);
		return { findings: part.rows.length, stays: shard.visitCount, rows };
	}

	/** Makes the back-test visible once every shard of the batch has its part. */
	async finish(test: string, startedAt: number): Promise<BackTestInfo> {
		const { store, now } = this.#ports;
		const { batch, shards, request } = this.#opened;
		const parts = await store.backTests.parts(test);
		const judged = new Set(parts.map(({ shard }) => shard));
		const missing = shards.find((shard) => !judged.has(shard));
		if (missing !== undefined) throw new Fault('internal', `shard ${missing} was not judged`);
		const at = now();
		const { before: _, after: __, decisions: ___, batch: ____, ...frozen } = request;
		const info: BackTestInfo = {
			id: test,
			batch: batch.id,
			batchName: batch.name,
			files: batch.content.files.map((file) => file.digest),
			at,
			elapsedMs: Math.max(0, at - startedAt),
			...frozen,
			digests: both((side) => recipeDigest(request.recipes[side])),
			...summed(parts.map(({ data }) => data as BackTestPart))
		};
		await store.settings.keepUsedPacks([...request.before.packs, ...request.after.packs]);
		await store.backTests.finish(test, batch.storage, info);
		return info;
	}

	get #opened(): OpenTest {
		if (!this.#test) throw new Fault('internal', 'the back-test is not open');
		return this.#test;
	}

	/** Without a rule over the whole batch there is nothing to read. */
	async #aggregatesOf(test: string): Promise<Sides<Aggregates>> {
		if (this.#aggregates?.test !== test) {
			const read = (await this.#ports.store.runs.aggregate(test)) as Partial<Sides<Aggregates>>;
			this.#aggregates = { test, value: { before: read.before ?? {}, after: read.after ?? {} } };
		}
		return this.#aggregates.value;
	}

	async #shard(id: string): Promise<Shard> {
		const { batch, texts } = this.#opened;
		if (this.#last?.id !== id) this.#last = await this.#ports.store.batches.shard(batch.storage, id, texts);
		return this.#last;
	}
}

/** SHA-256 over RFC 8785 of a recipe. */
export const recipeDigest = (recipe: RunRecipe): string => digest(utf8(canonical(recipe)));

/** Compiled once where both sides know the same. */
function knowledgeOf({ before, after }: BackTestRequest, { context }: OpenBatch): Sides<Knowledge> {
	const compile = (side: SideRequest): Knowledge => compileKnowledge(side.packs, context.dictionaries, side.localCodes);
	const known = compile(before);
	const digests = ({ packs }: SideRequest): string[] => packs.map((pack) => pack.digest);
	const same = canonical([digests(before), before.localCodes]) === canonical([digests(after), after.localCodes]);
	return { before: known, after: same ? known : compile(after) };
}

function summed(parts: readonly BackTestPart[]): Pick<BackTestInfo, 'counts' | 'byRule' | 'differing'> {
	const byRule: Record<string, BackTestInfo['counts']> = {};
	for (const part of parts)
		for (const [rule, counts] of Object.entries(part.byRule))
			byRule[rule] = addCounts(Object.hasOwn(byRule, rule) ? byRule[rule]! : NO_COUNTS, counts);
	return {
		counts: parts.reduce((sum, { counts }) => addCounts(sum, counts), NO_COUNTS),
		byRule,
		differing: parts.reduce((sum, { rows }) => sum + rows.length, 0)
	};
}

const both = <T>(of: (side: 'before' | 'after') => T): Sides<T> => ({ before: of('before'), after: of('after') });

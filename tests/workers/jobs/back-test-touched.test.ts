import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ParameterSetting } from '../../../rules/domain/parameter.ts';
import type { ParamSpecs } from '../../../rules/engine/rule.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import { judgeShard, mapShard, reducePartials, type ShardResult } from '../../../rules/engine/run.ts';
import { itemMasks } from '../../../rules/facts/item-masks.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import { packDigest } from '../../../rules/knowledge/digest.ts';
import type { Knowledge } from '../../../rules/knowledge/lookup.ts';
import type { KnowledgePack, KnowledgeTableId } from '../../../rules/knowledge/pack.ts';
import { compareShard } from '../../../workers/jobs/back-test-compare.ts';
import { runningOn, touchedRules, type LoadedSide } from '../../../workers/jobs/back-test-touched.ts';
import { contextOf, loadTraining, registry, starterPack, type Loaded } from '../../invariants/loaded.ts';

const rules = registry.rules;
const tables = [...new Set(starterPack.points.map((point) => point.table))].sort();
const numbers = rules.flatMap(({ meta, params }) =>
	Object.entries(params as ParamSpecs).flatMap(([name, spec]) => (spec.default === null ? [] : [{ rule: meta.id, name, value: spec.default }]))
);

/** The starter pack with fewer points of some tables. */
function thinned(drop: readonly KnowledgeTableId[]): KnowledgePack {
	const pack = {
		...starterPack,
		version: `without ${drop.join(' ')}`,
		points: starterPack.points.filter(({ table }, i) => !drop.includes(table) || i % 2 === 0)
	};
	return { ...pack, digest: packDigest(pack) };
}
const side = (parts: Partial<LoadedSide> = {}): LoadedSide => {
	const loaded = parts.loaded ?? [starterPack];
	const ids = rules.map(({ meta }) => meta.id);
	return { stage: 'settled', rules: ids, parameters: [], localCodes: {}, registry, loaded, packs: loaded.map(({ digest }) => digest), ...parts };
};

let batch: Loaded;
beforeAll(async () => void (batch = await loadTraining(24, '2026', 30)), 120_000);

/** All that a side says, whichever of its rules are touched. */
function judged(side: LoadedSide): ShardResult[] {
	const { loaded, parameters, localCodes } = side;
	const running = new Set(runningOn(side));
	const chosen = rules.filter(({ meta }) => running.has(meta.id));
	const context = {
		batch: batch.batch,
		knowledge: compileKnowledge(loaded, batch.batch.dictionaries, localCodes),
		parameters: createParameters(chosen, parameters)
	};
	const aggregates = reducePartials(
		chosen,
		batch.shards.map((shard) => mapShard(chosen, shard, context))
	);
	return batch.shards.map((shard) => judgeShard(chosen, shard, context, aggregates));
}
const differing = (before: readonly ShardResult[], after: readonly ShardResult[]): string[] =>
	before.flatMap((result, i) => compareShard(`p${i}`, result, after[i]!, new Map(), 0).part.rows.map(({ rule }) => rule));

describe('rules that a change touches', () => {
	it('are none where nothing changes, and then nothing differs', () => {
		expect(touchedRules(side(), side())).toEqual([]);
		const [before, after] = [judged(side()), judged(side())];
		expect(before.flatMap(({ findings }) => findings).length).toBeGreaterThan(0);
		expect(differing(before, after)).toEqual([]);
	});

	it('are all that say something different, whatever parameters, packs and rules change', () => {
		const setting = fc.record({ at: fc.nat(numbers.length - 1), factor: fc.constantFrom(0, 0.5, 2, 10) }).map(({ at, factor }): ParameterSetting => {
			const { rule, name, value } = numbers[at]!;
			return { rule, name, value: Math.round(value * factor), region: '夹具', source: '夹具' };
		});
		const change = fc.record({
			parameters: fc.array(setting, { maxLength: 40 }),
			drop: fc.subarray(tables, { maxLength: 6 }),
			off: fc.subarray(
				rules.map(({ meta }) => meta.id),
				{ maxLength: 5 }
			)
		});
		const base = side();
		const before = judged(base);
		fc.assert(
			fc.property(change, ({ parameters, drop, off }) => {
				const changed = side({
					parameters,
					...(drop.length > 0 ? { loaded: [thinned(drop)], packs: [thinned(drop).digest] } : {}),
					rules: base.rules.filter((id) => !off.includes(id))
				});
				const touched = new Set(touchedRules(base, changed).map(({ rule }) => rule));
				expect(differing(before, judged(changed)).filter((rule) => !touched.has(rule))).toEqual([]);
			}),
			{ numRuns: 12 }
		);
	}, 240_000);
});

describe('a rule', () => {
	// What a rule reads of knowledge without saying so could change below a back-test unseen.
	it('looks into no knowledge table that it does not name', () => {
		const silent: string[] = [];
		for (const rule of rules) {
			const base = contextOf(batch.batch);
			const asked = new Set<KnowledgeTableId>();
			let listening = false;
			const listen = (table: KnowledgeTableId): void => void (listening && asked.add(table));
			const knowledge: Knowledge = {
				...base.knowledge,
				has: (table) => (listen(table), base.knowledge.has(table)),
				points: (table) => (listen(table), base.knowledge.points(table)),
				match: (table, item, of) => (listen(table), base.knowledge.match(table, item, of)),
				flags: (table, of) => (listen(table), base.knowledge.flags(table, of))
			};
			const context = { ...base, knowledge };
			const aggregates = reducePartials(
				[rule],
				batch.shards.map((shard) => mapShard([rule], shard, context))
			);
			for (const shard of batch.shards) {
				// The mask of all tables is one pass that every rule shares.
				listening = false;
				itemMasks(shard, context);
				listening = true;
				judgeShard([rule], shard, context, aggregates, true);
			}
			const named: readonly KnowledgeTableId[] = [...rule.meta.knowledge, ...(rule.meta.consults ?? [])];
			for (const table of asked) if (!named.includes(table)) silent.push(`${rule.meta.id}: ${table}`);
		}
		expect(silent).toEqual([]);
	}, 120_000);
});

import { describe, expect, it } from 'vitest';
import type { Finding, Missing } from '../../../rules/domain/finding.ts';
import type { TableId } from '../../../rules/domain/tables/index.ts';
import type { ParameterSetting } from '../../../rules/domain/parameter.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import { judgeShard, mapShard, reducePartials, type ShardResult } from '../../../rules/engine/run.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { fixturePack } from './fixture-pack.ts';
import { clearing, stillStands } from './mutation.ts';
import { build, tables, type Tables } from './record.ts';

type Texts = Partial<Record<TableId, string>>;

/** `rowId or #record  role  quantity  amount in 元 or -`, e.g. `F2 offending 2 100.00`. */
type LineText = string;

export interface RuleCases {
	readonly knowledge?: readonly KnowledgePoint[];
	readonly parameters?: readonly ParameterSetting[];
	/** Nothing found, and nothing left undetermined. */
	readonly valid: Readonly<Record<string, Texts>>;
	readonly invalid: Readonly<
		Record<
			string,
			{
				record: Texts;
				visit?: string;
				grade: 'certain' | 'suspect';
				message: string;
				data?: object;
				lines: readonly LineText[];
				clears?: Readonly<Record<string, string>>;
				fund?: string | null;
			}
		>
	>;
	readonly undetermined?: Readonly<Record<string, { record: Texts; missing: Missing }>>;
}

/**
 * Runs a rule on small records: valid ones give nothing, invalid ones give the finding said. For each finding it also tries what no author can
 * talk it out of: every condition holds; clearing a condition's cells makes it go; without a required table the answer is 无法判断;
 * judging every stay gives the same as the candidates.
 */
export function testRule(rule: AnyRule, cases: RuleCases): void {
	const run = (raw: Tables, everyStay = false): ShardResult => runRule(rule, raw, cases, everyStay);
	describe(rule.meta.id, () => {
		for (const [name, record] of Object.entries(cases.valid)) {
			it(`passes: ${name}`, () => {
				const result = run(tables(record), true);
				expect(result.errors).toEqual([]);
				expect(result.findings.map((finding) => finding.key)).toEqual([]);
				expect(result.undetermined).toEqual([]);
			});
		}
		for (const [name, { record, missing }] of Object.entries(cases.undetermined ?? {})) {
			it(`cannot tell: ${name}`, () => {
				for (const everyStay of [true, false]) {
					const result = run(tables(record), everyStay);
					expect(result.findings.map((finding) => finding.key)).toEqual([]);
					expect(result.undetermined.map((entry) => entry.missing)).toContainEqual(missing);
				}
			});
		}
		for (const [name, expected] of Object.entries(cases.invalid)) {
			it(`finds: ${name}`, () => {
				const result = run(tables(expected.record), true);
				expect(result.errors).toEqual([]);
				const finding = pick(result, expected.visit);
				expect(finding.lines.map(lineText)).toEqual(expected.lines);
				expect(finding.messages[0]!.id).toBe(expected.message);
				if (expected.data) expect(finding.messages[0]!.data).toMatchObject(expected.data);
				expect(finding.grade).toBe(expected.grade);
				for (const [id, state] of Object.entries(expected.clears ?? {})) expect(finding.clears.find((clear) => clear.id === id)?.state).toBe(state);
				if (expected.fund !== undefined) expect(finding.amounts.fund).toBe(expected.fund === null ? null : Math.round(Number(expected.fund) * 100));
			});
			it(`stands on its evidence: ${name}`, () => expectStandsOnEvidence(rule, tables(expected.record), expected.visit, cases));
			it(`needs its tables: ${name}`, () => {
				const raw = tables(expected.record);
				for (const table of rule.meta.requires as TableId[]) {
					const { [table]: _, ...rest } = raw;
					const result = run(rest);
					expect(result.findings).toEqual([]);
					expect(result.undetermined.map((entry) => entry.missing)).toContainEqual({ kind: 'table', what: table });
				}
			});
		}
		it('candidates lose nothing', () => {
			for (const record of [...Object.values(cases.valid), ...Object.values(cases.invalid).map((c) => c.record)]) {
				const raw = tables(record);
				expect(run(raw).findings).toEqual(run(raw, true).findings);
			}
		});
	});
}

function expectStandsOnEvidence(rule: AnyRule, raw: Tables, visit: string | undefined, cases: RuleCases): void {
	const before = pick(runRule(rule, raw, cases, true), visit);
	expect(before.conditions.filter((condition) => !condition.holds)).toEqual([]);
	expect(new Set(before.clears.map((clear) => clear.id)).size, 'a counter-evidence stands once').toBe(before.clears.length);
	let cleared = 0;
	for (const condition of before.conditions) {
		const changed = clearing(raw, condition);
		if (!changed) continue;
		cleared++;
		const after = runRule(rule, changed, cases, true);
		expect(after.errors).toEqual([]);
		const finding = after.findings.find((candidate) => candidate.key === before.key);
		expect(stillStands(before, condition, finding), `cleared "${condition.name}", yet the finding stands`).toBe(false);
	}
	expect(cleared, 'a finding without a condition on the record').toBeGreaterThan(0);
}

/** Records built, with what a run has beside them: the test's own knowledge and parameters. */
export function contextOf(rule: AnyRule, raw: Tables, options: Pick<RuleCases, 'knowledge' | 'parameters'>) {
	const { shard, batch } = build(raw);
	const pack = fixturePack(options.knowledge ?? []);
	const context = {
		batch,
		knowledge: compileKnowledge([pack], batch.dictionaries, {}),
		parameters: createParameters([rule], options.parameters ?? [])
	};
	return { shard, context, aggregates: reducePartials([rule], [mapShard([rule], shard, context)]) };
}

export function runRule(rule: AnyRule, raw: Tables, options: Pick<RuleCases, 'knowledge' | 'parameters'>, everyStay = false): ShardResult {
	const { shard, context, aggregates } = contextOf(rule, raw, options);
	return judgeShard([rule], shard, context, aggregates, everyStay);
}

function pick(result: ShardResult, visit: string | undefined): Finding {
	const finding = visit === undefined ? result.findings[0] : result.findings.find((candidate) => candidate.visit === visit);
	expect(finding, `no finding; undetermined: ${JSON.stringify(result.undetermined)}`).toBeDefined();
	return finding!;
}

function lineText(line: Finding['lines'][number]): LineText {
	const quantity = line.qty === null ? '-' : String(line.qty / 10_000);
	return `${line.rowId || `#${line.record}`} ${line.role} ${quantity} ${line.amount === null ? '-' : (line.amount / 100).toFixed(2)}`;
}

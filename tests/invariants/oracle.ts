import fc from 'fast-check';
import { expect } from 'vitest';
import type { ParameterSetting } from '../../rules/domain/parameter.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import { createParameters } from '../../rules/engine/parameters.ts';
import type { AnyRule } from '../../rules/engine/rule.ts';
import { judgeShard, mapShard, reducePartials } from '../../rules/engine/run.ts';
import { compileKnowledge } from '../../rules/knowledge/compile.ts';
import type { KnowledgePack, KnowledgePoint } from '../../rules/knowledge/pack.ts';
import { build, type Tables } from '../rules/harness/record.ts';
import { registry, starterPack } from './loaded.ts';

export type Cells = Readonly<Record<string, string>>;
export const of = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
/** Rows of a table, each cell drawn by itself. */
export const rows = (cells: Readonly<Record<string, fc.Arbitrary<string>>>, maxLength: number): fc.Arbitrary<Cells[]> =>
	fc.array(fc.record(cells), { maxLength, size: 'max' });
/** Times of May 2026, by day (`06`) or minute (`06 08:00`), and none. */
export const time = (...values: readonly string[]): fc.Arbitrary<string> => of(...values.map((value) => value && `2026-05-${value}`));

export const rulesOf = (...ids: readonly string[]): AnyRule[] =>
	ids.map((id) => {
		const rule = registry.get(id);
		if (!rule) throw new Error(`no rule ${id}`);
		return rule;
	});
/** One point of each table, so that no rule is without its list. */
export const fillers = (points: readonly KnowledgePoint[]): KnowledgePoint[] => [...new Map(points.map((point) => [point.table, point])).values()];
/** Points of the starter pack that some rules read. */
export const pointsOf = (rules: readonly AnyRule[]): readonly KnowledgePoint[] => {
	const tables = new Set<string>(rules.flatMap(({ meta }) => meta.knowledge));
	return starterPack.points.filter(({ table }) => tables.has(table));
};

export interface Generated {
	readonly records: Partial<Record<TableId, readonly Cells[]>>;
	/** Fields that no file carries. */
	readonly absent: readonly string[];
	/** Points that are loaded. */
	readonly points: readonly KnowledgePoint[];
}
export interface Seen {
	findings: number;
	undetermined: number;
	/** Rules that found something at least once. */
	readonly rules: Set<string>;
}

/** That on so many generated stays a rule's candidates lose nothing: its findings and 无法判断 are those of judging every stay. */
export function holdsOracle(
	rules: readonly AnyRule[],
	generated: fc.Arbitrary<Generated>,
	{ runs = 1_000, parameters = [] }: { runs?: number; parameters?: readonly ParameterSetting[] } = {}
): Seen {
	const seen: Seen = { findings: 0, undetermined: 0, rules: new Set() };
	fc.assert(
		fc.property(generated, ({ records, absent, points }) => {
			const { shard, batch } = build(tablesOf(records, absent));
			const pack: KnowledgePack = { ...starterPack, points };
			const context = { batch, knowledge: compileKnowledge([pack], batch.dictionaries, {}), parameters: createParameters(rules, parameters) };
			const aggregates = reducePartials(rules, [mapShard(rules, shard, context)]);
			const [fast, oracle] = [false, true].map((every) => judgeShard(rules, shard, context, aggregates, every)) as [
				ReturnType<typeof judgeShard>,
				ReturnType<typeof judgeShard>
			];
			expect(oracle.errors).toEqual([]);
			expect(fast.findings).toEqual(oracle.findings);
			expect(fast.undetermined).toEqual(oracle.undetermined);
			seen.findings += oracle.findings.length;
			seen.undetermined += oracle.undetermined.length;
			for (const { rule } of oracle.findings) seen.rules.add(rule);
		}),
		{ numRuns: runs }
	);
	return seen;
}

/** Tables with rows, without the fields that no file carries. */
function tablesOf(records: Generated['records'], absent: readonly string[]): Tables {
	const kept = Object.entries(records).filter(([, list]) => list.length > 0);
	const cells = (row: Cells): Cells => Object.fromEntries(Object.entries(row).filter(([field]) => !absent.includes(field)));
	return Object.fromEntries(kept.map(([table, list]) => [table, list.map(cells)]));
}

/** A visit of M1, M2 or M9, which no file describes. */
export const visitId = fc.constantFrom('M1', 'M1', 'M1', 'M1', 'M1', 'M2', 'M9');

/** Fee lines of some names: dates lost or blunt, spans, refunds with and without the line they undo. */
export const feeRows = (names: readonly string[], maxLength = 8, more: Readonly<Record<string, fc.Arbitrary<string>>> = {}): fc.Arbitrary<Cells[]> =>
	fc
		.array(
			fc
				.record({
					mdtrt_id: visitId,
					fee_ocur_time: time('05', '06', '06', '06', '06 08:00', '06 08:00', '06 08:30', '06 20:00', '07', ''),
					fee_end_time: time('', '', '', '', '', '', '08'),
					medins_list_name: of(...names),
					med_chrgitm_type: of('', '03', '04', '05', '06', '08', '09'),
					unt: of('', '次', '小时', '日', '部位', '支', '张', '曝光次数'),
					cnt: of('1', '1', '1', '1', '1', '1', '1', '1', '2', '2', '3', '26', '-1', '0.5'),
					pric: of('10', '100', ''),
					inscp_amt: of('', '10.00', '0.00'),
					init_feedetl_sn: of('', '', 'F0', 'F1'),
					rx_drord_no: of('', 'L1'),
					spec: of('', '0.2g'),
					memo: of('', '', '', '', '', '左侧', '已按50%折价'),
					vali_flag: of('1', '1', '1', '1', '1', '1', '1', '0'),
					...more
				})
				.map((row) => ({ ...row, det_item_fee_sumamt: (Number(row.cnt) * Number(row.pric || 10)).toFixed(2) }) as Cells),
			{ minLength: 3, maxLength, size: 'max' }
		)
		.map((list) => list.map((row, i) => ({ feedetl_sn: `F${i}`, ...row })));

/** Two visits of one person; each cell sound or lost. */
export const visits = (more: Readonly<Record<string, fc.Arbitrary<string>>> = {}): fc.Arbitrary<Cells[]> =>
	fc.tuple(
		...['M1', 'M2'].map((id) =>
			fc.record({
				mdtrt_id: fc.constant(id),
				psn_no: fc.constant('P1'),
				fixmedins_code: of('H1', 'H1', ''),
				med_type: of('21', '21', '21', '21', '11', '41', ''),
				begntime: id === 'M1' ? time('04 09:00', '04', '') : time('06 09:00', '12 09:00', ''),
				endtime: id === 'M1' ? time('10 10:00', '10 10:00', '') : time('06 10:00', '18 10:00', ''),
				gend: of('1', '2'),
				brdy: of('1966-03-12', '2024-01-01'),
				...more
			})
		)
	) as unknown as fc.Arbitrary<Cells[]>;

import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import type { Knowledge } from '../knowledge/lookup.ts';
import type { KnowledgePoint, KnowledgeTableId, PointOf } from '../knowledge/pack.ts';
import { codesOf, visitsThat } from './columns.ts';
import { inForce } from './items.ts';
import { visitColumns } from './visit-columns.ts';

/** A point that speaks of a code of a diagnosis or procedure, and the beginning by which it does. */
export interface Prefixed<P extends KnowledgePoint> {
	readonly point: P;
	readonly prefix: string;
}
type Index = ReadonlyMap<string, readonly KnowledgePoint[]>;
const indexes = new WeakMap<Knowledge, Map<KnowledgeTableId, Index>>();

/** Points of a table by the beginnings that they name, upper case, made once a run. */
function indexOf(knowledge: Knowledge, table: KnowledgeTableId): Index {
	const tables = indexes.get(knowledge) ?? indexes.set(knowledge, new Map()).get(knowledge)!;
	let index = tables.get(table);
	if (!index) {
		const made = new Map<string, KnowledgePoint[]>();
		for (const point of knowledge.points(table))
			for (const code of new Set(point.codes.map(normalizeCode))) made.set(code, [...(made.get(code) ?? []), point]);
		tables.set(table, (index = made));
	}
	return index;
}

/** The point in force whose beginning of codes is the longest that this code begins with; undefined where none speaks of it. */
export function pointOfCode<T extends KnowledgeTableId>(
	{ knowledge }: RunContext,
	table: T,
	code: string,
	day: number | null
): Prefixed<PointOf<T>> | undefined {
	const index = indexOf(knowledge, table);
	const text = normalizeCode(code);
	for (let length = text.length; length > 0; length--) {
		const prefix = text.slice(0, length);
		const point = index.get(prefix)?.find((candidate) => inForce(candidate, day));
		if (point) return { point: point as PointOf<T>, prefix };
	}
	return undefined;
}

/** Visits with a row of which a point of the table speaks on any day, by the dictionary of the column; and visits that no file describes. */
export function visitsWithCode(shard: Shard, context: RunContext, table: 'diagnosis' | 'operation', knowledgeTable: KnowledgeTableId): number[] {
	const { batch, knowledge } = context;
	const { recorded } = visitColumns(shard, context);
	const rows = shard.tables[table];
	const codes = codesOf(rows, table === 'diagnosis' ? 'diag_code' : 'oprn_oprt_code');
	if (!rows || !codes) return visitsThat(shard, (visit) => recorded[visit] === 0);
	const index = indexOf(knowledge, knowledgeTable);
	const dictionary = batch.dictionaries.get(table);
	const known = new Map<number, boolean>();
	const spoken = (code: number): boolean => {
		let speaks = known.get(code);
		if (speaks === undefined) known.set(code, (speaks = code !== 0 && hasPrefix(index, normalizeCode(dictionary.text(code)))));
		return speaks;
	};
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		for (let row = rows.rowStart[visit]!; row < rows.rowStart[visit + 1]!; row++) if (spoken(codes[row]!)) return true;
		return false;
	});
}

function hasPrefix(index: Index, text: string): boolean {
	for (let length = text.length; length > 0; length--) if (index.has(text.slice(0, length))) return true;
	return false;
}

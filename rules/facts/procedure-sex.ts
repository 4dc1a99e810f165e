import type { CodeColumn } from '../domain/columns.ts';
import type { Shard } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import type { Knowledge } from '../knowledge/lookup.ts';
import type { ProcedureSex } from '../knowledge/pack.ts';
import { inForce, visitsWith } from './items.ts';

/** A procedure that only one sex can have, and the prefix by which its code was recognised. */
export interface SexedProcedure {
	readonly point: ProcedureSex;
	readonly prefix: string;
}

const indexes = new WeakMap<Knowledge, ReadonlyMap<string, ProcedureSex[]>>();

/** Points by prefix, upper case, made once a run: 44.1300X001 and 44.1300x001 are one code. */
function prefixes(knowledge: Knowledge): ReadonlyMap<string, readonly ProcedureSex[]> {
	let index = indexes.get(knowledge) as Map<string, ProcedureSex[]> | undefined;
	if (!index) {
		index = new Map();
		for (const point of knowledge.points('procedureSexes')) {
			for (const code of new Set(point.codes.map(normalizeCode))) index.set(code, [...(index.get(code) ?? []), point]);
		}
		indexes.set(knowledge, index);
	}
	return index;
}

/** The points whose prefix begins a procedure code, the longest prefix only. */
function pointsOfCode(knowledge: Knowledge, code: string): readonly SexedProcedure[] {
	const index = prefixes(knowledge);
	const text = normalizeCode(code);
	for (let length = text.length; length > 0; length--) {
		const prefix = text.slice(0, length);
		const points = index.get(prefix);
		if (points) return points.map((point) => ({ point, prefix }));
	}
	return [];
}

/** The point in force that speaks of an operation's code. */
export const sexedProcedure = (context: RunContext, row: Row<'operation'>, day: number | null): SexedProcedure | undefined =>
	pointsOfCode(context.knowledge, row.text('oprn_oprt_code')).find(({ point }) => inForce(point, day));

/** Visits with an operation whose code a point speaks of. */
export function visitsWithSexedProcedure(shard: Shard, context: RunContext): number[] {
	const operations = shard.tables.operation!;
	const codes = (operations.columns.oprn_oprt_code as CodeColumn | undefined)?.codes;
	if (!codes) return [];
	const dictionary = context.batch.dictionaries.get('operation');
	const known = new Map<number, number>();
	const marks = Uint8Array.from({ length: operations.rowCount }, (_, row) => {
		const code = codes[row]!;
		if (!known.has(code)) known.set(code, pointsOfCode(context.knowledge, dictionary.text(code)).length > 0 ? 1 : 0);
		return known.get(code)!;
	});
	return visitsWith(shard, operations, marks);
}

import type { Shard } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import type { Knowledge } from '../knowledge/lookup.ts';
import type { ProcedureSex } from '../knowledge/pack.ts';
import { codesOf, hasRows, visitsThat } from './columns.ts';
import { inForce } from './items.ts';
import { sexBit } from './person-visits.ts';

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

/** Visits with an operation of which a point speaks for a sex that is not known to be the patient's. */
export function visitsWithSexedProcedure(shard: Shard, context: RunContext): number[] {
	const { visit: table, operation } = shard.tables;
	const codes = codesOf(operation, 'oprn_oprt_code');
	if (!operation || !codes) return [];
	const permitted = permittedSexes(context);
	const [own, sexes] = [codesOf(table, 'gend'), sexBit(context.batch)];
	return visitsThat(shard, (visit) => {
		const sex = own && hasRows(table, visit) ? sexes[own[table!.rowStart[visit]!]!]! : 0;
		for (let row = operation.rowStart[visit]!; row < operation.rowStart[visit + 1]!; row++) {
			const bits = permitted(codes[row]!);
			if (bits !== 0 && (sex === 0 || (bits & ~sex) !== 0)) return true;
		}
		return false;
	});
}

/** Sexes that the points of an operation's code permit, as bits, whatever the day; 0 where none speaks of it. */
function permittedSexes({ batch, knowledge }: RunContext): (code: number) => number {
	const dictionary = batch.dictionaries.get('operation');
	const known = new Map<number, number>();
	return (code) => {
		let bits = known.get(code);
		if (bits === undefined)
			known.set(code, (bits = pointsOfCode(knowledge, dictionary.text(code)).reduce((all, { point }) => all | Number(point.sex), 0)));
		return bits;
	};
}

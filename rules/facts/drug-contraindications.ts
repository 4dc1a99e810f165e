import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { diagnosedVisits, TOLD } from './diagnosed-visits.ts';
import { normalized } from './memo.ts';

type Point = PointOf<'contraindications'>;
const known = new WeakMap<RunContext, ReturnType<typeof diagnosedVisits>>();

/** Those of some visits whose diagnoses, or of which no file tells any, may forbid a drug of the points; all of them where a laboratory value may. */
export function mayBeForbidden(shard: Shard, context: RunContext, visits: readonly number[], points: readonly Point[]): readonly number[] {
	if (visits.length === 0 || points.some(({ labs }) => labs !== undefined)) return visits;
	let marks = known.get(context);
	if (!marks) {
		const words = points.flatMap((point) => point.words ?? []).map(normalized);
		marks = diagnosedVisits(
			points.flatMap((point) => point.icd ?? []),
			(name) => words.some((word) => name.includes(word))
		);
		known.set(context, marks);
	}
	const found = marks(shard, context);
	return visits.filter((visit) => found[visit] !== TOLD);
}

import type { Clear, Condition, Operator } from '../domain/finding.ts';
import type { CivilTime } from '../domain/units.ts';
import type { Source, Traced, TracedValue } from './traced.ts';
import { Undetermined } from './undetermined.ts';

/** A comparison as the judge made it. */
export interface Comparison {
	readonly name: string;
	readonly left: Traced;
	readonly op: Operator;
	readonly right: Traced;
	readonly holds: boolean;
	readonly witness?: NonNullable<Condition['witness']>;
}
/** Counter-evidence (反证) as the judge looked for it. */
export interface LookedFor {
	readonly id: string;
	readonly state: Clear['state'];
	readonly sources: readonly Source[];
}

/** A value that can be more or less than another. */
export type Comparable = Traced<number> | Traced<CivilTime>;

/** What the reviewer sees of a comparison: the cells behind it are read now. */
export const conditionOf = ({ name, left, op, right, holds, witness }: Comparison): Condition => ({
	name,
	left: left.operand(),
	op,
	right: right.operand(),
	holds,
	...(witness ? { witness } : {})
});

/** The value, or 无法判断 where it is absent. */
export function known<V extends TracedValue>(traced: Traced<V>): V {
	if (traced.value === null) throw new Undetermined(traced.missing ?? { kind: 'value', what: traced.label.zh });
	return traced.value;
}
/** A text or a number of it, to compare. */
export function plain(traced: Traced<string> | Comparable): number | string {
	const value = known<TracedValue>(traced);
	return typeof value === 'object' ? (value as CivilTime).seconds : value;
}
export const inside = (value: number, [from, to]: readonly [number, number]): boolean => from <= value && value <= to;

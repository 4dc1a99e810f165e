import type { Condition, Finding, FindingLine } from '../../../rules/domain/finding.ts';
import type { FindingDiff } from '../../protocol/delta.ts';

type Places = { readonly before: number | null; readonly after: number | null };

/** Which conditions and lines of two versions of a finding are not alike. Where they stand (file, record) does not count, as in the evidence digest. */
export function findingDiff(before: Finding | null, after: Finding | null): Pick<FindingDiff, 'conditions' | 'lines'> {
	if (!before || !after) return { conditions: [], lines: [] };
	return {
		conditions: paired(before.conditions, after.conditions, sameCondition, (condition) => condition.name),
		lines: paired(before.lines, after.lines, sameLine, (line) => `${line.table} ${line.rowId} ${line.role}`)
	};
}

const sameCondition = ({ name, op, holds, left, right }: Condition): string =>
	JSON.stringify([name, op, holds, ...[left, right].map((side) => [side.value, side.sources.map((s) => [s.table, s.rowId, s.field, s.value])])]);
const sameLine = ({ table, rowId, role, qty, amount }: FindingLine): string => JSON.stringify([table, rowId, role, qty, amount]);

/** Pairs what is alike, then what has one name, in their order; only what is not alike is told. */
function paired<T>(before: readonly T[], after: readonly T[], content: (one: T) => string, name: (one: T) => string): Places[] {
	const left = new Set(before.keys());
	const right = new Set(after.keys());
	const pair = (key: (one: T) => string, found: (a: number, b: number) => void): void => {
		const places = new Map<string, number[]>();
		for (const b of right) places.set(key(after[b]!), [...(places.get(key(after[b]!)) ?? []), b]);
		for (const a of [...left]) {
			const b = places.get(key(before[a]!))?.shift();
			if (b === undefined) continue;
			left.delete(a);
			right.delete(b);
			found(a, b);
		}
	};
	const differing: Places[] = [];
	pair(content, () => undefined);
	pair(name, (a, b) => differing.push({ before: a, after: b }));
	const rest = [...[...left].map((a) => ({ before: a, after: null })), ...[...right].map((b) => ({ before: null, after: b }))];
	return [...differing, ...rest];
}

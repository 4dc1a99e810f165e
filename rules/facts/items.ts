import type { CodeColumn } from '../domain/columns.ts';
import { dayOfIso } from '../domain/display.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemKey, Match, Side } from '../knowledge/lookup.ts';
import type { KnowledgePoint, KnowledgeTableId, PointOf } from '../knowledge/pack.ts';

/** Codes of the cells that name the item of a fee line. */
export function itemKey(row: Row<'fee'>): ItemKey {
	const { columns } = row.source;
	const code = (field: string): number => (columns[field] as CodeColumn | undefined)?.codes[row.index] ?? 0;
	return {
		national: code('hilist_code'),
		catalogue: code('med_list_codg'),
		local: code('medins_list_codg'),
		nationalName: code('hilist_name'),
		localName: code('medins_list_name')
	};
}

/** Knowledge points in force on a day that a fee line matches. */
export function matchItem<T extends KnowledgeTableId>(
	context: RunContext,
	table: T,
	row: Row<'fee'>,
	day: number | null,
	side: Side = 'main'
): Match<PointOf<T>>[] {
	return context.knowledge.match(table, itemKey(row), side).filter((match) => inForce(match.point, day));
}

export function inForce(point: KnowledgePoint, day: number | null): boolean {
	if (day === null) return true;
	return (point.from === undefined || dayOfIso(point.from) <= day) && (point.to === undefined || day <= dayOfIso(point.to));
}

/** A match by name, or a limit that nobody checked against its source, makes a finding suspect (可疑) at most. */
export const gradeOf = (match: Match): 'certain' | 'suspect' =>
	match.by === 'name' || Object.values(match.point.got).some((got) => !got.verified) ? 'suspect' : 'certain';

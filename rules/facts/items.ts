import type { CodeColumn } from '../domain/columns.ts';
import { dayOfIso } from '../domain/display.ts';
import type { Shard, ShardTable } from '../domain/shard.ts';
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
export function matchItem<T extends KnowledgeTableId>(context: RunContext, table: T, row: Row<'fee'>, day: number | null, side: Side = 'main'): Match<PointOf<T>>[] {
	return context.knowledge.match(table, itemKey(row), side).filter((match) => inForce(match.point, day));
}

export function inForce(point: KnowledgePoint, day: number | null): boolean {
	if (day === null) return true;
	return (point.from === undefined || dayOfIso(point.from) <= day) && (point.to === undefined || day <= dayOfIso(point.to));
}

/** A match by name, or a limit that nobody checked against its source, makes a finding suspect (可疑) at most. */
export const gradeOf = (match: Match): 'certain' | 'suspect' =>
	match.by === 'name' || Object.values(match.point.got).some((got) => !got.verified) ? 'suspect' : 'certain';

/** One byte a fee row: 1 where the item may match a point of the table. For the prefilters of rules. */
export function feeRowsOf(shard: Shard, context: RunContext, table: KnowledgeTableId, side: Side = 'main'): Uint8Array {
	const fee = shard.tables.fee!;
	const flags = context.knowledge.flags(table, side);
	const marks = new Uint8Array(fee.rowCount);
	mark(marks, fee, 'hilist_code', flags.item);
	mark(marks, fee, 'med_list_codg', flags.item);
	mark(marks, fee, 'medins_list_codg', flags.localItem);
	mark(marks, fee, 'hilist_name', flags.itemName);
	mark(marks, fee, 'medins_list_name', flags.itemName);
	return marks;
}

function mark(marks: Uint8Array, fee: ShardTable, field: string, flags: Uint8Array): void {
	const codes = (fee.columns[field] as CodeColumn | undefined)?.codes;
	if (!codes) return;
	for (let row = 0; row < marks.length; row++) marks[row]! |= flags[codes[row]!]!;
}

/** Visits that have at least one marked row of a table, in ascending order. */
export function visitsWith(shard: Shard, table: ShardTable, marks: Uint8Array): number[] {
	const visits: number[] = [];
	for (let visit = 0; visit < shard.visitCount; visit++) {
		for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) {
			if (marks[row] !== 0) {
				visits.push(visit);
				break;
			}
		}
	}
	return visits;
}

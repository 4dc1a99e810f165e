import type { Shard, ShardTable } from '../../../rules/domain/shard.ts';
import { TABLE_IDS, type TableId } from '../../../rules/domain/tables/index.ts';
import { matchRows, type MatchedRows } from './match-rows.ts';
import { TablePair, type CodeTranslation } from './table-pair.ts';

/** One table of both versions; a version without it has no rows. `pair` where both have it. */
export interface TableSides {
	readonly id: TableId;
	readonly before: ShardTable | undefined;
	readonly after: ShardTable | undefined;
	readonly pair: TablePair | null;
}

export function sidesOf(former: Shard['tables'], later: Shard['tables'], codes: CodeTranslation): TableSides[] {
	return TABLE_IDS.filter((id) => id in former || id in later).map((id) => {
		const [before, after] = [former[id], later[id]];
		return { id, before, after, pair: before && after ? new TablePair(before, after, codes) : null };
	});
}

/** What became of rows [from, to) of each version. */
export function matched({ pair }: TableSides, before: readonly [number, number], after: readonly [number, number]): MatchedRows {
	return pair ? matchRows(pair, before, after) : { changed: [], gone: listOf(before), fresh: listOf(after) };
}

/** Rows of a visit. */
export const rangeOf = (table: ShardTable | undefined, visit: number): [from: number, to: number] =>
	table ? [table.rowStart[visit]!, table.rowStart[visit + 1]!] : [0, 0];

const listOf = ([from, to]: readonly [number, number]): number[] => Array.from({ length: to - from }, (_, i) => from + i);

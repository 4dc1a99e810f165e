import type { BatchContext, Shard } from '../domain/shard.ts';
import type { TableId } from '../domain/tables/index.ts';
import { Row } from '../engine/row.ts';
import { hasRows, visitsThat } from './columns.ts';
import { institutionKey } from './institutions.ts';

/** Visits with rows of a table by institution (`institutionKey`): one that has none did not hand them over, which is not that nothing was done. */
export function handedOver(shard: Shard, batch: BatchContext, name: TableId): Record<string, number> {
	const { visit: table } = shard.tables;
	const rows = shard.tables[name];
	const counts: Record<string, number> = {};
	if (!table || !rows) return counts;
	for (const visit of visitsThat(shard, (at) => hasRows(rows, at) && hasRows(table, at))) {
		const key = institutionKey(new Row<'visit'>(table, table.rowStart[visit]!, batch));
		if (key !== '') counts[key] = (counts[key] ?? 0) + 1;
	}
	return counts;
}

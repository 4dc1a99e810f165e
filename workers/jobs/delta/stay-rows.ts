import type { Shard } from '../../../rules/domain/shard.ts';
import { TABLES, TABLE_IDS, type TableId } from '../../../rules/domain/tables/index.ts';
import { Row } from '../../../rules/engine/row.ts';
import { rowId } from '../../../rules/engine/traced.ts';
import { MOST_ROWS, type FactChange, type RowChange, type Windowed } from '../../protocol/delta.ts';
import type { Store } from '../../store/index.ts';
import type { OpenBatch } from '../batch-context.ts';
import { cellText } from '../case-rows.ts';
import { CodeTranslation } from './table-pair.ts';
import { matched, rangeOf, sidesOf } from './table-sides.ts';

/** Rows of one stay ('': of the batch as a whole) that are new, changed or gone. A batch that does not have the stay has no rows of it. */
export async function stayRows(before: OpenBatch, after: OpenBatch, visit: string, store: Store): Promise<Windowed<RowChange>> {
	const [former, later] = await Promise.all([placeOf(before, visit, store), placeOf(after, visit, store)]);
	const rows: RowChange[] = [];
	for (const sides of sidesOf(former.tables, later.tables, new CodeTranslation(before.context.dictionaries, after.context.dictionaries))) {
		const { changed, gone, fresh } = matched(sides, rangeOf(sides.before, former.visit), rangeOf(sides.after, later.visit));
		const old = (index: number): Row => new Row(sides.before!, index, before.context);
		const own = (index: number): Row => new Row(sides.after!, index, after.context);
		for (const index of fresh) rows.push(rowChange('new', own(index), describe(own(index), 'after')));
		for (const [a, b] of changed) {
			const cells = sides.pair!.differing(a, b).map((field) => ({ field, before: cellText(old(a), field), after: cellText(own(b), field) }));
			rows.push(rowChange('changed', own(b), cells));
		}
		for (const index of gone) rows.push(rowChange('gone', old(index), describe(old(index), 'before')));
	}
	return { rows: rows.slice(0, MOST_ROWS), total: rows.length };
}

interface Place {
	readonly tables: Shard['tables'];
	/** Index in the shard. */
	readonly visit: number;
}

async function placeOf({ batch, context, shardOf }: OpenBatch, visit: string, store: Store): Promise<Place> {
	if (visit === '') return { tables: context.tables, visit: 0 };
	const code = context.dictionaries.get('visit').code(visit);
	const id = code === 0 ? undefined : await shardOf(code);
	if (id === undefined) return { tables: {}, visit: 0 };
	const shard = await store.batches.shard(batch.storage, id, TABLE_IDS);
	return { tables: shard.tables, visit: shard.visitCode.indexOf(code) };
}

const rowChange = (change: FactChange, row: Row, cells: RowChange['cells']): RowChange => ({
	table: row.table as TableId,
	change,
	file: row.fileDigest,
	record: row.record,
	rowId: rowId(row),
	cells
});

/** Fields that say what a row is where it has no other side: when, what, how much. */
const SAYING = /time|date|name|cont|result|level|doc_type|title|cnt|amt|hours|udi|device$/;
const MOST_CELLS = 5;

function describe(row: Row, side: 'before' | 'after'): RowChange['cells'] {
	const { fields } = TABLES[row.table as TableId] as { readonly fields: Readonly<Record<string, { readonly key: boolean }>> };
	const said = Object.keys(row.source.columns).filter((field) => (fields[field]?.key === true || SAYING.test(field)) && cellText(row, field) !== '');
	// What a table cannot do without comes first.
	const ordered = [...said.filter((field) => fields[field]?.key), ...said.filter((field) => !fields[field]?.key)];
	return ordered.slice(0, MOST_CELLS).map((field) => ({ field, before: '', after: '', [side]: cellText(row, field).slice(0, 200) }));
}

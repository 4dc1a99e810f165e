import type { BatchContext } from '../domain/shard.ts';
import type { Charge } from '../engine/charge.ts';
import { Row } from '../engine/row.ts';
import { YES } from './cells.ts';
import { namesOf } from './item-names.ts';
import { normalized } from './memo.ts';

type StockRow = Row<'stock'>;
const known = new WeakMap<BatchContext, ReadonlyMap<string, StockRow>>();

/** Rows of the stock files that say whether their goods need a prescription (处方药标志), by fee line, code and name at an institution; made once a batch. */
function flagged(batch: BatchContext): ReadonlyMap<string, StockRow> {
	let rows = known.get(batch);
	if (!rows) known.set(batch, (rows = index(batch)));
	return rows;
}

function index(batch: BatchContext): ReadonlyMap<string, StockRow> {
	const found = new Map<string, StockRow>();
	const table = batch.tables.stock;
	if (!table?.columns['rx_flag']) return found;
	for (let i = 0; i < table.rowCount; i++) {
		const row = new Row<'stock'>(table, i, batch);
		if (row.text('rx_flag') === '') continue;
		const keys = [
			`F${row.text('feedetl_sn')}`,
			`L${row.text('medins_list_codg')}`,
			`N${row.text('med_list_codg')}`,
			`T${normalized(row.text('name'))}`
		];
		for (const key of keys.filter((one) => one.length > 1)) found.set(`${row.text('fixmedins_code')} ${key}`, row);
	}
	return found;
}

/** The stock row of a charge's goods at an institution that says whether they need a prescription; undefined where none does. */
export function prescriptionFlag({ row }: Charge, institution: string): StockRow | undefined {
	const keys = [
		`F${row.text('feedetl_sn')}`,
		`L${row.text('medins_list_codg')}`,
		`N${row.text('hilist_code')}`,
		`N${row.text('med_list_codg')}`,
		...namesOf(row).map((name) => `T${name}`)
	];
	const rows = flagged(row.batch);
	const key = keys.find((one) => one.length > 1 && rows.has(`${institution} ${one}`));
	return key === undefined ? undefined : rows.get(`${institution} ${key}`);
}

export const needsPrescription = (row: StockRow): boolean => (YES as readonly string[]).includes(row.text('rx_flag'));

import type { BatchContext } from '../domain/shard.ts';
import { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { bytesOf } from './columns.ts';
import { settlements } from './settled.ts';

type StockRow = Row<'stock'>;

/** Stock rows that name a fee line or a settlement (销售出库), by that name. */
interface Outbound {
	readonly byLine: ReadonlyMap<string, readonly StockRow[]>;
	readonly bySettlement: ReadonlyMap<string, readonly StockRow[]>;
}
const known = new WeakMap<BatchContext, Outbound>();

function outboundIn(batch: BatchContext): Outbound {
	let outbound = known.get(batch);
	if (outbound) return outbound;
	const [byLine, bySettlement] = [new Map<string, StockRow[]>(), new Map<string, StockRow[]>()];
	const table = batch.tables.stock;
	const add = (map: Map<string, StockRow[]>, name: string, row: StockRow): void => {
		if (name === '') return;
		const rows = map.get(name);
		if (rows) rows.push(row);
		else map.set(name, [row]);
	};
	for (let index = 0; table && index < table.rowCount; index++) {
		const row = new Row<'stock'>(table, index, batch);
		add(byLine, row.text('feedetl_sn'), row);
		add(bySettlement, row.text('setl_id'), row);
	}
	known.set(batch, (outbound = { byLine, bySettlement }));
	return outbound;
}

/** Stock rows that went out for a fee line, by the line's number. */
export function outboundOfLine(row: Row<'fee'>): readonly StockRow[] {
	const name = bytesOf(row.source, 'feedetl_sn') ? row.text('feedetl_sn') : '';
	return name === '' ? [] : (outboundIn(row.batch).byLine.get(name) ?? []);
}

/** Stock rows that went out for a visit: for its lines or its settlements. */
export function outboundOfVisit(stay: Stay): StockRow[] {
	const { bySettlement } = outboundIn(stay.book.batch);
	const lines = 'fee' in stay.book.shard.tables ? (stay.rows('fee') as readonly Row<'fee'>[]).flatMap(outboundOfLine) : [];
	const settled = (stay.fact(settlements) ?? []).flatMap((row) => bySettlement.get(row.text('setl_id')) ?? []);
	return [...new Set([...lines, ...settled])];
}

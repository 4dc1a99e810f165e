import type { BatchContext, Shard, ShardTable } from '../domain/shard.ts';
import { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import { bytesOf, codesOf, visitsThat } from './columns.ts';
import { ByteSet } from './byte-set.ts';
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

/** Stock rows that went out for a fee line: by its number, else those that name its settlement, or the only one of its visit, and no line. */
export function goodsOfLine(stay: Stay, row: Row<'fee'>): readonly StockRow[] {
	const own = outboundOfLine(row);
	if (own.length > 0) return own;
	const settled = stay.fact(settlements) ?? [];
	const settlement = row.text('setl_id') || (settled.length === 1 ? settled[0]!.text('setl_id') : '');
	const goods = settlement === '' ? [] : (outboundIn(row.batch).bySettlement.get(settlement) ?? []);
	return goods.filter((one) => one.text('feedetl_sn') === '');
}

/** Visits with a fee line or a settlement that a stock row names, by columns. */
export function visitsWithOutbound(shard: Shard, { batch }: RunContext): number[] {
	const { fee, settlement } = shard.tables;
	const { stock } = batch.tables;
	const [lines, named] = [bytesOf(fee, 'feedetl_sn'), bytesOf(stock, 'feedetl_sn')];
	const numbers = named ? new ByteSet(named) : null;
	for (let row = 0; named && row < stock!.rowCount; row++) if (named.offsets[row] !== named.offsets[row + 1]) numbers!.add(row);
	const settled = new Set(codesOf(stock, 'setl_id') ?? []);
	settled.delete(0);
	const names = (table: ShardTable | undefined, visit: number, is: (row: number) => boolean): boolean => {
		for (let row = table ? table.rowStart[visit]! : 0; table && row < table.rowStart[visit + 1]!; row++) if (is(row)) return true;
		return false;
	};
	const [onLine, onSettlement] = [codesOf(fee, 'setl_id'), codesOf(settlement, 'setl_id')];
	return visitsThat(
		shard,
		(visit) =>
			names(fee, visit, (row) => (lines && numbers ? numbers.has(lines, row) : false) || (onLine ? settled.has(onLine[row]!) : false)) ||
			names(settlement, visit, (row) => (onSettlement ? settled.has(onSettlement[row]!) : false))
	);
}

/** Stock rows that went out for a visit: for its lines or its settlements. */
export function outboundOfVisit(stay: Stay): StockRow[] {
	const { bySettlement } = outboundIn(stay.book.batch);
	const lines = 'fee' in stay.book.shard.tables ? (stay.rows('fee') as readonly Row<'fee'>[]).flatMap(outboundOfLine) : [];
	const settled = (stay.fact(settlements) ?? []).flatMap((row) => bySettlement.get(row.text('setl_id')) ?? []);
	return [...new Set([...lines, ...settled])];
}

import type { BatchContext, Shard } from '../domain/shard.ts';
import { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf } from '../engine/stay.ts';
import { charges } from './charges.ts';
import { bytesOf, codesOf, isVoidFlag, numberAt, numbersOf, timesOf } from './columns.ts';
import { numberOf } from './number-of.ts';
import { visitsWithRefund } from './refunds.ts';

/** Sales of trace codes (药品追溯码) of a shard in columns: number of the code, visit and person by their batch-wide codes, civil seconds (0 unknown). */
export interface Sales {
	readonly code: Float64Array;
	readonly visit: Uint32Array;
	readonly person: Uint32Array;
	readonly seconds: Float64Array;
}
export interface Sale {
	readonly visit: number;
	readonly person: number;
	readonly seconds: number;
}
/** Codes sold in more than one visit, with their sales in the order of time, by number of the code. */
export type Resold = ReadonlyMap<number, readonly Sale[]>;

const BETWEEN = /[\s,，;；、|/]+/;
/** Trace codes of a cell: one, or several parted by commas, blanks and the like. */
export const traceCodes = (cell: string): string[] => [...new Set(cell.split(BETWEEN).filter((code) => code !== ''))];

/** First pass: every sale of a code that stands, net of refunds. */
export function salesOf(shard: Shard, context: RunContext): Sales {
	const fee = shard.tables.fee!;
	const cells = bytesOf(fee, 'drug_trac_codg');
	const [code, visits, persons, seconds]: [number[], number[], number[], number[]] = [[], [], [], []];
	if (cells) {
		const [times, stands, book] = [timesOf(fee, 'fee_ocur_time'), standing(shard, context), bookOf(shard, context.batch)];
		for (let visit = 0; visit < shard.visitCount; visit++) {
			const person = shard.personCode[book.personOf(visit)]!;
			for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
				const [from, to] = [cells.offsets[row]!, cells.offsets[row + 1]!];
				if (from === to || !stands(visit, row)) continue;
				for (const text of traceCodes(context.batch.decode(cells.bytes.subarray(from, to)))) {
					code.push(numberOf(text));
					visits.push(shard.visitCode[visit]!);
					persons.push(person);
					seconds.push(times && times.precision[row] !== 0 ? times.seconds[row]! : 0);
				}
			}
		}
	}
	return { code: Float64Array.from(code), visit: Uint32Array.from(visits), person: Uint32Array.from(persons), seconds: Float64Array.from(seconds) };
}

/** Whether a row is left after refunds: in a visit without refunds each valid row with a positive quantity. */
function standing(shard: Shard, context: RunContext): (visit: number, row: number) => boolean {
	const fee = shard.tables.fee!;
	const [quantities, flags, voids] = [numbersOf(fee, 'cnt'), codesOf(fee, 'vali_flag'), isVoidFlag(context.batch)];
	const [refunds, book] = [visitsWithRefund(shard, context), bookOf(shard, context.batch)];
	const left = new Map<number, ReadonlySet<number>>();
	return (visit, row) => {
		if (refunds[visit] !== 1) return numberAt(quantities, row) > 0 && !(flags && voids[flags[row]!] === 1);
		let rows = left.get(visit);
		if (!rows)
			left.set(
				visit,
				(rows = new Set(
					book
						.stay(visit)
						.fact(charges)
						.net.map((charge) => charge.row.index)
				))
			);
		return rows.has(row);
	};
}

/** Joins the sales of all shards and keeps the codes of several visits; the order of the shards does not matter. */
export function resoldCodes(partials: readonly Sales[]): Resold {
	const first = new Map<number, Sale>();
	const resold = new Map<number, Sale[]>();
	for (const { code, visit, person, seconds } of partials) {
		for (let i = 0; i < code.length; i++) {
			const sale = { visit: visit[i]!, person: person[i]!, seconds: seconds[i]! };
			const known = first.get(code[i]!);
			if (!known) first.set(code[i]!, sale);
			else if (known.visit !== sale.visit || resold.has(code[i]!)) (resold.get(code[i]!) ?? resold.set(code[i]!, [known]).get(code[i]!)!).push(sale);
		}
	}
	for (const sales of resold.values()) sales.sort((a, b) => a.seconds - b.seconds || a.visit - b.visit);
	return resold;
}

const opened = new WeakMap<BatchContext, ReadonlyMap<string, readonly Row<'stock'>[]>>();

/** Rows of the stock files that sell a code in parts (拆零标志 1), by code. */
export function openedSales(batch: BatchContext): ReadonlyMap<string, readonly Row<'stock'>[]> {
	let byCode = opened.get(batch);
	if (!byCode) {
		const found = new Map<string, Row<'stock'>[]>();
		const table = batch.tables.stock;
		const flags = codesOf(table, 'trdn_flag');
		const yes = batch.dictionaries.get('trdn_flag');
		for (let row = 0; table && flags && row < table.rowCount; row++) {
			if (flags[row] === 0 || !/^(1|是)$/.test(yes.text(flags[row]!))) continue;
			const one = new Row<'stock'>(table, row, batch);
			for (const code of traceCodes(one.text('drug_trac_codg'))) found.set(code, [...(found.get(code) ?? []), one]);
		}
		opened.set(batch, (byCode = found));
	}
	return byCode;
}

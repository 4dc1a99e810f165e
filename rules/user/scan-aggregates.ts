import { ABSENT, type NumberColumn } from '../domain/columns.ts';
import { codesOf, dayAt, isVoidFlag, NO_DAY, numberAt, numbersOf, timesOf } from '../facts/columns.ts';
import { visitsWithRefund } from '../facts/refunds.ts';
import type { Scan, Selection } from './scan.ts';
import { negationOf } from './plan.ts';
import type { Aggregate } from './tree.ts';

/** An aggregate of each visit; NaN where a row of it cannot be judged, or a refund is to be netted. */
export interface VisitVector {
	readonly values: Float64Array;
	/** Rows of each visit that were counted. */
	readonly rows: Uint32Array;
}

/** Days that one visit's lines may span before its days are left to the judge: no table of days is made for a slip of a century. */
const MOST_DAYS = 1 << 12;

/** Aggregates of a shard, each computed once. */
export class AggregateVectors {
	readonly #known = new Map<number, VisitVector>();
	constructor(private readonly scan: Scan) {}

	of(aggregate: Aggregate): VisitVector {
		let known = this.#known.get(aggregate.index);
		if (!known) this.#known.set(aggregate.index, (known = this.#compute(aggregate)));
		return known;
	}

	#compute(aggregate: Aggregate): VisitVector {
		const { shard } = this.scan;
		const vector = { values: new Float64Array(shard.visitCount), rows: new Uint32Array(shard.visitCount) };
		if (!shard.tables[aggregate.table]) {
			vector.values.fill(Number.NaN);
			return vector;
		}
		const found = this.#rows(aggregate);
		this.#count(aggregate, found, vector);
		if (aggregate.name === 'sum') this.#sum(aggregate, found, vector);
		if (aggregate.name === 'most_per_day') this.#days(found, vector);
		this.#unknown(aggregate, found, vector);
		return vector;
	}

	#rows({ table, where }: Aggregate): Selection {
		if (!where) {
			const sel = Uint32Array.from({ length: this.scan.size(table) }, (_, row) => row);
			return table === 'fee' ? charged(this.scan, { sel, n: sel.length }) : { sel, n: sel.length };
		}
		const found = this.scan.select(where, table);
		return table === 'fee' ? charged(this.scan, found) : found;
	}

	#count({ table, name }: Aggregate, { sel, n }: Selection, { values, rows }: VisitVector): void {
		const { rowStart } = this.scan.shard.tables[table]!;
		for (let i = 0, visit = 0; i < n; i++) {
			while (rowStart[visit + 1]! <= sel[i]!) visit++;
			rows[visit]!++;
		}
		if (name === 'count') values.set(rows);
	}

	#sum({ table, cell }: Aggregate, { sel, n }: Selection, { values }: VisitVector): void {
		const column = (this.scan.shard.tables[table]!.columns[cell!.field] as NumberColumn | undefined)?.values;
		this.#each(table, sel, n, (visit, row) => {
			const value = column ? column[row]! : ABSENT;
			values[visit] = value === ABSENT ? Number.NaN : values[visit]! + value;
		});
	}

	/** Largest sum of quantities of one day. A line over several days is left to the judge, who lays it on them. */
	#days({ sel, n }: Selection, { values }: VisitVector): void {
		const fee = this.scan.shard.tables.fee!;
		const [quantities, begins, ends] = [numbersOf(fee, 'cnt'), timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time')];
		const scratch = new Float64Array(MOST_DAYS);
		for (let from = 0, visit = 0; from < n;) {
			while (fee.rowStart[visit + 1]! <= sel[from]!) visit++;
			const last = fee.rowStart[visit + 1]!;
			let [to, low, high, known] = [from, Infinity, -Infinity, true];
			for (; to < n && sel[to]! < last; to++) {
				const day = dayAt(begins, sel[to]!);
				if (day === NO_DAY || dayAt(ends, sel[to]!) > day || !quantities || quantities[sel[to]!] === ABSENT) known = false;
				if (day < low) low = day;
				if (day > high) high = day;
			}
			if (!known || high - low >= MOST_DAYS) values[visit] = Number.NaN;
			else {
				let most = 0;
				for (let i = from; i < to; i++) {
					const sum = (scratch[dayAt(begins, sel[i]!) - low]! += quantities![sel[i]!]!);
					if (sum > most) most = sum;
				}
				scratch.fill(0, 0, high - low + 1);
				values[visit] = most;
			}
			from = to;
		}
	}

	/** A row of which nobody can tell whether it counts, or a refund among the rows, leaves the visit to the judge. */
	#unknown({ table, where }: Aggregate, { sel, n }: Selection, { values, rows }: VisitVector): void {
		if (table === 'fee') {
			const refunds = visitsWithRefund(this.scan.shard, this.scan.context);
			for (let visit = 0; visit < refunds.length; visit++) if (refunds[visit] === 1 && rows[visit]! > 0) values[visit] = Number.NaN;
		}
		if (!where) return;
		const unsure = sel.slice(0, n);
		const left = this.scan.keep(negationOf(where), table, unsure, n);
		this.#each(table, unsure, left, (visit) => void (values[visit] = Number.NaN));
	}

	#each(table: Aggregate['table'], sel: Uint32Array, n: number, of: (visit: number, row: number) => void): void {
		const { rowStart } = this.scan.shard.tables[table]!;
		let visit = 0;
		for (let i = 0; i < n; i++) {
			const row = sel[i]!;
			while (rowStart[visit + 1]! <= row) visit++;
			of(visit, row);
		}
	}
}

/** Of a selection of fee rows those that are charged: not void, and with something to pay. What the fact `charges` leaves out in stays without refunds. */
export function charged(scan: Scan, { sel, n }: Selection): Selection {
	const fee = scan.shard.tables.fee!;
	const [flags, voids] = [codesOf(fee, 'vali_flag'), isVoidFlag(scan.context.batch)];
	const [quantities, amounts] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'det_item_fee_sumamt')];
	let kept = 0;
	for (let i = 0; i < n; i++) {
		const row = sel[i]!;
		if (flags !== undefined && voids[flags[row]!] === 1) continue;
		if (numberAt(quantities, row) > 0 || numberAt(amounts, row) > 0) sel[kept++] = row;
	}
	return { sel, n: kept };
}

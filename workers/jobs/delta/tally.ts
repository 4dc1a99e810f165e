import { ABSENT } from '../../../rules/domain/columns.ts';
import type { ShardTable } from '../../../rules/domain/shard.ts';
import { TABLE_IDS, type TableId } from '../../../rules/domain/tables/index.ts';
import { FACT_CHANGES, type FactChange, type FactChanges, type StayColumns, type TableChanges } from '../../protocol/delta.ts';

/** Field whose sum a table's money is. */
const MAIN_AMOUNT: Readonly<Partial<Record<TableId, string>>> = { fee: 'det_item_fee_sumamt', settlement: 'medfee_sumamt' };

/** 分 of a row; 0 where the table has no amount or the row none. */
export function amountOf(table: ShardTable, row: number): number {
	const field = MAIN_AMOUNT[table.table];
	const column = field === undefined ? undefined : table.columns[field];
	const value = column && 'values' in column ? column.values[row]! : ABSENT;
	return value === ABSENT ? 0 : value;
}

/** Sums of rows [from, to). */
export function sumOf(table: ShardTable | undefined, from: number, to: number): number {
	let sum = 0;
	if (table) for (let row = from; row < to; row++) sum += amountOf(table, row);
	return sum;
}

type Counts = Record<FactChange, number>;
interface TableTally extends Counts {
	before: number;
	after: number;
	readonly money: { new: number; changedBefore: number; changedAfter: number; gone: number };
	readonly fields: Map<string, number>;
	fieldsNew: readonly string[];
	fieldsGone: readonly string[];
}

/** Counts what became of rows and stays, table by table. */
export class Tally {
	readonly #tables = new Map<TableId, TableTally>();
	readonly #stays = { same: 0, new: 0, changed: 0, gone: 0 };
	readonly institutions = new Set<string>();
	readonly #visits: string[] = [];
	readonly #change: number[] = [];
	readonly #rows: number[] = [];
	readonly #sums: (readonly [before: number, after: number])[] = [];
	readonly #masks: number[] = [];

	table(id: TableId): TableTally {
		let tally = this.#tables.get(id);
		if (!tally) {
			const money = { new: 0, changedBefore: 0, changedAfter: 0, gone: 0 };
			tally = { before: 0, after: 0, new: 0, changed: 0, gone: 0, money, fields: new Map(), fieldsNew: [], fieldsGone: [] };
			this.#tables.set(id, tally);
		}
		return tally;
	}

	/** Notes a stay, with what became of its rows in each table that is not the same. */
	stay(visit: string, change: FactChange, rows: ReadonlyMap<TableId, Counts>, sums: readonly [before: number, after: number]): void {
		this.#stays[change]++;
		this.#visits.push(visit);
		this.#change.push(FACT_CHANGES.indexOf(change));
		const all = { new: 0, changed: 0, gone: 0 };
		let mask = 0;
		for (const [table, counts] of rows) {
			for (const one of FACT_CHANGES) all[one] += counts[one];
			if (FACT_CHANGES.some((one) => counts[one] > 0)) mask |= 1 << TABLE_IDS.indexOf(table);
		}
		this.#rows.push(...FACT_CHANGES.map((one) => all[one]));
		this.#sums.push(sums);
		this.#masks.push(mask);
	}
	same(stays = 1): void {
		this.#stays.same += stays;
	}

	facts(stays: { readonly before: number; readonly after: number }): Pick<FactChanges, 'tables' | 'stays' | 'institutions'> {
		const tables = TABLE_IDS.flatMap((table): TableChanges[] => {
			const tally = this.#tables.get(table);
			if (!tally) return [];
			const fields = Object.fromEntries([...tally.fields].sort((a, b) => b[1] - a[1]));
			return [{ table, ...tally, fields, money: table in MAIN_AMOUNT ? tally.money : null }];
		});
		return { tables, stays: { ...stays, ...this.#stays }, institutions: [...this.institutions].slice(0, 20) };
	}
	columns(): StayColumns {
		return {
			visits: this.#visits,
			change: Uint8Array.from(this.#change),
			rows: Uint32Array.from(this.#rows),
			before: Float64Array.from(this.#sums, ([before]) => before),
			after: Float64Array.from(this.#sums, ([, after]) => after),
			tables: Uint32Array.from(this.#masks)
		};
	}
}

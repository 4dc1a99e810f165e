import {
	ABSENT,
	type BytesColumn,
	type CodeArray,
	type CodeColumn,
	type NumberArray,
	type NumberColumn,
	type TimeColumn
} from '../domain/columns.ts';
import type { BatchContext, Shard, ShardTable } from '../domain/shard.ts';
import { fieldSpec, type TableId } from '../domain/tables/index.ts';
import { SECONDS_PER_DAY } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';

/** Columns as prefilters read them; undefined where no file of the batch carries the field. */
export const codesOf = (table: ShardTable | undefined, field: string): CodeArray | undefined =>
	(table?.columns[field] as CodeColumn | undefined)?.codes;
export const numbersOf = (table: ShardTable | undefined, field: string): NumberArray | undefined =>
	(table?.columns[field] as NumberColumn | undefined)?.values;
export const timesOf = (table: ShardTable | undefined, field: string): TimeColumn | undefined => table?.columns[field] as TimeColumn | undefined;
export const bytesOf = (table: ShardTable | undefined, field: string): BytesColumn | undefined => table?.columns[field] as BytesColumn | undefined;

/** A number cell, 0 where it is absent. */
export const numberAt = (values: NumberArray | undefined, row: number): number => {
	const value = values ? values[row]! : ABSENT;
	return value === ABSENT ? 0 : value;
};

/** No day: before any that a file could give. */
export const NO_DAY = ABSENT;
/** Day of a time cell since 1970-01-01, `NO_DAY` where it is absent. */
export const dayAt = (times: TimeColumn | undefined, row: number): number =>
	times && times.precision[row] !== 0 ? Math.floor(times.seconds[row]! / SECONDS_PER_DAY) : NO_DAY;

/** Whether a visit has rows in a table. */
export const hasRows = (table: ShardTable | undefined, visit: number): boolean =>
	table !== undefined && table.rowStart[visit]! < table.rowStart[visit + 1]!;

/** Visits of a shard that a test says yes to, ascending. */
export function visitsThat(shard: Shard, test: (visit: number) => boolean): number[] {
	const found: number[] = [];
	for (let visit = 0; visit < shard.visitCount; visit++) if (test(visit)) found.push(visit);
	return found;
}

/**
 * A number by dictionary code for what a text cell says, made once a batch: a rule so reads words of a column that repeats without
 * reading a text a row. Index 0 is the empty text.
 */
export function perText(table: TableId, field: string, of: (text: string, batch: BatchContext) => number): (batch: BatchContext) => Int32Array {
	const known = new WeakMap<BatchContext, Int32Array>();
	const name = fieldSpec(table, field)!.dictionary;
	return (batch) => {
		let numbers = known.get(batch);
		if (!numbers) {
			const dictionary = batch.dictionaries.get(name);
			numbers = Int32Array.from({ length: dictionary.size + 1 }, (_, code) => of(code === 0 ? '' : (dictionary.text(code) ?? ''), batch));
			known.set(batch, numbers);
		}
		return numbers;
	};
}

/** Of a 有效标志 by its code: 1 where the row is void. All tables share the dictionary. */
export const isVoidFlag = perText('fee', 'vali_flag', (text) => (text === '0' ? 1 : 0));

/** What several rules read of a shard, made once a shard and run. Pure caches. */
export function perShard<V>(make: (shard: Shard, context: RunContext) => V): (shard: Shard, context: RunContext) => V {
	const known = new WeakMap<Shard, { readonly context: RunContext; readonly value: V }>();
	return (shard, context) => {
		const entry = known.get(shard);
		if (entry?.context === context) return entry.value;
		const value = make(shard, context);
		known.set(shard, { context, value });
		return value;
	};
}

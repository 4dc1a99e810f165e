import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemKey } from '../knowledge/lookup.ts';
import { perShard } from './columns.ts';
import { distinctItems, feeItems, perItem } from './fee-items.ts';

/** Fee rows of a shard by the number of their item, each beside its visit: a rule about some items looks at their rows and at no others. */
interface ItemRows {
	/** Rows of item i are `rows[start[i] … start[i + 1])`, ascending. Items counted in later shards are beyond its end. */
	readonly start: Uint32Array;
	readonly rows: Uint32Array;
	readonly visits: Uint32Array;
}

const itemRows = perShard((shard: Shard, context: RunContext): ItemRows => {
	const fee = shard.tables.fee!;
	const items = feeItems(shard, context);
	const start = new Uint32Array(distinctItems(context.batch).length + 1);
	for (let row = 0; row < items.length; row++) start[items[row]! + 1]!++;
	for (let item = 1; item < start.length; item++) start[item]! += start[item - 1]!;
	const [next, rows, visits] = [start.slice(), new Uint32Array(items.length), new Uint32Array(items.length)];
	for (let visit = 0; visit < shard.visitCount; visit++) {
		for (let row = fee.rowStart[visit]!, end = fee.rowStart[visit + 1]!; row < end; row++) {
			const at = next[items[row]!]!++;
			rows[at] = row;
			visits[at] = visit;
		}
	}
	return { start, rows, visits };
});

/** The items of a batch that a test says yes to, asked once a distinct item and run. */
export interface ItemSet {
	/** Numbers of the items counted so far (`feeItems`), ascending. */
	numbers(context: RunContext): readonly number[];
	/** Calls for each fee row of the items in the shard, item by item. */
	forEach(shard: Shard, context: RunContext, call: (row: number, visit: number, item: number) => void): void;
	/** Whether a fee row is of one of the items. */
	rowTest(shard: Shard, context: RunContext): (row: number) => boolean;
	/** The fee rows of the items by their visit, each list ascending. */
	byVisit(shard: Shard, context: RunContext): ReadonlyMap<number, readonly number[]>;
	/** Visits with a row of the items, ascending. */
	visits(shard: Shard, context: RunContext): number[];
}

export function itemSet(test: (key: ItemKey, context: RunContext) => boolean): ItemSet {
	const flags = perItem(test);
	const known = new WeakMap<RunContext, { asked: number; readonly found: number[] }>();
	const numbers: ItemSet['numbers'] = (context) => {
		const all = flags(context);
		let entry = known.get(context);
		if (!entry) known.set(context, (entry = { asked: 0, found: [] }));
		for (; entry.asked < all.length; entry.asked++) if (all[entry.asked]) entry.found.push(entry.asked);
		return entry.found;
	};
	const forEach: ItemSet['forEach'] = (shard, context, call) => {
		if (!shard.tables.fee) return;
		const { start, rows, visits } = itemRows(shard, context);
		for (const item of numbers(context)) {
			if (item + 1 >= start.length) break;
			for (let at = start[item]!, end = start[item + 1]!; at < end; at++) call(rows[at]!, visits[at]!, item);
		}
	};
	return {
		numbers,
		forEach,
		rowTest(shard, context) {
			const items = feeItems(shard, context);
			const found = flags(context);
			return (row) => found[items[row]!]!;
		},
		byVisit(shard, context) {
			const found = new Map<number, number[]>();
			forEach(shard, context, (row, visit) => {
				const known = found.get(visit);
				if (known) known.push(row);
				else found.set(visit, [row]);
			});
			for (const rows of found.values()) rows.sort((a, b) => a - b);
			return found;
		},
		visits(shard, context) {
			const marks = new Uint8Array(shard.visitCount);
			forEach(shard, context, (_, visit) => (marks[visit] = 1));
			return marked(marks);
		}
	};
}

/** Places of an array that are not 0, ascending. */
export function marked(marks: Uint8Array): number[] {
	const found: number[] = [];
	for (let at = 0; at < marks.length; at++) if (marks[at] !== 0) found.push(at);
	return found;
}

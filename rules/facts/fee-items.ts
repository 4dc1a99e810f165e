import type { BatchContext, Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemKey } from '../knowledge/lookup.ts';
import { codesOf, perShard } from './columns.ts';

/** Cells that name the item of a fee line, in the order of `ItemKey`. */
const FIELDS = ['hilist_code', 'med_list_codg', 'medins_list_codg', 'hilist_name', 'medins_list_name'] as const;
const WIDTH = FIELDS.length;
const FIRST_SLOTS = 1 << 12;

/** Distinct items of the fee lines of a batch: what an item is, is asked once for each and not for each line. Open addressing over the five codes. */
class DistinctItems {
	readonly keys: ItemKey[] = [];
	#codes: number[] = [];
	#slots = new Int32Array(FIRST_SLOTS);

	/** Number of the item with these codes. */
	add(a: number, b: number, c: number, d: number, e: number): number {
		const mask = this.#slots.length - 1;
		let slot = hash(a, b, c, d, e) & mask;
		for (let id = this.#slots[slot]!; id !== 0; id = this.#slots[(slot = (slot + 1) & mask)]!) {
			const at = (id - 1) * WIDTH;
			const codes = this.#codes;
			if (codes[at] === a && codes[at + 1] === b && codes[at + 2] === c && codes[at + 3] === d && codes[at + 4] === e) return id - 1;
		}
		this.#slots[slot] = this.keys.push({ national: a, catalogue: b, local: c, nationalName: d, localName: e });
		this.#codes.push(a, b, c, d, e);
		const id = this.keys.length - 1;
		if (this.keys.length * 2 > mask) this.#grow();
		return id;
	}

	#grow(): void {
		const slots = new Int32Array(this.#slots.length * 4);
		const mask = slots.length - 1;
		this.keys.forEach((key, id) => {
			let slot = hash(key.national, key.catalogue, key.local, key.nationalName, key.localName) & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = id + 1;
		});
		this.#slots = slots;
	}
}

function hash(a: number, b: number, c: number, d: number, e: number): number {
	let mixed = Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca77) ^ Math.imul(c, 0xc2b2_ae3d);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x27d4_eb2f) ^ Math.imul(d, 0x1656_67b1) ^ Math.imul(e, 0x9e37_79b9);
	return mixed ^ (mixed >>> 13) ^ (mixed >>> 21);
}

const distinct = new WeakMap<BatchContext, DistinctItems>();

function itemsOf(batch: BatchContext): DistinctItems {
	let items = distinct.get(batch);
	if (!items) distinct.set(batch, (items = new DistinctItems()));
	return items;
}

/** Keys of the items counted so far, by their numbers. */
export const distinctItems = (batch: BatchContext): readonly ItemKey[] => itemsOf(batch).keys;

/** Number of the item of each fee row, counted over the batch. One pass over the five columns a shard, for all rules together. */
export const feeItems = perShard((shard: Shard, { batch }: RunContext): Uint32Array => {
	const fee = shard.tables.fee!;
	const items = itemsOf(batch);
	const ids = new Uint32Array(fee.rowCount);
	const none = new Uint8Array(fee.rowCount);
	const [a, b, c, d, e] = FIELDS.map((field) => codesOf(fee, field) ?? none) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
	for (let row = 0; row < ids.length; row++) ids[row] = items.add(a[row]!, b[row]!, c[row]!, d[row]!, e[row]!);
	return ids;
});

/** Something of each distinct item, made once a run; asked when the items of a shard are counted (`feeItems`). */
export function perItem<V>(of: (key: ItemKey, context: RunContext) => V): (context: RunContext) => readonly V[] {
	const made = new WeakMap<RunContext, V[]>();
	return (context) => {
		const { keys } = itemsOf(context.batch);
		let values = made.get(context);
		if (!values) made.set(context, (values = []));
		for (let id = values.length; id < keys.length; id++) values.push(of(keys[id]!, context));
		return values;
	};
}

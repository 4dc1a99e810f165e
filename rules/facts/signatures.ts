import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemKey } from '../knowledge/lookup.ts';
import { normalizeName } from '../knowledge/names.ts';
import { hashOf } from './byte-set.ts';
import { codesOf, isVoidFlag, numberAt, numbersOf } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';

/** Two mixes of 32 bits over the items and net quantities of a visit: equal for equal lists, whatever their order. */
export interface Signature {
	readonly text: string;
	readonly items: number;
}
/** A line as it counts: its row and its net quantity. */
export interface NetLine {
	readonly row: number;
	readonly quantity: number;
}

/** The text by which two charges are the same item: a code, else a name. */
export function likenessKey({ national, local, nationalName, localName }: ItemKey, { batch: { dictionaries } }: RunContext): string {
	const text = (dictionary: string, code: number): string => (code === 0 ? '' : dictionaries.get(dictionary).text(code));
	return text('item', national) || text('localItem', local) || normalizeName(text('itemName', localName) || text('itemName', nationalName));
}

interface Hashed {
	readonly numbers: Map<string, number>;
	/** By number of a key, two hashes. */
	readonly hashes: [number, number][];
}
const hashed = new WeakMap<RunContext, Hashed>();

/** Number of an item's key in a run. */
const keyNumber = perItem((key, context) => {
	let all = hashed.get(context);
	if (!all) hashed.set(context, (all = { numbers: new Map(), hashes: [] }));
	const text = likenessKey(key, context);
	let number = all.numbers.get(text);
	if (number === undefined) {
		const bytes = utf8ToBytes(text);
		number = all.hashes.push([hashOf(bytes, 0, bytes.length), hashOf(bytes.slice().reverse(), 0, bytes.length)]) - 1;
		all.numbers.set(text, number);
	}
	return number;
});

/** Signatures of the visits of a shard; `lines` gives the net lines of those with refunds, of others every valid line is its own charge. */
export function signatures(shard: Shard, context: RunContext, lines: (visit: number) => readonly NetLine[] | null): (visit: number) => Signature {
	const fee = shard.tables.fee!;
	const [items, keys] = [feeItems(shard, context), keyNumber(context)];
	const { hashes } = hashed.get(context) ?? { hashes: [] };
	const [quantities, amounts, flags, voids] = [
		numbersOf(fee, 'cnt'),
		numbersOf(fee, 'det_item_fee_sumamt'),
		codesOf(fee, 'vali_flag'),
		isVoidFlag(context.batch)
	];
	const [sums, seen, touched] = [new Float64Array(hashes.length), new Int32Array(hashes.length).fill(-1), new Int32Array(hashes.length)];
	const keyOf = Int32Array.from(keys);
	return (visit) => {
		let count = 0;
		const add = (row: number, quantity: number): void => {
			const key = keyOf[items[row]!]!;
			if (seen[key] === visit) sums[key]! += quantity;
			else {
				touched[count++] = key;
				seen[key] = visit;
				sums[key] = quantity;
			}
		};
		const net = lines(visit);
		if (net) for (const { row, quantity } of net) add(row, quantity);
		for (let row = fee.rowStart[visit]!, end = net ? row : fee.rowStart[visit + 1]!; row < end; row++) {
			const quantity = numberAt(quantities, row);
			if ((quantity > 0 || numberAt(amounts, row) > 0) && !(flags && voids[flags[row]!] === 1)) add(row, quantity);
		}
		let [a, b] = [0, 0];
		for (let i = 0; i < count; i++) {
			const key = touched[i]!;
			a = (a + mix(hashes[key]![0], sums[key]!)) | 0;
			b = (b + mix(hashes[key]![1], sums[key]!)) | 0;
		}
		return { text: `${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`, items: count };
	};
}

function mix(hash: number, quantity: number): number {
	let mixed = Math.imul(hash ^ Math.imul(quantity | 0, 0x9e37_79b1) ^ Math.imul(Math.floor(quantity / 2 ** 32), 0x85eb_ca77), 0xc2b2_ae3d);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x27d4_eb2f);
	return mixed ^ (mixed >>> 16);
}

import type { Column, Dictionaries } from '../../../rules/domain/columns.ts';
import type { ShardTable } from '../../../rules/domain/shard.ts';
import { fieldSpec } from '../../../rules/domain/tables/index.ts';

/** Fields that say when a row was uploaded, not what happened: a later export writes them anew for every row. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['crte_time']);

/** Codes of the former batch's dictionaries in those of the later; -1 for a text that it does not have. */
export class CodeTranslation {
	readonly #before: Dictionaries;
	readonly #after: Dictionaries;
	readonly #maps = new Map<string, (code: number) => number>();

	constructor(before: Dictionaries, after: Dictionaries) {
		this.#before = before;
		this.#after = after;
	}

	of(dictionary: string): (code: number) => number {
		let map = this.#maps.get(dictionary);
		if (!map) {
			const [before, after] = [this.#before.get(dictionary), this.#after.get(dictionary)];
			const known = new Int32Array(before.size).fill(-2);
			known[0] = 0;
			map = (code) => {
				if (known[code] === -2) known[code] = after.code(before.text(code)) || -1;
				return known[code]!;
			};
			this.#maps.set(dictionary, map);
		}
		return map;
	}
}

/** How one field of a row of the former version compares with that of a row of the later one. */
export interface FieldPair {
	readonly field: string;
	equal(before: number, after: number): boolean;
	hashBefore(row: number): number;
	hashAfter(row: number): number;
}

/** Two versions of one table, by the fields that both know. */
export class TablePair {
	readonly before: ShardTable;
	readonly after: ShardTable;
	readonly fields: readonly FieldPair[];

	constructor(before: ShardTable, after: ShardTable, codes: CodeTranslation) {
		this.before = before;
		this.after = after;
		this.fields = comparedFields(before, after).map((field) => fieldPair(field, before, after, codes));
	}

	equal(before: number, after: number): boolean {
		for (const field of this.fields) if (!field.equal(before, after)) return false;
		return true;
	}

	/** Fields in which two rows differ. */
	differing(before: number, after: number): string[] {
		return this.fields.filter((field) => !field.equal(before, after)).map(({ field }) => field);
	}
}

/** Fields of both versions; those that only one has cannot be compared and are told (see `TableChanges.fieldsNew`). */
export function comparedFields(before: ShardTable, after: ShardTable): string[] {
	return Object.keys(before.columns).filter((field) => field in after.columns && !BOOKKEEPING.has(field));
}

function fieldPair(field: string, before: ShardTable, after: ShardTable, codes: CodeTranslation): FieldPair {
	const [a, b] = [before.columns[field]!, after.columns[field]!];
	if ('codes' in a && 'codes' in b) {
		const map = codes.of(fieldSpec(before.table, field)!.dictionary);
		return pairOf(
			field,
			(row) => map(a.codes[row]!),
			(row) => b.codes[row]!
		);
	}
	if ('bytes' in a && 'bytes' in b)
		return {
			field,
			equal: (i, j) => sameBytes(a.bytes, a.offsets[i]!, a.offsets[i + 1]!, b.bytes, b.offsets[j]!, b.offsets[j + 1]!),
			hashBefore: (row) => hashOf(a.bytes, a.offsets[row]!, a.offsets[row + 1]!),
			hashAfter: (row) => hashOf(b.bytes, b.offsets[row]!, b.offsets[row + 1]!)
		};
	const [values, others] = [numbersOf(a), numbersOf(b)];
	return pairOf(
		field,
		(row) => values[row]!,
		(row) => others[row]!
	);
}

const pairOf = (field: string, before: (row: number) => number, after: (row: number) => number): FieldPair => ({
	field,
	equal: (i, j) => before(i) === after(j),
	hashBefore: before,
	hashAfter: after
});

function numbersOf(column: Column): ArrayLike<number> {
	if ('seconds' in column) return column.seconds;
	if ('values' in column) return column.values as ArrayLike<number>;
	throw new Error(`a ${column.kind} column holds no numbers`);
}

function sameBytes(a: Uint8Array, fromA: number, toA: number, b: Uint8Array, fromB: number, toB: number): boolean {
	if (toA - fromA !== toB - fromB) return false;
	for (let i = fromA, j = fromB; i < toA; i++, j++) if (a[i] !== b[j]) return false;
	return true;
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
	let hash = 0x811c_9dc5;
	for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x0100_0193);
	return hash;
}

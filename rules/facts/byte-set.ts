import type { BytesColumn } from '../domain/columns.ts';

const SLOTS = 1024;

/**
 * Identifiers of some rows of a column, to ask whether a row of another column is one of them: by their bytes, so that no text is made.
 * Rows are taken in and forgotten visit by visit.
 */
export class ByteSet {
	/** Row + 1 by slot; 0 where free. */
	#slots = new Int32Array(SLOTS);
	#count = 0;

	constructor(private readonly column: BytesColumn) {}

	clear(): void {
		if (this.#count > 0) this.#slots.fill(0);
		this.#count = 0;
	}

	add(row: number): void {
		if (++this.#count * 2 > this.#slots.length) this.#grow();
		this.#place(row);
	}

	/** Whether row `at` of a column is the identifier of a row taken in. */
	has(other: BytesColumn, at: number): boolean {
		const [from, to] = [other.offsets[at]!, other.offsets[at + 1]!];
		const mask = this.#slots.length - 1;
		for (let slot = hashOf(other.bytes, from, to) & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
			if (sameBytes(other, at, this.column, this.#slots[slot]! - 1)) return true;
		}
		return false;
	}

	#place(row: number): void {
		const mask = this.#slots.length - 1;
		let slot = hashOf(this.column.bytes, this.column.offsets[row]!, this.column.offsets[row + 1]!) & mask;
		while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
		this.#slots[slot] = row + 1;
	}
	#grow(): void {
		const rows = this.#slots.filter((entry) => entry !== 0);
		this.#slots = new Int32Array(this.#slots.length * 2);
		for (const entry of rows) this.#place(entry - 1);
	}
}

/** Whether two cells have the same bytes. */
export function sameBytes(a: BytesColumn, row: number, b: BytesColumn, other: number): boolean {
	const [from, start, length] = [a.offsets[row]!, b.offsets[other]!, a.offsets[row + 1]! - a.offsets[row]!];
	if (b.offsets[other + 1]! - start !== length) return false;
	for (let i = 0; i < length; i++) if (a.bytes[from + i] !== b.bytes[start + i]) return false;
	return true;
}

/** 32 bits over bytes (FNV-1a). */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
	let hash = 0x811c_9dc5;
	for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x0100_0193);
	return (hash ^ (hash >>> 15)) >>> 0;
}

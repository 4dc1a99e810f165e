import type { BytesColumn } from '../../../rules/domain/columns.ts';

/** Bytes shown on either side of a match: some twelve Chinese characters. */
const AROUND = 36;
/** Capital letters of ASCII as small ones: what people type for ICU or CT. Everything else as it is. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** A word as it is looked for in UTF-8: letters of ASCII fit in both cases. */
export class Needle {
	readonly #bytes: Uint8Array;
	/** How far to go on from the byte under the needle's end (Horspool 1980). */
	readonly #skip: Uint8Array;

	/** @param word not empty */
	constructor(word: string) {
		// A needle longer than a skip can say would be cut; nobody searches for 80 characters.
		this.#bytes = new TextEncoder().encode(word.toLowerCase()).slice(0, 255);
		const last = this.#bytes.length - 1;
		this.#skip = new Uint8Array(256).fill(last + 1);
		for (let i = 0; i < last; i++) this.#skip[this.#bytes[i]!] = last - i;
	}

	/** First place of the needle that lies within [from, to), or -1. */
	find(heap: Uint8Array, from: number, to: number): number {
		const needle = this.#bytes;
		const last = needle.length - 1;
		for (let end = from + last; end < to;) {
			const byte = FOLDED[heap[end]!]!;
			if (byte === needle[last]!) {
				let i = last - 1;
				while (i >= 0 && FOLDED[heap[end - last + i]!] === needle[i]) i--;
				if (i < 0) return end - last;
			}
			end += this.#skip[byte]!;
		}
		return -1;
	}

	/** The text around a place in a row, cut at whole characters. */
	piece(heap: Uint8Array, at: number, from: number, to: number, decode: (bytes: Uint8Array) => string): string {
		let begin = Math.max(from, at - AROUND);
		let end = Math.min(to, at + this.#bytes.length + AROUND);
		const inside = (place: number): boolean => place > from && place < to && (heap[place]! & 0xc0) === 0x80;
		while (inside(begin)) begin++;
		while (inside(end)) end--;
		const text = decode(heap.subarray(begin, end)).replace(/\s+/g, ' ').trim();
		return `${begin > from ? '…' : ''}${text}${end < to ? '…' : ''}`;
	}
}

/**
 * Calls `onHit` once for each visit with a row that holds the needle. The heap is read as a whole: a match that would lie over two rows is none.
 * @param rowStart rows of visit v are [rowStart[v], rowStart[v + 1])
 */
export function searchHeap(
	{ bytes, offsets }: BytesColumn,
	rowStart: Uint32Array,
	needle: Needle,
	onHit: (visit: number, at: number, from: number, to: number) => void
): void {
	let row = 0;
	let visit = 0;
	const end = offsets.at(-1) ?? 0;
	for (let at = needle.find(bytes, offsets[0] ?? 0, end); at >= 0;) {
		while (offsets[row + 1]! <= at) row++;
		const found = needle.find(bytes, at, offsets[row + 1]!);
		if (found < 0) {
			at = needle.find(bytes, offsets[row + 1]!, end);
			continue;
		}
		while (rowStart[visit + 1]! <= row) visit++;
		onHit(visit, found, offsets[row]!, offsets[row + 1]!);
		// The visit is found: on to the next one.
		row = rowStart[visit + 1]!;
		at = row + 1 < offsets.length ? needle.find(bytes, offsets[row]!, end) : -1;
	}
}

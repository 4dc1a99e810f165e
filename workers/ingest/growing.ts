/** Byte and number stores that double. Kept apart from the hot loops, which index the arrays themselves. */

export class GrowingBytes {
	bytes: Uint8Array;
	length = 0;

	constructor(capacity = 1024) {
		this.bytes = new Uint8Array(capacity);
	}

	/** Makes room for `extra` more bytes; the caller writes at `length` and moves it on. */
	reserve(extra: number): void {
		if (this.length + extra <= this.bytes.length) return;
		const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + extra));
		larger.set(this.bytes.subarray(0, this.length));
		this.bytes = larger;
	}

	append(source: Uint8Array, from: number, to: number): void {
		this.reserve(to - from);
		if (to - from > 48) this.bytes.set(source.subarray(from, to), this.length);
		else for (let i = from, at = this.length; i < to; i++) this.bytes[at++] = source[i]!;
		this.length += to - from;
	}

	taken(): Uint8Array {
		return this.bytes.slice(0, this.length);
	}
}

/** Twice the length, the content kept. */
export function doubled<T extends Uint8Array | Int32Array | Uint32Array | Float64Array>(array: T, atLeast = 0): T {
	const larger = new (array.constructor as new (length: number) => T)(Math.max(array.length * 2, atLeast));
	larger.set(array);
	return larger;
}

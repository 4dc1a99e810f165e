import wasm from './plain-records.wat';
import type { FieldBatch } from './field-batch.ts';
import { CELL_LIMIT } from './limits.ts';

const PAGE = 64 << 10;
/** Bytes that the module may read behind the last one. */
const BEHIND = 64;

interface Exports {
	readonly next: WebAssembly.Global;
	scan(
		at: number,
		end: number,
		delimiter: number,
		limit: number,
		starts: number,
		ends: number,
		stride: number,
		width: number,
		row: number,
		capacity: number
	): number;
}

let compiled: WebAssembly.Module | null | undefined;

/** The module, or null where the engine has no SIMD: the scanner then reads every record its own way. */
function compile(): WebAssembly.Module | null {
	try {
		return new WebAssembly.Module(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)));
	} catch {
		return null;
	}
}

/**
 * Most records are plain: no quotes, all their fields, whole. This finds their fields three times as fast as a loop over bytes can. The batch's
 * positions and the bytes lie in one memory, positions first.
 */
export class PlainRecords {
	/** Place of the first byte to scan. */
	readonly origin: number;
	private readonly memory: WebAssembly.Memory;
	private readonly exports: Exports;
	private readonly batch: FieldBatch;
	private readonly cells: number;

	private constructor(module: WebAssembly.Module, batch: FieldBatch) {
		this.batch = batch;
		this.cells = batch.starts.length;
		this.origin = 2 * batch.starts.byteLength;
		this.memory = new WebAssembly.Memory({ initial: Math.ceil((this.origin + BEHIND) / PAGE) });
		this.exports = new WebAssembly.Instance(module, { host: { memory: this.memory } }).exports as unknown as Exports;
	}

	static of(batch: FieldBatch): PlainRecords | null {
		compiled ??= compile();
		return compiled && new PlainRecords(compiled, batch);
	}

	/** The memory with room for `length` bytes from `origin` on; what stands there stays. */
	room(length: number): Uint8Array<ArrayBuffer> {
		const lacking = this.origin + length + BEHIND - this.memory.buffer.byteLength;
		if (lacking > 0) this.memory.grow(Math.ceil(lacking / PAGE));
		const { batch } = this;
		const { cells } = this;
		batch.starts = new Int32Array(this.memory.buffer, 0, cells);
		batch.ends = new Int32Array(this.memory.buffer, cells * 4, cells);
		return new Uint8Array(this.memory.buffer as ArrayBuffer);
	}

	/** Takes the plain records that begin at `at` into the batch. @returns where the first one begins that was not taken */
	take(at: number, end: number, delimiter: number): number {
		const { batch, exports } = this;
		const { capacity, width } = batch;
		batch.rows = exports.scan(at, end, delimiter, CELL_LIMIT, 0, this.cells * 4, capacity * 4, width, batch.rows, capacity);
		return exports.next.value as number;
	}
}

/** Faults that concern a record as a whole. */
export const FAULT = { none: 0, ragged: 1, cellTooLarge: 2, brokenQuote: 3, notAnObject: 4 } as const;

/**
 * Rows handed on at a time: their bytes and positions stay in the processor's cache while column after column reads them. No power of two:
 * the cells of a row, one batch apart, would all fall into the same few places of the cache.
 */
export const BATCH_ROWS = 1_000;

/**
 * Some records as byte ranges: with `i = c * capacity + r`, field c of row r is `bytes[starts[i], ends[i])`, UTF-8, without quotes.
 * Column by column, since that is how they are read. A batch belongs to its reader and is overwritten by the next one.
 */
export class FieldBatch {
	bytes: Uint8Array = new Uint8Array(0);
	starts: Int32Array;
	ends: Int32Array;
	readonly width: number;
	/** Rows that fit. */
	readonly capacity: number;
	rows = 0;
	/** 1-based physical line (or sheet row) of each record's first byte. */
	readonly lines: Float64Array;
	readonly faults: Uint8Array;
	/** For faulty rows: position of the field that is meant, and what stands there. */
	readonly faultNotes = new Map<number, { position: number; value: string }>();

	constructor(width: number) {
		this.width = width;
		this.capacity = Math.max(16, Math.min(BATCH_ROWS, Math.floor(400_000 / Math.max(1, width))));
		this.starts = new Int32Array(this.capacity * width);
		this.ends = new Int32Array(this.capacity * width);
		this.lines = new Float64Array(this.capacity);
		this.faults = new Uint8Array(this.capacity);
	}

	clear(): void {
		this.rows = 0;
		if (this.faultNotes.size > 0) this.faultNotes.clear();
	}

	/** Row r as a faulty one: all its fields are empty. */
	fault(row: number, fault: number, position: number, value: string): void {
		this.faults[row] = fault;
		this.faultNotes.set(row, { position, value });
		for (let c = 0, cell = row; c < this.width; c++, cell += this.capacity) this.starts[cell] = this.ends[cell] = 0;
	}
}

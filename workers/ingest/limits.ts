/** Ceilings of the intake. Each has a sentence of its own in problems.ts; none may end in a crash. */

/**
 * Bytes read at a time. In a browser each slice of a file is a round trip to another process: 256 kB take three times as long as 2 to 8 MB,
 * beyond which nothing is gained. `READ_AHEAD` slices hide the latency.
 */
export const SLICE_BYTES = 4 << 20;
/** Bytes read at a time where only the begin of a file is wanted; files up to this size are read once and kept while they are open. */
export const HEAD_BYTES = 1 << 20;
/** Slices that are fetched before they are asked for. */
export const READ_AHEAD = 2;
/** Bytes of one cell (单元格). A longer one is a broken quote or an embedded image, never a record's value. */
export const CELL_LIMIT = 10_000_000;
/** Columns of one file; the ceiling of the sheets themselves. */
export const COLUMN_LIMIT = 16_384;
/** Rows among which the heading (表头) is looked for. */
export const HEADING_ROWS = 20;
/** Records shown on the mapping screen. */
export const PREVIEW_ROWS = 20;
/** Whole files that are taken into memory at once (JSON, XLSX). */
export const WHOLE_FILE_BYTES = 256 << 20;
/** Stays (住院) of a shard before its bucket is split. */
export const SHARD_STAYS = 500;

export interface ZipLimits {
	readonly entries: number;
	readonly inflatedBytes: number;
	/** Inflated ÷ packed bytes of one entry; Deflate cannot exceed 1,032, records stay below 100. */
	readonly ratio: number;
	/** Entries smaller than this are not held to the ratio. */
	readonly ratioFrom: number;
}
export const ZIP_LIMITS: ZipLimits = { entries: 1_000, inflatedBytes: 4 * 2 ** 30, ratio: 250, ratioFrom: 8 << 20 };

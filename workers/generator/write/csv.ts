/** Takes the bytes of a file, part by part in order. */
export type Write = (file: string, bytes: Uint8Array) => Promise<void> | void;

/** Characters that are gathered before they are encoded: one encoding a chunk, not one a row. */
const CHUNK = 1 << 20;

/** A cell as RFC 4180 wants it. */
export const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One CSV file that is written as it grows. */
export class CsvFile {
	#text: string;
	#encoder = new TextEncoder();
	bytes = 0;

	constructor(
		readonly name: string,
		readonly columns: readonly string[],
		readonly write: Write
	) {
		this.#text = `${columns.join(',')}\n`;
	}

	/** Rows, each with its line end. */
	add(rows: string): void {
		this.#text += rows;
	}

	/** Hands over what has gathered when it is enough, or in any case at the end. */
	async flush(end = false): Promise<void> {
		if (this.#text === '' || (!end && this.#text.length < CHUNK)) return;
		const bytes = this.#encoder.encode(this.#text);
		this.#text = '';
		this.bytes += bytes.length;
		await this.write(this.name, bytes);
	}
}

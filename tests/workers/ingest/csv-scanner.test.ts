import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvScanner } from '../../../workers/ingest/csv-scanner.ts';
import { looseText } from '../../../workers/ingest/dictionary.ts';
import { FieldBatch } from '../../../workers/ingest/field-batch.ts';
import { PlainRecords } from '../../../workers/ingest/plain-records.ts';

const WIDTH = 4;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const quoted = (text: string, delimiter: string): string =>
	text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** What `fill` finds in bytes that come in slices, and what `nextRow`, which knows no short cut, finds in the whole. */
function bothWays(bytes: Uint8Array, delimiter: string, slice: number): { filled: string[][]; careful: string[][] } {
	const code = delimiter.charCodeAt(0);
	const batch = new FieldBatch(WIDTH);
	const fast = new CsvScanner(code, batch);
	const filled: string[][] = [];
	for (let from = 0; from < bytes.length; from += slice) {
		fast.push(bytes.subarray(from, from + slice), from + slice >= bytes.length);
		for (let more = true; more;) {
			batch.clear();
			more = fast.fill(batch);
			for (let row = 0; row < batch.rows; row++) filled.push(cellsOf(batch, row));
		}
	}
	const slow = new CsvScanner(code);
	slow.push(bytes, true);
	const careful: string[][] = [];
	for (let row = slow.nextRow(); row; row = slow.nextRow()) careful.push(row.cells);
	return { filled, careful };
}
const cellsOf = ({ bytes, starts, ends, capacity, width }: FieldBatch, row: number): string[] =>
	Array.from({ length: width }, (_, c) => looseText(bytes, starts[c * capacity + row]!, ends[c * capacity + row]!));

describe('the scan of plain records', () => {
	it('is there: this engine has SIMD', () => expect(PlainRecords.of(new FieldBatch(WIDTH))).not.toBeNull());

	it('finds the fields that the careful scan finds, in slices of any size', () => {
		const cell = fc.string({ unit: fc.constantFrom(...'abc 019-."\n\r,;\t床位费（）'), maxLength: 40 });
		// A record without its first cell might be a blank line, which is no record.
		const record = fc.tuple(fc.constantFrom('M1', '床', '-1'), cell, cell, cell);
		const end = fc.constantFrom('\n', '\r\n', '\r');
		fc.assert(
			fc.property(
				fc.array(record, { minLength: 1, maxLength: 40 }),
				end,
				fc.constantFrom(',', '\t', ';', '|'),
				fc.nat({ max: 300 }),
				(records, lineEnd, delimiter, slice) => {
					const text = records.map((cells) => cells.map((one) => quoted(one, delimiter)).join(delimiter) + lineEnd).join('');
					const { filled, careful } = bothWays(encode(text), delimiter, slice + 1);
					expect(filled).toEqual(records);
					expect(careful).toEqual(records);
				}
			),
			{ numRuns: 500 }
		);
	});

	it('fills batch after batch, and counts lines', () => {
		const rows = 3_500;
		const batch = new FieldBatch(2);
		const scanner = new CsvScanner(0x2c, batch);
		scanner.push(encode(Array.from({ length: rows }, (_, i) => `${i},x\n`).join('')), true);
		let seen = 0;
		for (let more = true; more;) {
			batch.clear();
			more = scanner.fill(batch);
			for (let row = 0; row < batch.rows; row++, seen++) expect([cellsOf(batch, row)[0], batch.lines[row]]).toEqual([String(seen), seen + 1]);
		}
		expect(seen).toBe(rows);
	});
});

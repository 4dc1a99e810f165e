import { encodingOf } from './encoding.ts';
import { gb18030ToUtf8 } from './gb18030.ts';
import { IngestError } from './problems.ts';
import { CellBatches, HEAD_ROWS, numberText, type Sheet } from './sheets.ts';
import { wholeOf, type ByteStream } from './byte-stream.ts';
import { WHOLE_FILE_BYTES } from './limits.ts';

type Row = Map<string, unknown> | null;

/**
 * JSON as an array of objects, an object of arrays by table name, or NDJSON (one object a line). Keys go through a Map, so that no name of
 * a heading (`__proto__`) means anything. @throws IngestError 'not-json', 'too-large-whole'
 */
export async function jsonSheets(stream: ByteStream): Promise<Sheet[]> {
	const { encoding, mark } = await encodingOf(stream);
	let bytes = (await wholeOf(stream, WHOLE_FILE_BYTES)).subarray(mark);
	if (encoding === 'gb18030') {
		const target = new Uint8Array(bytes.length * 2 + 16);
		bytes = target.subarray(0, gb18030ToUtf8(bytes, target, true).written);
	}
	const text = new TextDecoder().decode(bytes);
	const lists = parsed(text);
	return lists.map(({ name, kind, rows }) => rowsSheet(stream, encoding, name, kind, rows));
}

interface List {
	readonly name: string;
	readonly kind: 'json' | 'ndjson';
	readonly rows: { line: number; row: Row }[];
}

function parsed(text: string): List[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return [{ name: '', kind: 'ndjson', rows: parsedLines(text) }];
	}
	if (Array.isArray(value)) return [{ name: '', kind: 'json', rows: value.map((item, i) => ({ line: i + 1, row: rowOf(item) })) }];
	const row = rowOf(value);
	if (!row) throw new IngestError('not-json');
	const lists = [...row].filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
	if (lists.length === 0) return [{ name: '', kind: 'ndjson', rows: [{ line: 1, row }] }];
	return lists.map(([name, items]) => ({ name, kind: 'json', rows: items.map((item, i) => ({ line: i + 1, row: rowOf(item) })) }));
}

function parsedLines(text: string): { line: number; row: Row }[] {
	const rows: { line: number; row: Row }[] = [];
	let good = 0;
	text.split('\n').forEach((line, i) => {
		if (line.trim() === '') return;
		let row: Row = null;
		try {
			row = rowOf(JSON.parse(line));
		} catch {
			// Refused with its line, like any other damaged record.
		}
		if (row) good++;
		rows.push({ line: i + 1, row });
	});
	if (good === 0) throw new IngestError('not-json');
	return rows;
}

const rowOf = (value: unknown): Row => (value !== null && typeof value === 'object' && !Array.isArray(value) ? new Map(Object.entries(value)) : null);

function rowsSheet(stream: ByteStream, encoding: Sheet['encoding'], name: string, kind: List['kind'], rows: List['rows']): Sheet {
	const headings = [...new Set(rows.flatMap(({ row }) => (row ? [...row.keys()] : [])))];
	const cells = (row: Row): string[] | null => row && headings.map((heading) => cellText(row.get(heading)));
	return {
		file: stream.name,
		sheet: name,
		kind,
		encoding,
		size: stream.size,
		serials: false,
		head: () =>
			Promise.resolve([{ line: 0, cells: headings }, ...rows.slice(0, HEAD_ROWS).map(({ line, row }) => ({ line, cells: cells(row) ?? [] }))]),
		async *batches(width, _afterLine, onBytes) {
			const out = new CellBatches(width);
			for (const { line, row } of rows) {
				if (!out.add(line, cells(row))) continue;
				yield out.batch;
				out.clear();
			}
			if (out.batch.rows > 0) yield out.batch;
			onBytes?.(stream.size);
		}
	};
}

function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'boolean') return value ? '1' : '0';
	return JSON.stringify(value);
}

import { streamXlsxRows } from 'hucre/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { IngestError } from './problems.ts';
import type { HeadRow } from './recognise.ts';
import { CellBatches, HEAD_ROWS, numberText, type Sheet } from './sheets.ts';

/**
 * Workbooks (XLSX). The ONE module that knows hucre, which is young: whatever it throws becomes a refusal of the file.
 * Shared strings come without their phonetic runs (rPh), dates as times without a zone, rows one by one.
 */
export function workbookSheets(file: string, bytes: Uint8Array): Sheet[] {
	return sheetNames(bytes).map((name, index): Sheet => ({
		file,
		sheet: name,
		kind: 'xlsx',
		encoding: 'utf-8',
		size: bytes.length,
		serials: true,
		async head() {
			const rows: HeadRow[] = [];
			for await (const row of rowsOf(bytes, index)) {
				const cells = row.cells.map((cell) => cell.trim());
				while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
				if (cells.length > 0) rows.push({ line: row.line, cells });
				if (rows.length >= HEAD_ROWS) break;
			}
			return rows;
		},
		async *batches(width, afterLine, onBytes) {
			const out = new CellBatches(width);
			for await (const row of rowsOf(bytes, index, width)) {
				if (row.line <= afterLine || !row.cells.some((cell) => cell !== '')) continue;
				if (!out.add(row.line, row.cells)) continue;
				yield out.batch;
				out.clear();
			}
			if (out.batch.rows > 0) yield out.batch;
			onBytes?.(bytes.length);
		}
	}));
}

async function* rowsOf(bytes: Uint8Array, sheet: number, width = Infinity): AsyncGenerator<HeadRow, void, undefined> {
	try {
		for await (const row of streamXlsxRows(bytes, { sheet })) {
			const values = row.values.length > width ? row.values.slice(0, width) : row.values;
			yield { line: row.index + 1, cells: values.map(cellText) };
		}
	} catch (error) {
		throw error instanceof IngestError ? error : new IngestError('damaged-file', { value: error instanceof Error ? error.message : '' });
	}
}

function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'boolean') return value ? '1' : '0';
	// hucre gives sheet dates as UTC: reading them so applies no zone.
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 19).replace('T', ' ');
	return String(value);
}

/** Names of the sheets in their order, from the workbook part. */
function sheetNames(bytes: Uint8Array): string[] {
	let workbook: string;
	try {
		const parts = unzipSync(bytes, { filter: (part) => part.name === 'xl/workbook.xml' && part.originalSize < 16 << 20 });
		workbook = strFromU8(parts['xl/workbook.xml']!);
	} catch {
		throw new IngestError('damaged-file');
	}
	return [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/g)].map((match) => xmlText(match[1]!));
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
	['amp', '&'],
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['apos', "'"]
]);

const xmlText = (text: string): string =>
	text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
		if (name.startsWith('#')) return String.fromCodePoint(Number(name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1)));
		return ENTITIES.get(name) ?? whole;
	});

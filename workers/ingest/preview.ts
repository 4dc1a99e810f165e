import type { FilePreview, MappingProfile } from '../protocol/mapping.ts';
import type { ByteSource } from '../protocol/source.ts';
import { openFiles, type OpenOptions } from './kinds.ts';
import { PREVIEW_ROWS } from './limits.ts';
import { fileProblem, notRecognised, tablesOf } from './read-file.ts';
import type { Sheet } from './sheets.ts';

/**
 * What a file holds, before it is imported: kind, encoding, tables with their columns, the first records.
 * One entry a sheet; empty sheets of a workbook are left out. Never throws for a bad file: its `problem` is set.
 */
export async function preview(source: ByteSource, profile?: MappingProfile, options: OpenOptions = {}): Promise<FilePreview[]> {
	const previews: FilePreview[] = [];
	for (const file of await openFiles(source, options)) {
		try {
			if (file.fault) throw file.fault;
			for (const sheet of await file.sheets()) {
				const shown = await previewSheet(sheet, profile);
				if (shown) previews.push(shown);
			}
		} catch (error) {
			const { name, size } = file.stream;
			previews.push({
				file: name,
				sheet: '',
				kind: 'csv',
				encoding: 'utf-8',
				size,
				headings: [],
				rows: [],
				mappings: [],
				problem: fileProblem(name, error)
			});
		}
	}
	return previews;
}

async function previewSheet(sheet: Sheet, profile?: MappingProfile): Promise<FilePreview | null> {
	const rows = await sheet.head();
	if (rows.length === 0) return null;
	const found = tablesOf(sheet, rows, profile);
	const recognised = found.headingIndex >= 0;
	const widest = rows.reduce((best, row) => (row.cells.length > best.cells.length ? row : best));
	const after = recognised ? found.afterLine : widest.line;
	return {
		file: sheet.file,
		sheet: sheet.sheet,
		kind: sheet.kind,
		encoding: sheet.encoding,
		size: sheet.size,
		headings: recognised ? found.headings : widest.cells,
		rows: rows
			.filter((row) => row.line > after)
			.slice(0, PREVIEW_ROWS)
			.map((row) => row.cells),
		mappings: recognised ? found.mappings : found.near,
		problem: recognised ? null : notRecognised(sheet, found)
	};
}

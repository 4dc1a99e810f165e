import type { MappingProfile, Problem, TableMapping } from '../protocol/mapping.ts';
import { TABLES } from '../../rules/domain/tables/index.ts';
import { fieldSpec } from '../../rules/domain/tables/index.ts';
import { DiagnosisSpreader } from './diagnoses.ts';
import type { DictionarySet } from './dictionary.ts';
import type { FieldBatch } from './field-batch.ts';
import { IngestError, problem } from './problems.ts';
import { lastHeadingLine, recognise, type HeadRow, type Recognised } from './recognise.ts';
import { Segment } from './segment.ts';
import type { Sheet } from './sheets.ts';

/** What one sheet gave. */
export interface SheetRead {
	readonly segments: readonly Segment[];
	readonly leftOut: readonly string[];
	/** Why nothing was read, if so. */
	readonly skipped: Problem | null;
}

export interface ReadOptions {
	readonly profile?: MappingProfile | undefined;
	readonly corrections?: readonly TableMapping[] | undefined;
	readonly fileIndex: number;
	readonly dictionaries: DictionarySet;
	readonly signal?: AbortSignal | undefined;
	/** Bytes done in this file, rows read in this sheet so far. */
	onProgress(bytes: number, rows: number): void;
}

/** Tables of a sheet: as corrected by hand for this file, else as recognised. */
export function tablesOf(sheet: Sheet, rows: readonly HeadRow[], profile?: MappingProfile, corrections?: readonly TableMapping[]): Recognised {
	const byHand = (corrections ?? []).filter((mapping) => mapping.file === sheet.file && mapping.sheet === sheet.sheet);
	if (byHand.length === 0) return recognise(sheet.file, sheet.sheet, rows, profile);
	const headingIndex = rows.findIndex((row) => row.line === byHand[0]!.headingRow);
	if (headingIndex < 0) return recognise(sheet.file, sheet.sheet, rows, profile);
	return {
		headingIndex,
		headings: rows[headingIndex]!.cells,
		afterLine: lastHeadingLine(rows, headingIndex, byHand[0]!),
		mappings: byHand,
		near: []
	};
}

/** Reads one sheet into segments. @throws IngestError where the file turns out damaged half way: none of its rows may then be used */
export async function readSheet(sheet: Sheet, options: ReadOptions): Promise<SheetRead> {
	const rows = await sheet.head();
	const place = { file: sheet.file, sheet: sheet.sheet };
	if (rows.length === 0) return { segments: [], leftOut: [], skipped: sheet.sheet === '' ? problem('empty-file', place) : null };
	const found = tablesOf(sheet, rows, options.profile, options.corrections);
	if (found.headingIndex < 0) return { segments: [], leftOut: [], skipped: notRecognised(sheet, found) };
	const width = found.headings.length;
	const origin = { fileIndex: options.fileIndex, ...place, serials: sheet.serials };
	const segments: Segment[] = [];
	const takers: ((batch: FieldBatch) => void)[] = [];
	for (const mapping of found.mappings) {
		if (DiagnosisSpreader.fits(mapping)) {
			const spreader: DiagnosisSpreader = new DiagnosisSpreader(mapping, width, (batch) => segment.read(batch));
			const segment = new Segment(spreader.mapping, origin, options.dictionaries);
			segments.push(segment);
			takers.push((batch) => spreader.read(batch));
		} else {
			const segment = new Segment(mapping, origin, options.dictionaries);
			segments.push(segment);
			takers.push((batch) => segment.read(batch));
		}
	}
	let read = 0;
	for await (const batch of sheet.batches(width, found.afterLine, (bytes) => options.onProgress(bytes, read))) {
		options.signal?.throwIfAborted();
		for (const take of takers) take(batch);
		read += batch.rows;
	}
	const claimed = new Set(found.mappings.flatMap((mapping) => mapping.columns.flatMap((c) => (c.field ? [c.position] : []))));
	const leftOut = found.headings.filter((heading, position) => heading.trim() !== '' && !claimed.has(position));
	const skipped = read === 0 ? problem('headings-only', { ...place, table: found.mappings[0]!.table, line: found.mappings[0]!.headingRow }) : null;
	return { segments, leftOut, skipped };
}

/** No table recognised: says which comes nearest and what it lacks. */
export function notRecognised(sheet: Sheet, found: Recognised): Problem {
	const nearest = found.near[0];
	const place = { file: sheet.file, sheet: sheet.sheet };
	if (!nearest) return problem('no-table', place);
	const lacking = nearest.missingKeys.map((field) => fieldSpec(nearest.table, field)?.zh ?? field).join('、');
	return problem('no-table', { ...place, line: nearest.headingRow, expected: `最像「${TABLES[nearest.table].zh}」，但缺少列：${lacking}` });
}

/** Any error as the problem of a file. */
export function fileProblem(file: string, error: unknown): Problem {
	if (error instanceof IngestError) return problem(error.id, { file, ...error.note });
	return problem('damaged-file', { file, value: error instanceof Error ? error.message : String(error) });
}

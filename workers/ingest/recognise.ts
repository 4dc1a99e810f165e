import { TABLE_IDS, TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import type { ColumnMapping, MappingProfile, TableMapping } from '../protocol/mapping.ts';
import { claim, missingKeysOf, nameHint, normaliseHeading } from './headings.ts';
import { HEADING_ROWS } from './limits.ts';
import { derivedOf } from './normalise.ts';

/** What a file's first rows say: which row is the heading, and which tables stand below it. */
export interface Recognised {
	/** Index of the heading among the rows given, or -1. */
	readonly headingIndex: number;
	readonly headings: readonly string[];
	/** Records begin after this physical line: below the heading may stand its translation or a row of types. */
	readonly afterLine: number;
	readonly mappings: readonly TableMapping[];
	/** Tables that come near, best first, where none is recognised. */
	readonly near: readonly TableMapping[];
}

export interface HeadRow {
	/** 1-based physical row or line. */
	readonly line: number;
	readonly cells: readonly string[];
}

/** Columns of the table's own that a second table in the same rows must bring. */
const SECOND_TABLE_FIELDS = 2;
/** Tables that hospitals hand over within the rows of another (住院就医提取表 = stay + settlement + diagnosis). */
const WITHIN: Readonly<Partial<Record<TableId, readonly TableId[]>>> = { visit: ['settlement', 'diagnosis'] };

/** Headings of the hospital's stay table that are diagnoses: the main one, and the others joined by #. */
export const MAIN_DIAGNOSIS_CODE = ['疾病编码ICD', 'dscg_maindiag_code', '住院主诊断代码'];
export const MAIN_DIAGNOSIS_NAME = ['疾病诊断名称', 'dscg_maindiag_name', '住院主诊断名称'];
export const OTHER_DIAGNOSES = ['次要诊断组合', '其他诊断组合', '次要诊断'];

/**
 * Recognises the tables of a file by its columns.
 * @param rows The first rows as text, blank rows left out.
 */
export function recognise(file: string, sheet: string, rows: readonly HeadRow[], profile?: MappingProfile): Recognised {
	let best: { index: number; mappings: TableMapping[]; weight: number } | null = null;
	let near: { mapping: TableMapping; weight: number }[] = [];
	rows.slice(0, HEADING_ROWS).forEach((row, index) => {
		const byHand = profile && fromProfile(file, sheet, row, profile);
		if (byHand && (!best || best.weight < Infinity)) best = { index, mappings: byHand, weight: Infinity };
		const candidates = TABLE_IDS.map((table) => ({ mapping: mappingOf(file, sheet, row, table), weight: 0 }));
		for (const candidate of candidates) candidate.weight = weightOf(candidate.mapping);
		candidates.sort((a, b) => b.weight - a.weight || hintOrder(file, a.mapping.table, b.mapping.table));
		const first = candidates.find((candidate) => isSure(candidate.mapping));
		if (first && (!best || first.weight > best.weight))
			best = { index, mappings: [first.mapping, ...within(file, sheet, row, first.mapping)], weight: first.weight };
		near = [...near, ...candidates.filter((candidate) => fieldsOf(candidate.mapping).size >= 3)].sort((a, b) => b.weight - a.weight).slice(0, 3);
	});
	// The compiler does not see assignments within the callback.
	const found = best as { index: number; mappings: TableMapping[] } | null;
	if (!found) return { headingIndex: -1, headings: [], afterLine: 0, mappings: [], near: near.map((n) => n.mapping) };
	const afterLine = lastHeadingLine(rows, found.index, found.mappings[0]!);
	return { headingIndex: found.index, headings: rows[found.index]!.cells, afterLine, mappings: found.mappings, near: [] };
}

const TYPE_WORDS = /^(字符型|数值型|整数型|日期型|日期时间型|可空|可空不填|varchar.*|decimal.*|datetime|date|number.*|int)$/i;

/** The heading's own line, or that of a second heading (code above, Chinese below) or of a row of types under it. */
export function lastHeadingLine(rows: readonly HeadRow[], headingIndex: number, mapping: TableMapping): number {
	const heading = rows[headingIndex]!;
	const below = rows[headingIndex + 1];
	if (!below) return heading.line;
	const cells = below.cells.filter((cell) => cell.trim() !== '');
	const types = cells.filter((cell) => TYPE_WORDS.test(cell.trim())).length;
	const again = fieldsOf(mappingOf(mapping.file, mapping.sheet, below, mapping.table)).size;
	return types * 2 > cells.length || again * 2 > fieldsOf(mapping).size ? below.line : heading.line;
}

const hintOrder = (file: string, a: TableId, b: TableId): number => {
	const hint = nameHint(file);
	return a === hint ? -1 : b === hint ? 1 : 0;
};

const fieldsOf = (mapping: TableMapping): Set<string> =>
	new Set(mapping.columns.flatMap((column) => (column.field && column.how !== 'derived' ? [column.field] : [])));

/** All keys given by more than likeness: 麻醉开始时间 is like 开始时间 and makes no visit. */
const isSure = (mapping: TableMapping): boolean => {
	const spec = TABLES[mapping.table].fields as Record<string, { key: boolean }>;
	return (
		mapping.missingKeys.length === 0 &&
		fieldsOf(mapping).size >= 2 &&
		!mapping.columns.some((c) => c.field && c.how === 'guess' && spec[c.field]?.key)
	);
};

/** A mapping of one row of headings to one table, with what the headings alone tell. */
export function mappingOf(file: string, sheet: string, row: HeadRow, table: TableId): TableMapping {
	return finished(file, sheet, row, table, claim(row.cells, table));
}

function finished(file: string, sheet: string, row: HeadRow, table: TableId, columns: readonly ColumnMapping[]): TableMapping {
	const given = new Set(columns.map((column) => column.field));
	const derived = columns.flatMap((column) =>
		derivedOf(normaliseHeading(column.heading), table)
			.filter((d) => !given.has(d.field))
			.map((d): ColumnMapping => ({ heading: column.heading, position: column.position, field: d.field, how: 'derived' }))
	);
	const claimed = columns.filter((column) => column.field).length;
	const headings = row.cells.filter((cell) => cell.trim() !== '').length;
	const fields = Object.keys(TABLES[table].fields).length;
	const missingKeys = missingKeysOf(table, columns);
	const confidence = headings === 0 ? 0 : (claimed / headings + Math.min(1, claimed / Math.min(fields, headings))) / 2;
	return {
		file,
		sheet,
		table,
		headingRow: row.line,
		columns: [...columns, ...derived],
		missingKeys,
		confidence: Math.round(confidence * (missingKeys.length === 0 ? 1 : 0.5) * 1000) / 1000
	};
}

/** Recognised fields, keys twice, likeness half; a missing key costs most of it. */
function weightOf(mapping: TableMapping): number {
	let weight = 0;
	for (const column of mapping.columns) {
		if (!column.field || column.how === 'derived') continue;
		weight += column.how === 'guess' ? 0.5 : 1;
		const spec = (TABLES[mapping.table].fields as Record<string, { key: boolean }>)[column.field];
		if (spec?.key && column.how !== 'guess') weight += 1;
	}
	return weight / (1 + 3 * mapping.missingKeys.length);
}

/** Further tables within the rows of a recognised one. */
function within(file: string, sheet: string, row: HeadRow, main: TableMapping): TableMapping[] {
	const own = new Set(main.columns.filter((column) => column.field && column.how !== 'derived').map((column) => column.position));
	return (WITHIN[main.table] ?? []).flatMap((table) => {
		const mapping = table === 'diagnosis' ? diagnosesWithin(file, sheet, row) : mappingOf(file, sheet, row, table);
		if (!mapping || mapping.missingKeys.length > 0) return [];
		if (table === 'diagnosis') return [mapping];
		const brought = mapping.columns.filter((column) => column.field && column.how !== 'derived' && !own.has(column.position)).length;
		return brought >= SECOND_TABLE_FIELDS ? [mapping] : [];
	});
}

/**
 * Diagnoses in the rows of a stay table: only where the others stand in one cell (次要诊断组合), since the main one alone is a field of the
 * stay and would double the diagnosis table of a regulator's export.
 */
function diagnosesWithin(file: string, sheet: string, row: HeadRow): TableMapping | null {
	const others = row.cells.findIndex((cell) => OTHER_DIAGNOSES.includes(cell.trim()));
	const code = row.cells.findIndex((cell) => MAIN_DIAGNOSIS_CODE.includes(cell.trim()));
	const name = row.cells.findIndex((cell) => MAIN_DIAGNOSIS_NAME.includes(cell.trim()));
	if (others < 0 || (code < 0 && name < 0)) return null;
	const columns = claim(row.cells, 'diagnosis').map((column): ColumnMapping => {
		if (column.position === code) return { ...column, field: 'diag_code', how: 'name' };
		if (column.position === name) return { ...column, field: 'diag_name', how: 'name' };
		if (column.position === others) return { ...column, field: 'diag_name', how: 'name' };
		return column.field === 'diag_code' || column.field === 'diag_name' ? { ...column, field: null, how: 'none' } : column;
	});
	return finished(file, sheet, row, 'diagnosis', columns);
}

/** Mappings that a person has made for just these headings. */
function fromProfile(file: string, sheet: string, row: HeadRow, profile: MappingProfile): TableMapping[] | null {
	const entry = profile.entries.find((e) => e.headings.length === row.cells.length && e.headings.every((heading, i) => heading === row.cells[i]));
	if (!entry) return null;
	return entry.tables.map(({ table, fields }) => {
		const columns = claim(row.cells, table).map((column): ColumnMapping => {
			if (!Object.hasOwn(fields, column.heading)) return column;
			const field = fields[column.heading] ?? null;
			return { ...column, field, how: 'hand' };
		});
		return finished(file, sheet, row, table, withoutBeaten(columns));
	});
}

/** A field given by hand is given by nothing else. */
function withoutBeaten(columns: readonly ColumnMapping[]): ColumnMapping[] {
	const byHand = new Set(columns.flatMap((column) => (column.how === 'hand' && column.field ? [column.field] : [])));
	return columns.map((column) =>
		column.how !== 'hand' && column.field && byHand.has(column.field) ? { ...column, field: null, how: 'none' } : column
	);
}

import { KNOWLEDGE_TABLES, type KnowledgeTableId } from '../../rules/knowledge/tables/index.ts';
import { BASE_HEADINGS, FIELD_HEADINGS } from './local-words.ts';
import type { SheetText } from './workbook.ts';

/** A table's heading stands in the first rows. */
const LOOK_INTO = 20;
const SHOWN = 30;
/** Tables by their names, as a sheet or a cell of the column 知识表 gives them. */
export const TABLE_BY_NAME = new Map(
	Object.entries(KNOWLEDGE_TABLES).flatMap(([id, { zh }]) => [id, zh].map((name) => [name, id as KnowledgeTableId] as const))
);

export type BaseColumn = keyof typeof BASE_HEADINGS;
/** The heading of a table of a user's own (自编知识表). */
export interface Columns {
	readonly row: number;
	/** Sheet's own table, or null where a column names it row by row. */
	readonly table: KnowledgeTableId | null;
	readonly base: ReadonlyMap<BaseColumn, number>;
	/** Columns of parameters by the name of the field. */
	readonly fields: ReadonlyMap<string, number>;
	readonly unknown: readonly string[];
	/** The row as it stands, for a sentence about what is missing. */
	readonly cells: readonly string[];
}

const BASE_OF = new Map(
	(Object.entries(BASE_HEADINGS) as [BaseColumn, readonly string[]][]).flatMap(([column, words]) => words.map((word) => [word, column] as const))
);
const FIELD_OF = new Map(Object.entries(FIELD_HEADINGS).flatMap(([field, words]) => [field, ...words].map((word) => [word, field] as const)));

/** The heading of a sheet; null where no row is one: its name or its column 知识表 names a table of ours, and it has the columns that every table has. */
export function columnsOf(sheet: SheetText): Columns | null {
	return candidates(sheet).find(({ table, base }) => base.has('name') && ((table !== null && base.has('notice')) || base.has('table'))) ?? null;
}

/** The heading of a sheet that would be a table of ours, had it the columns that every table has; null where nothing speaks for it. */
export function brokenHeading(sheet: SheetText): Columns | null {
	return candidates(sheet).find(({ table, base }) => base.has('table') || (table !== null && (base.has('name') || base.has('notice')))) ?? null;
}

function candidates(sheet: SheetText): Columns[] {
	const table = TABLE_BY_NAME.get(sheet.name.trim()) ?? null;
	return sheet.rows.slice(0, LOOK_INTO).map((cells, row) => {
		const base = new Map<BaseColumn, number>();
		const fields = new Map<string, number>();
		const unknown: string[] = [];
		cells.forEach((cell, at) => {
			const heading = cell.trim().replace(/[（(].*[）)]$/u, '');
			const column = BASE_OF.get(heading);
			const field = FIELD_OF.get(heading);
			if (column && !base.has(column)) base.set(column, at);
			else if (field && !fields.has(field)) fields.set(field, at);
			else if (heading !== '' && heading !== '序号') unknown.push(heading.slice(0, 40));
		});
		return { row, table, base, fields, unknown, cells };
	});
}

/** Headings of a row, for a sentence. */
export function shownHeadings(cells: readonly string[]): string {
	const shown = cells.map((cell) => cell.trim().slice(0, 40)).filter((cell) => cell !== '');
	return shown.length > SHOWN ? `${shown.slice(0, SHOWN).join('、')}…` : shown.join('、');
}

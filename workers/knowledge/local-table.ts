import { BASE_FIELDS, PACK_FIELDS } from '../../rules/knowledge/schema.ts';
import { checkField, ProblemList } from '../../rules/knowledge/fields.ts';
import { Overlaps } from '../../rules/knowledge/overlaps.ts';
import type { KnowledgePoint } from '../../rules/knowledge/pack.ts';
import type { KnowledgeProblem } from '../../rules/knowledge/problem.ts';
import { descriptorOf, KNOWLEDGE_TABLES, type KnowledgeTableId } from '../../rules/knowledge/tables/index.ts';
import { checkPoint } from '../../rules/knowledge/validate.ts';
import { isDated } from '../../rules/knowledge/validity.ts';
import { cellValue } from './local-cells.ts';
import { BASE_HEADINGS, FIELD_HEADINGS, NO } from './local-words.ts';
import type { SheetText } from './workbook.ts';

/** What a table of a user's own gave: points by region, and what could not be read, row by row. */
export interface LocalReading {
	readonly points: ReadonlyMap<string, readonly KnowledgePoint[]>;
	readonly problems: readonly KnowledgeProblem[];
}

/** A table's heading stands in the first rows. */
const LOOK_INTO = 20;
const MOST_PROBLEMS = 100;
const BY_NAME = new Map(Object.entries(KNOWLEDGE_TABLES).flatMap(([id, { zh }]) => [id, zh].map((name) => [name, id as KnowledgeTableId] as const)));

type BaseColumn = keyof typeof BASE_HEADINGS;
interface Columns {
	readonly row: number;
	/** Sheet's own table, or null where a column names it row by row. */
	readonly table: KnowledgeTableId | null;
	readonly base: ReadonlyMap<BaseColumn, number>;
	/** Columns of parameters by the name of the field. */
	readonly fields: ReadonlyMap<string, number>;
	readonly unknown: readonly string[];
}

/** Whether a sheet is a table of a user's own: its name or its column 知识表 names a table of ours. */
export const isLocalTable = (sheet: SheetText): boolean => columnsOf(sheet) !== null;

/** Reads tables of a user's own (自编知识表). A row that is not sound is refused and told; the others are taken. */
export function readLocalTables(sheets: readonly SheetText[]): LocalReading {
	const problems = new ProblemList(MOST_PROBLEMS);
	const notes: KnowledgeProblem[] = [];
	const points = new Map<string, KnowledgePoint[]>();
	const overlaps = new Overlaps();
	const ids = new Set<string>();
	const told = new Set<string>();
	for (const sheet of sheets) {
		const columns = columnsOf(sheet)!;
		for (const heading of columns.unknown) notes.push(unknownColumn(sheet.name, heading));
		for (let at = columns.row + 1; at < sheet.rows.length && !problems.full; at++) {
			const row = sheet.rows[at]!;
			if (row.every((cell) => cell.trim() === '')) continue;
			const place = `${sheet.name}!${at + 1}`;
			const before = problems.list.length;
			const table = tableOf(row, columns, place, problems);
			if (!table || lacking(table, columns, sheet.name, told, problems)) continue;
			const point = pointOf(row, table, columns);
			if (ids.has(`${table}|${String(point['id'])}`)) point['id'] = `${String(point['id'])}#${at + 1}`;
			checkPoint(point, place, ids, problems);
			const region = cellOf(row, columns.base.get('region')) || 'CN';
			checkField(region, `${place}.region`, PACK_FIELDS['region']!.check, problems);
			if (problems.list.length > before || repeats(point as unknown as KnowledgePoint, overlaps, place, problems)) continue;
			const own = points.get(region) ?? [];
			points.set(region, own);
			own.push(point as unknown as KnowledgePoint);
		}
	}
	if (problems.full) return { points: new Map(), problems: [...problems.list, tooMany] };
	return { points, problems: [...problems.list, ...notes] };
}

function columnsOf(sheet: SheetText): Columns | null {
	const own = BY_NAME.get(sheet.name.trim()) ?? null;
	for (let row = 0; row < Math.min(sheet.rows.length, LOOK_INTO); row++) {
		const base = new Map<BaseColumn, number>();
		const fields = new Map<string, number>();
		const unknown: string[] = [];
		sheet.rows[row]!.forEach((cell, at) => {
			const heading = cell.trim().replace(/[（(].*[）)]$/u, '');
			const column = BASE_OF.get(heading);
			const field = FIELD_OF.get(heading);
			if (column && !base.has(column)) base.set(column, at);
			else if (field && !fields.has(field)) fields.set(field, at);
			else if (heading !== '' && heading !== '序号') unknown.push(heading.slice(0, 40));
		});
		if (base.has('name') && ((own && base.has('notice')) || base.has('table'))) return { row, table: own, base, fields, unknown };
	}
	return null;
}
const BASE_OF = new Map(
	(Object.entries(BASE_HEADINGS) as [BaseColumn, readonly string[]][]).flatMap(([column, words]) => words.map((word) => [word, column] as const))
);
const FIELD_OF = new Map(Object.entries(FIELD_HEADINGS).flatMap(([field, words]) => [field, ...words].map((word) => [word, field] as const)));

function tableOf(row: readonly string[], { table, base }: Columns, place: string, problems: ProblemList): KnowledgeTableId | null {
	const named = cellOf(row, base.get('table'));
	if (named === '' && table) return table;
	const known = BY_NAME.get(named);
	if (known) return known;
	problems.add('table', place, `${place}：“${named.slice(0, 40)}”不是已知的知识表。`, `${place}: ${named.slice(0, 40)} is no table that we know.`);
	return null;
}

/** Whether a sheet has not the columns without which no row of a table is sound: told once, and not for every row. */
function lacking(table: KnowledgeTableId, { base, fields }: Columns, sheet: string, told: Set<string>, problems: ProblemList): boolean {
	const needed = Object.entries(descriptorOf(table).fields).flatMap(([name, rule]) =>
		rule.optional || name === 'subCodes' || fields.has(name) ? [] : [name]
	);
	const missing = [...(base.has('notice') ? [] : ['依据']), ...needed.map((name) => FIELD_HEADINGS[name]?.[0] ?? name)];
	const key = `${sheet}|${table}`;
	if (missing.length > 0 && !told.has(key)) {
		const { zh, en } = descriptorOf(table);
		const list = missing.join('、');
		problems.add('missing-column', sheet, `知识表“${zh}”缺少列：${list}。`, `The table ${en} has no column ${list}.`);
		told.add(key);
	}
	return missing.length > 0;
}

/** The point of a row with its table's fields; what is missing is left out, so that the check says so. */
function pointOf(row: readonly string[], table: KnowledgeTableId, columns: Columns): Record<string, unknown> {
	const descriptor = descriptorOf(table);
	const point: Record<string, unknown> = { table, officialClass: descriptor.zh, codes: [] };
	for (const [name, rule] of Object.entries(BASE_FIELDS)) set(point, name, rule.check, cellOf(row, columns.base.get(name as BaseColumn)));
	const got: Record<string, unknown> = {};
	const verified = !NO.has(cellOf(row, columns.base.get('verified')));
	for (const [name, rule] of Object.entries(descriptor.fields)) {
		if (name === 'subCodes') point[name] = [];
		set(point, name, rule.check, cellOf(row, columns.fields.get(name)));
		if (!rule.named && Object.hasOwn(point, name)) got[name] = { by: 'column', verified };
	}
	return { ...point, id: point['id'] ?? idOf(point, descriptor.apart ?? []), got };
}

function set(point: Record<string, unknown>, name: string, check: Parameters<typeof cellValue>[1], cell: string): void {
	if (cell !== '') point[name] = cellValue(cell, check);
}

function idOf(point: Record<string, unknown>, apart: readonly string[]): string {
	const first = (codes: unknown, name: unknown) => (Array.isArray(codes) && codes.length > 0 ? String(codes[0]) : String(name ?? ''));
	const sub = 'subName' in point ? `×${first(point['subCodes'], point['subName'])}` : '';
	const parts = apart.flatMap((field) => (point[field] === undefined ? [] : [String(point[field])]));
	return `${['local', ...parts, first(point['codes'], point['name'])].join(':')}${sub}`.slice(0, 300);
}

/** Whether another row says something of the same item on the same days: one would silently replace the other. */
function repeats(point: KnowledgePoint, overlaps: Overlaps, place: string, problems: ProblemList): boolean {
	if (!overlaps.add(point)) return false;
	const dated = isDated(point);
	const zh = dated ? '同一项目的有效期与前面的行重叠' : '同一项目在前面的行中已有规定';
	const en = `the item stands in a row above${dated ? ' with days that overlap' : ''}`;
	problems.add(dated ? 'overlapping-dates' : 'same-item', place, `${place}：${zh}，未采用。`, `${place}: ${en}, and this row is not taken.`);
	return true;
}

const cellOf = (row: readonly string[], at: number | undefined): string => (at === undefined ? '' : (row[at] ?? '').trim());

const tooMany: KnowledgeProblem = {
	severity: 'error',
	id: 'too-many-faults',
	place: '',
	text: { zh: `问题超过 ${MOST_PROBLEMS} 处，整个文件未采用。`, en: `There are more than ${MOST_PROBLEMS} faults: nothing of the file is taken.` }
};

function unknownColumn(sheet: string, heading: string): KnowledgeProblem {
	const text = { zh: `列“${heading}”不是知识表的列，未读取。`, en: `Column ${heading} is none of a table of knowledge and was not read.` };
	return { severity: 'note', id: 'unknown-column', place: sheet, text };
}

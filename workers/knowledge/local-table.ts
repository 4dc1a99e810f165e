import { BASE_FIELDS, PACK_FIELDS } from '../../rules/knowledge/schema.ts';
import { checkField, ProblemList } from '../../rules/knowledge/fields.ts';
import { Overlaps } from '../../rules/knowledge/overlaps.ts';
import type { KnowledgePoint } from '../../rules/knowledge/pack.ts';
import type { KnowledgeProblem } from '../../rules/knowledge/problem.ts';
import { descriptorOf, type KnowledgeTableId } from '../../rules/knowledge/tables/index.ts';
import { checkPoint } from '../../rules/knowledge/validate.ts';
import { isDated } from '../../rules/knowledge/validity.ts';
import { cellValue } from './local-cells.ts';
import { CodeDays } from './code-days.ts';
import { columnsOf, TABLE_BY_NAME, type BaseColumn, type Columns } from './local-headings.ts';
import { BASE_HEADINGS, FIELD_HEADINGS, NO } from './local-words.ts';
import { missingColumn } from './missing-columns.ts';
import type { SheetText } from './workbook.ts';

/** What a table of a user's own gave: points by region, and what could not be read, row by row. */
export interface LocalReading {
	readonly points: ReadonlyMap<string, readonly KnowledgePoint[]>;
	readonly problems: readonly KnowledgeProblem[];
}

const MOST_PROBLEMS = 100;

/** Whether a sheet is a table of a user's own: its name or its column 知识表 names a table of ours. */
export const isLocalTable = (sheet: SheetText): boolean => columnsOf(sheet) !== null;

/** Reads tables of a user's own (自编知识表). A row that is not sound is refused and told; the others are taken, and the rows add up. */
export function readLocalTables(sheets: readonly SheetText[]): LocalReading {
	const reader = new LocalReader();
	for (const sheet of sheets) reader.read(sheet, columnsOf(sheet)!);
	return reader.reading;
}

class LocalReader {
	readonly #problems = new ProblemList(MOST_PROBLEMS);
	readonly #notes: KnowledgeProblem[] = [];
	readonly #points = new Map<string, KnowledgePoint[]>();
	readonly #overlaps = new Overlaps();
	readonly #days = new CodeDays();
	readonly #ids = new Set<string>();
	readonly #told = new Set<string>();
	readonly #rows = { read: 0, taken: 0 };

	get reading(): LocalReading {
		const { list, full } = this.#problems;
		if (full) return { points: new Map(), problems: [...list, tooMany] };
		const { read, taken } = this.#rows;
		return { points: this.#points, problems: [...list, ...(read > taken ? [account(read, taken)] : []), ...this.#notes] };
	}

	read(sheet: SheetText, columns: Columns): void {
		for (const heading of columns.unknown) this.#notes.push(unknownColumn(sheet.name, heading));
		for (let at = columns.row + 1; at < sheet.rows.length && !this.#problems.full; at++) {
			const row = sheet.rows[at]!;
			if (row.every((cell) => cell.trim() === '')) continue;
			this.#rows.read++;
			this.#row(row, at + 1, columns, sheet.name);
		}
	}

	#row(row: readonly string[], number: number, columns: Columns, sheet: string): void {
		const [problems, place] = [this.#problems, `${sheet}!${number}`];
		const before = problems.list.length;
		const table = tableOf(row, columns, place, problems);
		if (!table || lacking(table, columns, sheet, this.#told, problems)) return;
		const read = pointOf(row, table, columns);
		if (this.#ids.has(`${table}|${String(read['id'])}`)) read['id'] = `${String(read['id'])}#${number}`;
		checkPoint(read, place, this.#ids, problems);
		const region = cellOf(row, columns.base.get('region')) || 'CN';
		checkField(region, `${place}.region`, PACK_FIELDS['region']!.check, problems);
		const point = read as unknown as KnowledgePoint;
		if (problems.list.length > before || this.#repeats(point, place)) return;
		const own = this.#points.get(region) ?? [];
		this.#points.set(region, own);
		own.push(point);
		this.#rows.taken++;
	}

	/** Whether another row says something of the same item, or of one of its codes, on the same days: one would silently replace the other. */
	#repeats(point: KnowledgePoint, place: string): boolean {
		const dated = isDated(point);
		const met = this.#days.add(point, place);
		const item = this.#overlaps.add(point) !== null;
		if (!item && !met) return false;
		const what = met
			? { zh: `编码 ${met.code} 的有效期与 ${met.place} 重叠`, en: `the days of code ${met.code} overlap with those of ${met.place}` }
			: dated
				? { zh: '同一项目的有效期与前面的行重叠', en: 'the item stands in a row above with days that overlap' }
				: { zh: '同一项目在前面的行中已有规定', en: 'the item stands in a row above' };
		const id = dated ? 'overlapping-dates' : 'same-item';
		this.#problems.add(id, place, `${place}：${what.zh}，未采用。`, `${place}: ${what.en}, and this row is not taken.`);
		return true;
	}
}

function tableOf(row: readonly string[], { table, base }: Columns, place: string, problems: ProblemList): KnowledgeTableId | null {
	const named = cellOf(row, base.get('table'));
	if (named === '' && table) return table;
	const known = TABLE_BY_NAME.get(named);
	if (known) return known;
	problems.add('table', place, `${place}：“${named.slice(0, 40)}”不是已知的知识表。`, `${place}: ${named.slice(0, 40)} is no table that we know.`);
	return null;
}

/** Whether a sheet has not the columns without which no row of a table is sound: told once, and not for every row. */
function lacking(table: KnowledgeTableId, { base, fields, cells }: Columns, sheet: string, told: Set<string>, problems: ProblemList): boolean {
	const needed = Object.entries(descriptorOf(table).fields).flatMap(([name, rule]) =>
		rule.optional || name === 'subCodes' || fields.has(name) ? [] : [name]
	);
	const missing = [...(base.has('notice') ? [] : [BASE_HEADINGS.notice]), ...needed.map((name) => FIELD_HEADINGS[name] ?? [name])];
	const key = `${sheet}|${table}`;
	if (missing.length > 0 && !told.has(key)) missingColumn(sheet, descriptorOf(table), missing, cells, problems);
	told.add(key);
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

const cellOf = (row: readonly string[], at: number | undefined): string => (at === undefined ? '' : (row[at] ?? '').trim());

const tooMany: KnowledgeProblem = {
	severity: 'error',
	id: 'too-many-faults',
	place: '',
	text: { zh: `问题超过 ${MOST_PROBLEMS} 处，整个文件未采用。`, en: `There are more than ${MOST_PROBLEMS} faults: nothing of the file is taken.` }
};

/** Rows read = taken + not taken, so that nobody takes a part for the whole. */
function account(read: number, taken: number): KnowledgeProblem {
	const text = {
		zh: `共 ${read} 行，采用 ${taken} 行，未采用 ${read - taken} 行，逐行原因见上。`,
		en: `${read} rows: ${taken} taken, ${read - taken} not, each for the reason above.`
	};
	return { severity: 'error', id: 'rows-refused', place: '', text, count: read - taken };
}

function unknownColumn(sheet: string, heading: string): KnowledgeProblem {
	const text = { zh: `列“${heading}”不是知识表的列，未读取。`, en: `Column ${heading} is none of a table of knowledge and was not read.` };
	return { severity: 'note', id: 'unknown-column', place: sheet, text };
}

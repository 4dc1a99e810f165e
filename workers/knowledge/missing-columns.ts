import type { Bilingual } from '../../rules/domain/finding.ts';
import { descriptorOf } from '../../rules/knowledge/tables/index.ts';
import { brokenHeading, shownHeadings } from './local-headings.ts';
import { BASE_HEADINGS } from './local-words.ts';
import type { SheetText } from './workbook.ts';

/** Columns that make a CSV a table of the published points (知识点表). */
export const POINT_COLUMNS = ['rule_class', 'item_name', 'med_codes'] as const;

/** Who is told of a fault. */
interface Told {
	add(id: string, place: string, zh: string, en: string): void;
}

/**
 * Says which columns a table lacks, how each may be headed, and what the sheet has instead.
 * @param missing the headings under which each would have been recognised, the usual one first
 */
export function missingColumn(
	sheet: string,
	table: Bilingual,
	missing: readonly (readonly string[])[],
	cells: readonly string[],
	problems: Told
): void {
	const list = missing.map(([usual, ...others]) => (others.length > 0 ? `${usual}（${others.join('/')}）` : usual));
	const has = shownHeadings(cells);
	problems.add(
		'missing-column',
		sheet,
		`知识表“${table.zh}”缺少列：${list.join('、')}。文件现有的列：${has}。`,
		`The table ${table.en} has no column ${list.join(', ')}. The columns of the file are ${has}.`
	);
}

/** What is missing of a file that nobody recognised, where it is plain what it was meant to be. */
export function explainMissing(sheets: readonly SheetText[], problems: Told): void {
	for (const sheet of sheets) {
		const heading = brokenHeading(sheet);
		if (heading) {
			const missing = (['name', 'notice'] as const).filter(
				(column) => !heading.base.has(column) && !(column === 'notice' && heading.base.has('table'))
			);
			const table = heading.table ? descriptorOf(heading.table) : { zh: '自编知识表', en: "of one's own" };
			const words = missing.map((column) => BASE_HEADINGS[column]);
			missingColumn(sheet.name, table, words, heading.cells, problems);
			continue;
		}
		const first = (sheet.rows[0] ?? []).map((cell) => cell.trim());
		const missing = POINT_COLUMNS.filter((name) => !first.includes(name));
		if (missing.length === 0 || missing.length === POINT_COLUMNS.length) continue;
		const words = missing.map((name) => [name]);
		missingColumn(sheet.name, { zh: '知识点表', en: 'of points' }, words, first, problems);
	}
}

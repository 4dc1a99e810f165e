import { classByName, classInTitle, classOfLimit, type RuleClass } from './classes.ts';
import { findHeading, type Heading, type HeadingRow } from './headings.ts';
import { batchIn, isNoteRow, noticeOf, splitCodes, type RawPoint } from './raw.ts';
import type { SheetText } from './workbook.ts';

/** What a workbook gave: points, rows that are no points, and sheets or rows that nobody recognised. */
export interface SheetReading {
	readonly points: readonly RawPoint[];
	/** 合计, 备注 and blank rows. */
	readonly dropped: number;
	readonly unrecognised: readonly string[];
}

interface Table extends HeadingRow {
	readonly sheet: SheetText;
}

/** Codes of drugs, which stand in a second sheet (代码表): by number of the point, or by name. */
interface CodeSheet {
	readonly bySeq: ReadonlyMap<string, readonly string[]>;
	readonly byName: ReadonlyMap<string, readonly string[]>;
}

/** Points of a published or re-laid workbook. The file's name gives the batch and nothing else. */
export function readSheets(fileName: string, sheets: readonly SheetText[]): SheetReading {
	const tables: Table[] = [];
	const unrecognised: string[] = [];
	for (const sheet of sheets) {
		const heading = findHeading(sheet.rows);
		if (heading) tables.push({ ...heading, sheet });
		else if (sheet.rows.some((row) => row.some((cell) => cell !== ''))) unrecognised.push(sheet.name);
	}
	const codes = readCodes(tables.filter(isCodeSheet));
	const points: RawPoint[] = [];
	let dropped = 0;
	for (const table of tables.filter((each) => !isCodeSheet(each))) dropped += readTable(table, batchIn(fileName), codes, points, unrecognised);
	return { points, dropped, unrecognised };
}

/** Only a name, numbers and codes: a sheet that continues another. */
function isCodeSheet(table: Table): boolean {
	const { columns } = table;
	const plain = [...columns.keys()].every((heading) => ['link', 'seq', 'name', 'code', 'kind'].includes(heading));
	return columns.has('link') || (plain && columns.has('code') && columns.has('seq') && table.subject === 'drug');
}

function readCodes(tables: readonly Table[]): CodeSheet {
	const bySeq = new Map<string, string[]>();
	const byName = new Map<string, string[]>();
	for (const table of tables) {
		let seq = '';
		let name = '';
		for (const row of table.sheet.rows.slice(table.row + 1)) {
			const cell = cellsOf(row, table.columns);
			// A blank cell continues the point above.
			if (cell('link') !== '' || cell('name') !== '') {
				seq = cell('link') === '' && cell('name') !== '' && cell('name') !== name ? '' : cell('link') || seq;
				name = cell('name') || name;
			}
			for (const code of splitCodes(cell('code'))) {
				if (seq !== '') push(bySeq, seq, code);
				if (name !== '') push(byName, name, code);
			}
		}
	}
	return { bySeq, byName };
}

function readTable(table: Table, batch: string, codes: CodeSheet, points: RawPoint[], unrecognised: string[]): number {
	const title = classInTitle(table.above) ?? classInTitle(table.sheet.name) ?? classOfColumns(table.columns);
	let dropped = 0;
	table.sheet.rows.slice(table.row + 1).forEach((row, at) => {
		const cell = cellsOf(row, table.columns);
		const name = cell('name') || cell('mainName');
		if (isNoteRow(row[0] ?? '', name)) {
			dropped++;
			return;
		}
		const place = `${table.sheet.name}!${table.row + 2 + at}`;
		const words = cell('words') || cell('logic');
		const ruleClass = title ?? classOfLimit(cell('kind'), table.subject, cell('value'), words) ?? classOfWords(words);
		if (ruleClass === null) unrecognised.push(place);
		else points.push(rawPoint(cell, ruleClass, codesOf(cell, codes), batch, place));
	});
	return dropped;
}

type Cell = (heading: Heading) => string;

function rawPoint(cell: Cell, ruleClass: RuleClass, codes: readonly string[], batch: string, place: string): RawPoint {
	return {
		ruleClass,
		name: cell('name') || cell('mainName'),
		codes,
		words: cell('words'),
		value: cell('value'),
		window: cell('window'),
		limit: cell('limit'),
		unit: cell('unit'),
		period: cell('period'),
		subName: cell('subName'),
		subCodes: splitCodes(cell('subCode')),
		notice: noticeOf(batch, ruleClass),
		place
	};
}

function codesOf(cell: Cell, codes: CodeSheet): readonly string[] {
	const own = splitCodes(cell('code') || cell('mainCode'));
	if (own.length > 0) return own;
	return codes.bySeq.get(cell('seq')) ?? codes.byName.get(cell('name')) ?? [];
}

/** Columns that only one class has. */
function classOfColumns(columns: ReadonlyMap<Heading, number>): RuleClass | null {
	if (columns.has('mainName') && columns.has('subName')) return classByName('医疗服务项目重复收费');
	if (columns.has('limit') && columns.has('period')) return classByName('医疗服务项目周期超频次');
	if (columns.has('limit') && columns.has('unit')) return classByName('医疗服务项目限定频次');
	return null;
}

/** A table without any other mark: the working age is the only age in words. */
function classOfWords(words: string): RuleClass | null {
	return words.includes('法定就业年龄') ? classByName('医疗服务项目限年龄') : null;
}

function cellsOf(row: readonly string[], columns: ReadonlyMap<Heading, number>): Cell {
	return (heading) => {
		const at = columns.get(heading);
		return at === undefined ? '' : (row[at] ?? '').trim();
	};
}

function push(map: Map<string, string[]>, key: string, code: string): void {
	const list = map.get(key);
	if (list) list.push(code);
	else map.set(key, [code]);
}

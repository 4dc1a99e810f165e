import { parseCsv } from 'hucre/csv';
import { createCatalogue, type Catalogue, type DipEntry } from '../../rules/dip/catalogue.ts';
import { foldCode } from '../../rules/dip/notation.ts';
import type { KnowledgeProblem } from '../../rules/knowledge/problem.ts';
import { readDipSheet, type DipSheet } from './dip-table.ts';

import { readWorkbook, type SheetText } from './workbook.ts';

export interface DipReading {
	/** Null where the file was refused; then `problems` has an error. */
	readonly catalogue: Catalogue | null;
	/** 全市次均费用 M where the file gives it, 1/1 000 000 元. */
	readonly regionMean: number | null;
	/** Sheets that are catalogues, for the choice of one. */
	readonly sheets: readonly { readonly name: string; readonly groups: number }[];
	readonly problems: readonly KnowledgeProblem[];
}

/** A city's catalogue is half a megabyte; beyond this a file is none. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads a city's DIP catalogue (病种目录库), XLSX or CSV, by its headings. Refuses with sentences: no column of points, two sheets of unlike totals,
 * one group with unlike points, points of zero or less, a notation that is not known. Never throws for what a file holds.
 * @param sheet name of the sheet to take, where a workbook has several that differ
 */
export async function readDipCatalogue(name: string, bytes: Uint8Array, sheet?: string): Promise<DipReading> {
	if (bytes.length > MOST_BYTES)
		return refused([problem('too-large', name, '文件超过 64 MB，不是病种目录。', 'The file is over 64 MB and no catalogue.')]);
	const texts = await sheetsOf(name, bytes);
	if (texts === null)
		return refused([problem('workbook', name, '工作簿打不开：文件损坏或不是 XLSX。', 'The workbook does not open: it is damaged or no XLSX.')]);
	const found = texts.flatMap((text) => readDipSheet(name, text) ?? []);
	const chosen = sheet === undefined ? found : found.filter((each) => each.name === sheet);
	if (chosen.length === 0)
		return refused([
			problem(
				'dip-unrecognised',
				name,
				'未认出病种目录：需要“病种编码”（或主诊断代码与操作代码）和“病种分值”两列。',
				'No catalogue was recognised: it needs a column of group codes and one of points.'
			)
		]);
	return joined(name, chosen);
}

/** One catalogue of the sheets chosen: several must hold the same groups, since nobody can say which of two totals is the city's. */
function joined(name: string, sheets: readonly DipSheet[]): DipReading {
	const [first, ...others] = sheets;
	const errors = sheets.flatMap(({ problems }) => problems);
	const codes = new Set(first!.entries.map(({ code }) => foldCode(code)));
	const unlike = others.find(({ entries }) => entries.length !== first!.entries.length || entries.some(({ code }) => !codes.has(foldCode(code))));
	if (unlike) errors.push(unlikeSheets(name, first!, unlike));
	const counts = sheets.map((each) => ({ name: each.name, groups: each.entries.length }));
	if (errors.length > 0) return { ...refused(errors), sheets: counts };
	const entries = completed(first!.entries, others);
	const places = sheets.flatMap((each) => each.places);
	const reading = createCatalogue(entries, (at) => `${name}: ${places[at]}`);
	const means = new Set(sheets.flatMap(({ regionMean }) => regionMean ?? []));
	if (!reading.ok) return { ...refused(reading.problems), sheets: counts };
	return { catalogue: reading.catalogue, regionMean: means.size === 1 ? [...means][0]! : null, sheets: counts, problems: droppedNote(name, sheets) };
}

function unlikeSheets(file: string, one: DipSheet, other: DipSheet): KnowledgeProblem {
	const [a, b] = [one, other].map((each) => ({ name: each.name.slice(0, 40), count: each.entries.length })) as [Counted, Counted];
	return problem(
		'dip-totals',
		file,
		`工作表“${a.name}”有 ${a.count} 个病种，“${b.name}”有 ${b.count} 个，病种不一致，不能确定以哪个为准，整个文件未采用；请另存只留一个工作表的文件再载入。`,
		`The sheets "${a.name}" and "${b.name}" hold ${a.count} and ${b.count} groups, and not the same: nothing of the file is taken. Save it with one of them and load that.`
	);
}
interface Counted {
	readonly name: string;
	readonly count: number;
}

/** Entries of all sheets; a group keeps what the first sheet that says it says of mean cost and days. */
function completed(entries: readonly DipEntry[], others: readonly DipSheet[]): DipEntry[] {
	if (others.length === 0) return [...entries];
	const more = new Map(others.flatMap((each) => each.entries.map((entry) => [foldCode(entry.code), entry] as const)));
	return [
		...entries.map((entry) => {
			const other = more.get(foldCode(entry.code));
			return { ...entry, meanCost: entry.meanCost ?? other?.meanCost ?? null, meanDays: entry.meanDays ?? other?.meanDays ?? null };
		}),
		...others.flatMap((each) => each.entries)
	];
}

function droppedNote(name: string, sheets: readonly DipSheet[]): KnowledgeProblem[] {
	const count = sheets.reduce((sum, { dropped }) => sum + dropped, 0);
	if (count === 0) return [];
	const text = { zh: `略去 ${count} 行：空行、合计或说明。`, en: `${count} rows were left out: blank, totals or notes.` };
	return [{ severity: 'note', id: 'note-rows', place: name, text, count }];
}

async function sheetsOf(name: string, bytes: Uint8Array): Promise<readonly SheetText[] | null> {
	const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
	if (!zipped) {
		const rows = parseCsv(decodeText(bytes), { skipBom: true, delimiter: ',' }) as (string | null)[][];
		return [{ name, rows: rows.map((row) => row.map((cell) => String(cell ?? '').trim())) }];
	}
	try {
		return await readWorkbook(bytes);
	} catch {
		return null;
	}
}

/** UTF-8 where the bytes are, else GB18030: cities publish both. */
function decodeText(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}

const problem = (id: string, place: string, zh: string, en: string): KnowledgeProblem => ({ severity: 'error', id, place, text: { zh, en } });
const refused = (problems: readonly KnowledgeProblem[]): DipReading => ({ catalogue: null, regionMean: null, sheets: [], problems });

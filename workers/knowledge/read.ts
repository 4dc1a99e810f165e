import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { parseCsv } from 'hucre/csv';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { KnowledgeProblem } from '../../rules/knowledge/problem.ts';
import { validatePack } from '../../rules/knowledge/validate.ts';
import { readCataloguePack } from './dip-pack.ts';
import { isLocalTable, readLocalTables } from './local-table.ts';
import { explainMissing } from './missing-columns.ts';
import { NoteList } from './notes.ts';
import { packOf } from './packs.ts';
import { batchIn } from './raw.ts';
import { readSheets } from './sheets.ts';
import { readPointsTable } from './table.ts';
import { sealPack } from './seal.ts';
import { readWorkbook, type SheetText } from './workbook.ts';

export interface KnowledgeReading {
	/** In the order of precedence, weakest first. */
	readonly packs: readonly KnowledgePack[];
	readonly problems: readonly KnowledgeProblem[];
}

/** The published drug list is 3 MB; beyond this a file is no knowledge. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads a knowledge file (读取知识文件): our JSON pack, a published or re-laid workbook, the table of points as CSV, or a city's DIP catalogue. The content
 * decides what it is; the name may give the batch. Never throws for what a file holds.
 */
export async function readKnowledgeFile(name: string, bytes: Uint8Array): Promise<KnowledgeReading> {
	const notes = new NoteList(name);
	if (bytes.length > MOST_BYTES)
		return refuse(notes.error('too-large', '文件超过 64 MB，不是知识文件。', 'The file is over 64 MB and no knowledge file.'));
	if (startsWith(bytes, [0x50, 0x4b])) {
		const reading = await readBook(name, bytes, notes);
		return isUnrecognised(reading) ? ((await readCataloguePack(name, bytes, versionOf(bytes))) ?? reading) : reading;
	}
	if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
		return refuse(notes.error('old-format', '这是旧版 .xls 文件，请另存为 .xlsx。', 'This is an old .xls file: save it as .xlsx.'));
	}
	const text = decode(bytes);
	if (/^\s*\{/u.test(text)) return readPack(text, notes);
	const reading = readTable(name, text, bytes, notes);
	return isUnrecognised(reading) ? ((await readCataloguePack(name, bytes, versionOf(bytes))) ?? reading) : reading;
}

const isUnrecognised = ({ problems }: KnowledgeReading): boolean => problems.some(({ id }) => id === 'unrecognised');

async function readBook(name: string, bytes: Uint8Array, notes: NoteList): Promise<KnowledgeReading> {
	let sheets;
	try {
		sheets = await readWorkbook(bytes);
	} catch {
		return refuse(notes.error('workbook', '工作簿打不开：文件损坏或不是 XLSX。', 'The workbook does not open: it is damaged or no XLSX.'));
	}
	const local = readLocal(name, sheets.filter(isLocalTable), bytes);
	const others = sheets.filter((sheet) => !isLocalTable(sheet));
	const reading = readSheets(name, others);
	if (reading.points.length === 0 && !local) return refuse(unrecognised(notes, sheets));
	if (reading.points.length > 0) notes.dropped(reading.dropped);
	notes.unrecognised(reading.unrecognised);
	const batch = batchIn(name);
	const classes = [...new Set(reading.points.map((point) => point.ruleClass))];
	const packs = classes.flatMap((ruleClass) => {
		const points = reading.points.filter((point) => point.ruleClass === ruleClass);
		return packOf({ id: `nhsa-book-${ruleClass.slug}`, label: ruleClass.name, batch, published: '', version: versionOf(bytes) }, points, notes) ?? [];
	});
	return { packs: [...packs, ...(local?.packs ?? [])], problems: [...notes.list, ...(local?.problems ?? [])] };
}

/** Packs of tables of a user's own, one a region; null where there are none. */
function readLocal(name: string, sheets: readonly SheetText[], bytes: Uint8Array): KnowledgeReading | null {
	if (sheets.length === 0) return null;
	const { points, problems } = readLocalTables(sheets);
	const slug = name
		.replace(/\.[^.]*$/u, '')
		.replace(/[^\p{L}\p{N}._-]/gu, '_')
		.slice(0, 60);
	const packs = [...points].map(([region, own]) =>
		sealPack({
			format: 'mingshen.knowledge/1',
			id: `local-${slug}`,
			title: { zh: `自编知识表（${slug}）`, en: `Table of one's own (${slug})` },
			version: versionOf(bytes),
			region,
			published: '',
			source: { title: slug },
			points: own
		})
	);
	return { packs, problems };
}

function readTable(name: string, text: string, bytes: Uint8Array, notes: NoteList): KnowledgeReading {
	const rows = (parseCsv(text, { skipBom: true, delimiter: ',' }) as (string | null)[][]).map((row) => row.map((cell) => cell ?? ''));
	const local = readLocal(name, [{ name: 'CSV', rows }].filter(isLocalTable), bytes);
	if (local) return local;
	const reading = readPointsTable(text);
	if (!reading) return refuse(unrecognised(notes, [{ name: 'CSV', rows }]));
	notes.dropped(reading.dropped);
	const packs = [...reading.batches].flatMap(([tag, { published, points }]) => {
		const id = `nhsa-table-${tag.replace(/[^\p{L}\p{N}._-]/gu, '_') || 'all'}`;
		return packOf({ id, label: '', batch: batchIn(tag), published, version: versionOf(bytes) }, points, notes) ?? [];
	});
	return { packs, problems: notes.list };
}

function readPack(text: string, notes: NoteList): KnowledgeReading {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return refuse(notes.error('json', '文件不是有效的 JSON。', 'The file is no valid JSON.'));
	}
	const checked = validatePack(value);
	return checked.ok ? { packs: [checked.pack], problems: [] } : { packs: [], problems: checked.problems };
}

/** Says what is missing where it is plain what the file was meant to be, else what a knowledge file is. */
function unrecognised(notes: NoteList, sheets: readonly SheetText[]): NoteList {
	explainMissing(sheets, notes);
	return notes.error(
		'unrecognised',
		'未认出这是哪一类知识文件：需要知识包 JSON、国家公布的知识点工作簿、含“知识表”一列或以知识表命名的自编表，或含 rule_class、item_name、med_codes 列的 CSV。',
		"This is no knowledge file that we know: a JSON pack, a published workbook of points, a table of one's own (column 知识表, or a sheet named after its table), or a CSV with rule_class, item_name and med_codes."
	);
}

function refuse(notes: NoteList): KnowledgeReading {
	return { packs: [], problems: notes.list };
}

/** The version names the very file that the points came from. */
function versionOf(bytes: Uint8Array): string {
	return bytesToHex(sha256(bytes)).slice(0, 12);
}

function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
	return head.every((byte, at) => bytes[at] === byte);
}

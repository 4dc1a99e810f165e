import { parseCsv } from 'hucre/csv';
import { readWorkbook } from '../../knowledge/workbook.ts';
import {
	CREDITS,
	type Avoidance,
	type Credit,
	type Institution,
	type Inspector,
	type InspectionLists,
	type ListFault,
	type ListKind,
	type ListProblem,
	type ListReading,
	type Risk
} from '../../protocol/inspection.ts';

/** Columns of each list in the order in which rows without a heading are read, with the words that headings use. */
const COLUMNS = {
	institutions: {
		code: ['机构编码', '定点医药机构编号', '医疗机构编码', '编码', 'code'],
		name: ['机构名称', '定点医药机构名称', '名称', 'name'],
		credit: ['信用等级', '信用', 'credit'],
		risk: ['风险等级', '风险', 'risk'],
		excluded: ['排除原因', '不参加原因', 'excluded']
	},
	inspectors: {
		id: ['人员编号', '编号', '工号', 'id'],
		name: ['姓名', '人员姓名', 'name'],
		unit: ['单位', '所在单位', '工作单位', 'unit'],
		certificate: ['执法证号', '证号', '执法证件号', 'certificate'],
		excluded: ['排除原因', '不参加原因', 'excluded']
	},
	avoidances: {
		inspector: ['人员编号', '编号', '工号', 'inspector'],
		institution: ['机构编码', '定点医药机构编号', 'institution'],
		reason: ['回避原因', '原因', 'reason']
	}
} as const;
/** The ways in which bureaus write a class of risk. */
const RISK_WORDS: Readonly<Record<string, Risk>> = {
	高: 'high',
	高风险: 'high',
	high: 'high',
	中: 'medium',
	中风险: 'medium',
	medium: 'medium',
	低: 'low',
	低风险: 'low',
	low: 'low',
	'': ''
};

type Fields = Readonly<Record<string, string>>;

/** Reads a list (名录) from a file or from what was pasted: XLSX, or text parted by tabs or commas. A row that is not sound is left out and told. */
export async function readList<Kind extends ListKind>(kind: Kind, from: File | string): Promise<ListReading<Kind>> {
	const rows = typeof from === 'string' ? textRows(from) : await fileRows(from);
	if (!Array.isArray(rows)) return { rows: [] as unknown as InspectionLists[Kind], problems: [{ line: 0, fault: rows as ListFault, value: '' }] };
	return readRows(kind, rows as readonly (readonly string[])[]);
}

async function fileRows(file: File): Promise<readonly (readonly string[])[] | ListFault> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return 'old-format';
	if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return textRows(decode(bytes));
	try {
		return (await readWorkbook(bytes))[0]?.rows ?? [];
	} catch {
		return 'damaged';
	}
}

/** Chinese Excel saves CSV as GB18030 without a mark. */
function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}
function textRows(text: string): string[][] {
	const delimiter = text.includes('\t') ? '\t' : ',';
	// People paste with the comma of their own keyboard.
	const plain = delimiter === ',' ? text.replaceAll('，', ',') : text;
	return (parseCsv(plain, { skipBom: true, delimiter }) as (string | null)[][]).map((row) => row.map((cell) => (cell ?? '').trim()));
}

function readRows<Kind extends ListKind>(kind: Kind, rows: readonly (readonly string[])[]): ListReading<Kind> {
	const problems: ListProblem[] = [];
	const fields = Object.keys(COLUMNS[kind]);
	const heading = headingOf(kind, rows[0] ?? []);
	const missing = heading && fields.slice(0, 2).find((field) => !heading.has(field));
	if (missing) {
		const [name] = (COLUMNS[kind] as Readonly<Record<string, readonly string[]>>)[missing]!;
		return { rows: [] as unknown as InspectionLists[Kind], problems: [{ line: 1, fault: 'missing-column', value: name! }] };
	}
	const places = heading ?? new Map(fields.map((field, i) => [field, i]));
	const taken = new Map<string, unknown>();
	rows.forEach((row, at) => {
		if ((heading && at === 0) || row.every((cell) => cell.trim() === '')) return;
		const cells = Object.fromEntries(fields.map((field) => [field, (row[places.get(field) ?? -1] ?? '').trim()]));
		const read = READERS[kind](cells);
		const key =
			'fault' in read
				? ''
				: Object.values(cells)
						.slice(0, kind === 'avoidances' ? 2 : 1)
						.join('\n');
		if ('fault' in read) problems.push({ line: at + 1, ...read });
		else if (taken.has(key)) problems.push({ line: at + 1, fault: 'twice', value: key.replace('\n', ' ') });
		else taken.set(key, read.row);
	});
	if (taken.size === 0 && problems.length === 0) problems.push({ line: 0, fault: 'no-rows', value: '' });
	return { rows: [...taken.values()] as unknown as InspectionLists[Kind], problems };
}

/** Places of the fields where a row is a heading: two of its cells name columns; null where it is a record. */
function headingOf(kind: ListKind, row: readonly string[]): Map<string, number> | null {
	const places = new Map<string, number>();
	const cells = row.map((cell) => cell.trim().toLowerCase());
	for (const [field, names] of Object.entries(COLUMNS[kind])) {
		const at = cells.findIndex((cell, i) => (names as readonly string[]).includes(cell) && ![...places.values()].includes(i));
		if (at >= 0) places.set(field, at);
	}
	return places.size >= 2 ? places : null;
}

type Read = { readonly row: Institution | Inspector | Avoidance } | { readonly fault: ListFault; readonly value: string };
const READERS: Readonly<Record<ListKind, (cells: Fields) => Read>> = { institutions: institution, inspectors: inspector, avoidances: avoidance };

function institution({ code, name, credit, risk, excluded }: Fields): Read {
	const grade = credit!.toUpperCase().replace(/级$/, '');
	const danger = RISK_WORDS[risk!.toLowerCase()];
	if (code === '') return { fault: 'no-code', value: name! };
	if (name === '') return { fault: 'no-name', value: code! };
	if (!(CREDITS as readonly string[]).includes(grade)) return { fault: 'bad-credit', value: credit! };
	if (danger === undefined) return { fault: 'bad-risk', value: risk! };
	return { row: { code: code!, name: name!, credit: grade as Credit, risk: danger, excluded: excluded! } };
}
function inspector({ id, name, unit, certificate, excluded }: Fields): Read {
	if (id === '') return { fault: 'no-code', value: name! };
	return name === ''
		? { fault: 'no-name', value: id! }
		: { row: { id: id!, name: name!, unit: unit!, certificate: certificate!, excluded: excluded! } };
}
function avoidance({ inspector: who, institution: where, reason }: Fields): Read {
	if (who === '' || where === '') return { fault: 'no-code', value: `${who} ${where}`.trim() };
	return reason === '' ? { fault: 'no-reason', value: `${who} ${where}` } : { row: { inspector: who!, institution: where!, reason: reason! } };
}

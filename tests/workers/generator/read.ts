import { generateBatch, type BatchOptions, type FileName } from '../../../workers/generator/index.ts';

export type Row = Readonly<Record<string, string>>;

/** The files of a batch as bytes, put together from their parts. */
export const bytesOf = async (options: BatchOptions): Promise<ReadonlyMap<string, Uint8Array>> => {
	const parts = new Map<string, Uint8Array[]>();
	await generateBatch(options, (file, bytes) => {
		const list = parts.get(file) ?? [];
		list.push(bytes);
		parts.set(file, list);
	});
	return new Map([...parts].map(([file, list]) => [file, new Uint8Array(Buffer.concat(list))]));
};

/** Reads CSV with quoted cells; every row must have as many cells as the heading. */
export const parse = (text: string): Row[] => {
	const rows: string[][] = [];
	let row: string[] = [];
	for (const match of text.matchAll(/("(?:[^"]|"")*"|[^,\n]*)(,|\n)/g)) {
		const cell = match[1] ?? '';
		row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
		if (match[2] === '\n') {
			rows.push(row);
			row = [];
		}
	}
	const [heading = [], ...body] = rows;
	return body.map((cells) => {
		if (cells.length !== heading.length) throw new Error(`${cells.length} cells under ${heading.length} headings: ${cells.join(',')}`);
		return Object.fromEntries(heading.map((name, i) => [name, cells[i] ?? '']));
	});
};

export type Batch = Readonly<Record<FileName, Row[]>>;
export const batchOf = async (options: BatchOptions): Promise<Batch> =>
	Object.fromEntries([...(await bytesOf(options))].map(([file, bytes]) => [file, parse(new TextDecoder().decode(bytes))])) as Record<FileName, Row[]>;

export const get = (row: Row | undefined, field: string): string => {
	const value = row?.[field];
	if (value === undefined) throw new Error(`no field ${field}`);
	return value;
};

export const fen = (yuan: string): number => Math.round(Number(yuan) * 100);

export const groupBy = (rows: readonly Row[], field: string): ReadonlyMap<string, Row[]> => {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const key = get(row, field);
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return groups;
};

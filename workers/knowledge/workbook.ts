import { readXlsx } from 'hucre/xlsx';

/** One sheet as texts; blank cells at the end of a row are cut. */
export interface SheetText {
	readonly name: string;
	readonly rows: readonly (readonly string[])[];
}

/** Published workbooks declare 16,384 columns, all blank but the first few. */
const RANGE = 'A1:BL200000';

/** Reads a workbook (工作簿) as texts: knowledge needs no formats, and a code must never become a number. */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetText[]> {
	const workbook = await readXlsx(bytes, { range: RANGE });
	return workbook.sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows.map((row) => trimEnd(row.map(cellText))) }));
}

function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	return String(value).trim();
}

function trimEnd(row: string[]): string[] {
	let length = row.length;
	while (length > 0 && row[length - 1] === '') length--;
	return row.slice(0, length);
}

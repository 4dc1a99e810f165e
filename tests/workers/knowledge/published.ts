import { writeXlsx } from 'hucre/xlsx';

type Cells = readonly (string | number | null)[];

/** A workbook as the notices publish them: title in row 2, heading in row 4, totals and notes below, codes in a second sheet. */
export async function publishedWorkbook(title: string, heading: Cells, rows: readonly Cells[], codes?: readonly Cells[]): Promise<Uint8Array> {
	const first: (string | number | null)[][] = [
		[],
		[title],
		[],
		[...heading],
		...rows.map((row) => [...row]),
		['合计', null, rows.length],
		['备注：仅供参考。']
	];
	const sheets = [{ name: '规则对应知识点明细', rows: first }];
	if (codes) {
		const second: (string | number | null)[][] = [
			[],
			['知识点对应药品代码'],
			[],
			['对应知识点序号', '药品通用名', '药品代码'],
			...codes.map((row) => [...row])
		];
		// The published code sheets declare all 16,384 columns.
		second[3]![16_383] = ' ';
		sheets.push({ name: '知识点对应药品代码', rows: second });
	}
	return writeXlsx({ sheets });
}

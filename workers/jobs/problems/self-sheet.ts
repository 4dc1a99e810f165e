import { writeCsv } from 'hucre/csv';
import { workbookOf } from '../../package/workbook.ts';
import { SELF_ANSWERS, type SelfList, type SelfRow } from '../../protocol/self-list.ts';

/** Headings of the list: it is read back by them, whatever order the columns come in. */
export const SELF_HEADINGS = {
	no: '序号',
	list: '清单编号',
	code: '机构编码',
	institution: '机构名称',
	violation: '违规类型',
	rule: '规则',
	text: '问题情形',
	visit: '就诊ID',
	department: '科室',
	date: '行为日期',
	amount: '疑点金额（元）',
	said: `是否认可（${SELF_ANSWERS.join('/')}）`,
	admitted: '认可金额（元）',
	note: '机构说明',
	key: '疑点标识'
} as const;
/** First cell of the row that adds up. */
export const TOTAL = '合计';

const WIDTHS: Readonly<Record<keyof typeof SELF_HEADINGS, number>> = {
	no: 8,
	list: 14,
	code: 16,
	institution: 24,
	violation: 18,
	rule: 28,
	text: 44,
	visit: 22,
	department: 14,
	date: 12,
	amount: 14,
	said: 22,
	admitted: 14,
	note: 28,
	key: 40
};
type Cell = string | number | null;

/** Rows as they are handed out: the institution fills 是否认可, 认可金额, 机构说明, and the total of what it admits. */
function* cellRows(id: string, list: SelfList, rows: readonly SelfRow[], titleOf: (rule: string) => string): Generator<Cell[]> {
	for (const row of rows) {
		const cells: Record<keyof typeof SELF_HEADINGS, Cell> = {
			...{ no: row.no, list: id, code: list.institution.code, institution: list.institution.name },
			...{ violation: row.violation, rule: titleOf(row.rule), text: row.text, visit: row.visit, department: row.department, date: row.date },
			...{ amount: yuan(row.amount), said: '', admitted: null, note: '', key: row.key }
		};
		yield Object.keys(SELF_HEADINGS).map((name) => cells[name as keyof typeof SELF_HEADINGS]);
	}
	yield Object.keys(SELF_HEADINGS).map((name) => (name === 'no' ? TOTAL : name === 'list' ? id : name === 'amount' ? yuan(list.amount) : null));
}
const yuan = (fen: number | null): number | null => (fen === null ? null : fen / 100);

export async function selfWorkbook(
	id: string,
	list: SelfList,
	rows: readonly SelfRow[],
	titleOf: (rule: string) => string
): Promise<Uint8Array<ArrayBuffer>> {
	const columns = Object.entries(SELF_HEADINGS).map(([name, header]) => ({
		header,
		width: WIDTHS[name as keyof typeof SELF_HEADINGS],
		numFmt: name === 'amount' || name === 'admitted' ? '0.00' : '@'
	}));
	return workbookOf('自查清单', columns, cellRows(id, list, rows, titleOf));
}

export function selfCsv(id: string, list: SelfList, rows: readonly SelfRow[], titleOf: (rule: string) => string): string {
	const money = (cell: Cell, at: number): Cell => (typeof cell === 'number' && at > 0 ? cell.toFixed(2) : cell);
	const lines = [...cellRows(id, list, rows, titleOf)].map((row) => row.map(money));
	return writeCsv([Object.values(SELF_HEADINGS), ...lines], { bom: true, escapeFormulae: true });
}

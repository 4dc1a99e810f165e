import type { TableId } from '../../../../rules/domain/tables/index.ts';
import { dayNumber } from '../../../../rules/domain/display.ts';
import type { CaseRow, CaseTable, CaseView } from '../../../../workers/protocol/case.ts';

/** Records of a case written as text tables: the first line names the fields; begin and end are read from the cells of those names. */
export function tableOf(text: string, times: { readonly begin?: string; readonly end?: string } = {}): CaseTable {
	const [head, ...lines] = text
		.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()));
	const fields = head!;
	const rows = lines.map((cells, i): CaseRow => {
		const time = (name: string | undefined): { seconds: number; precision: 1 | 2 } | null =>
			name === undefined ? null : timeOf(cells[fields.indexOf(name)] ?? '');
		const [begin, end] = [time(times.begin), time(times.end)];
		return { file: 'f', record: i + 1, rowId: '', begin: begin?.seconds ?? null, end: end?.seconds ?? null, precision: begin?.precision ?? 0, cells };
	});
	return { fields, rows };
}

function timeOf(text: string): { seconds: number; precision: 1 | 2 } | null {
	const match = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}))?$/.exec(text);
	if (!match) return null;
	const [year, month, day, hour, minute] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number];
	return { seconds: dayNumber(year, month, day) * 86_400 + hour * 3600 + minute * 60, precision: match[4] === undefined ? 1 : 2 };
}

export const at = (text: string): number => timeOf(text)!.seconds;
export const viewOf = (tables: Partial<Record<TableId, CaseTable>>, head: Record<string, string> = {}): CaseView => ({
	visit: 'M1',
	person: head['psn_no'] ?? '',
	head,
	begin: null,
	end: null,
	total: 0,
	tables,
	absent: [],
	findings: [],
	others: [],
	undetermined: []
});

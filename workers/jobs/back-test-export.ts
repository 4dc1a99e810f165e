import type { BackTestInfo, BackTestRow, DecidedState, FindingChange } from '../protocol/back-test.ts';

const CHANGES: Readonly<Record<FindingChange, string>> = { new: '新增', gone: '不再报', amount: '金额变化', evidence: '证据变化' };
const DECISIONS: Readonly<Record<DecidedState, string>> = { open: '未处理', confirm: '已确认', reject: '已排除', ask: '调材料' };
const HEADINGS = [
	'变化',
	'规则编号',
	'规则',
	'就诊',
	'科室',
	'日期',
	'当时处理',
	'改前违规金额',
	'改后违规金额',
	'改前医保范围内金额',
	'改后医保范围内金额',
	'疑点编号'
];

/**
 * A back-test as a file: `json` the whole frozen result with every differing finding, amounts in 分; `csv` the differing findings for a spreadsheet,
 * amounts in 元, with a byte-order mark so that Chinese Excel reads it as UTF-8. Neither holds names or identity documents.
 */
export function backTestFile(format: 'json' | 'csv', info: BackTestInfo, rows: readonly BackTestRow[], titleOf: (rule: string) => string): Blob {
	if (format === 'csv') return new Blob([backTestCsv(rows, titleOf)], { type: 'text/csv' });
	const findings = rows.map(({ trace: _, ...row }) => row);
	return new Blob([JSON.stringify({ format: 'mingshen.back-test/1', ...info, findings }, null, '\t')], { type: 'application/json' });
}

export function backTestCsv(rows: readonly BackTestRow[], titleOf: (rule: string) => string): string {
	const lines = rows.map(({ change, rule, visit, department, date, decision, before, after, key }) => [
		...[CHANGES[change], rule, titleOf(rule), visit, department, date, DECISIONS[decision]],
		...[yuan(before?.amount), yuan(after?.amount), yuan(before?.inScope), yuan(after?.inScope), key]
	]);
	return `\uFEFF${[HEADINGS, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Empty where the finding is not there or its amount is not known. */
function yuan(fen: number | null | undefined): string {
	if (fen === null || fen === undefined) return '';
	const size = Math.abs(fen);
	return `${fen < 0 ? '-' : ''}${Math.trunc(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

/** Text that a spreadsheet would run as a formula gets a leading apostrophe; negative amounts stay numbers. */
function cell(value: string): string {
	const text = /^[=+\-@\t\r＝＋－＠]/.test(value) && !/^-\d+\.\d\d$/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

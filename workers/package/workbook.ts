import { writeXlsxStream } from 'hucre/xlsx';
import type { Finding } from '../../rules/domain/finding.ts';
import { join, type Bytes } from './bytes.ts';
import { OPEN, type DecisionState } from './journal.ts';
import { LIST_COLUMNS, type ListEntry } from './list-columns.ts';
import type { ListRow, RecordContent, RuleText } from './model.ts';
import { printable } from './printable.ts';

export interface ListInput {
	readonly findings: readonly Finding[];
	readonly states: ReadonlyMap<string, DecisionState>;
	readonly rules: readonly RuleText[];
	readonly rows: readonly ListRow[];
	readonly excepted?: RecordContent['excepted'];
}

const FORMATS = { text: '@', amount: '0.00', price: '0.00####', number: '0.####' };
/** Longest text of a cell in the XLSX format. */
const CELL_LIMIT = 32_767;

/**
 * The list of suspected points (疑点清单) as XLSX, one row per line of a finding. Rows are made and packed one by one.
 * No cell is ever a formula: text is written as inline strings with the format "text", so that it stays text when it is edited;
 * negative amounts stay numbers.
 */
export async function listWorkbook(input: ListInput): Promise<Bytes> {
	const columns = LIST_COLUMNS.map(({ heading, width, kind }) => ({ header: heading, width, numFmt: FORMATS[kind] }));
	return workbookOf('疑点清单', columns, cellRows(input));
}

interface Column {
	readonly header: string;
	readonly width: number;
	readonly numFmt: string;
}

/** A workbook of one sheet. */
export async function workbookOf(name: string, columns: readonly Column[], rows: Iterable<readonly (string | number | null)[]>): Promise<Bytes> {
	const stream = writeXlsxStream(cells(rows), { name, columns: [...columns], freezePane: { rows: 1 }, inlineStrings: true });
	const parts: Uint8Array[] = [];
	const reader = stream.getReader();
	for (let step = await reader.read(); !step.done; step = await reader.read()) parts.push(step.value);
	return join(parts);
}

function* cellRows(input: ListInput): Generator<(string | number | null)[]> {
	for (const entry of listEntries(input)) yield LIST_COLUMNS.map((column) => column.cell(entry));
}

function* cells(rows: Iterable<readonly (string | number | null)[]>): Generator<(string | number | null)[]> {
	for (const row of rows) yield row.map(cellOf);
}

/** Rows of the list in the order of the findings and their lines. */
export function* listEntries({ findings, states, rules, rows, excepted = [] }: ListInput): Generator<ListEntry> {
	const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
	const rowOf = new Map(rows.map((row) => [`${row.line} ${row.key}`, row]));
	const exceptionOf = new Map(excepted.map((one) => [one.key, one]));
	let number = 0;
	for (const finding of findings) {
		const state = states.get(finding.key) ?? OPEN;
		const common = { number: ++number, finding, state, rule: ruleOf.get(finding.rule), exception: exceptionOf.get(finding.key) };
		if (finding.lines.length === 0) yield { ...common, line: null, row: rowOf.get(`-1 ${finding.key}`) };
		for (const [i, line] of finding.lines.entries()) yield { ...common, line, row: rowOf.get(`${i} ${finding.key}`) };
	}
}

function cellOf(value: string | number | null): string | number | null {
	if (typeof value !== 'string') return value;
	return value === '' ? null : printable(value).slice(0, CELL_LIMIT);
}

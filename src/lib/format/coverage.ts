import { bi, comma, m } from '$lib/i18n/index.ts';
import type { CoverageRow, CoverageStatus, CoverageView } from '$workers/protocol/coverage.ts';
import { csv } from './csv.ts';
import { knowledgeName, violationName } from './words.ts';

export const STATUSES: readonly CoverageStatus[] = ['covered', 'with_pack', 'no_data', 'open'];
export type CoverageList = keyof CoverageView;
/** What of a list is shown. */
export interface CoverageFilter {
	readonly status: CoverageStatus | null;
	readonly text: string;
}

const NAMES: Record<CoverageStatus, () => string> = {
	covered: m.coverage_covered,
	with_pack: m.coverage_with_pack,
	no_data: m.coverage_no_data,
	open: m.coverage_open
};
export const statusName = (status: CoverageStatus): string => NAMES[status]();

/** What the row still needs, in words: the list to load and whether it is here, or why no rule serves it. */
export function needText({ status, loaded, tables, pack, why }: CoverageRow): string {
	if (status === 'covered') return '';
	if (status !== 'with_pack') return why ? bi(why) : m.coverage_no_rule();
	const what = [tables.map(knowledgeName).join(comma()), pack].filter((part) => part !== '').join(' · ');
	return `${what}${m.semicolon()}${loaded ? m.coverage_loaded() : m.coverage_not_loaded()}`;
}

/** Rows under a filter. A search looks at number, name, code or domain, term, and titles of rules. */
export function coverageUnder(rows: readonly CoverageRow[], { status, text }: CoverageFilter, titleOf: (rule: string) => string): CoverageRow[] {
	const words = text.trim().toLowerCase();
	const reads = (row: CoverageRow): boolean => {
		if (words === '') return true;
		// A number is asked for as such: as a part of codes it would find everything.
		if (/^\d+$/u.test(words)) return row.id === words;
		const parts = [row.id, row.name, row.note, row.term, violationName(row.term), ...row.rules, ...row.rules.map(titleOf)];
		return parts.some((part) => part.toLowerCase().includes(words));
	};
	return rows.filter((row) => (status === null || row.status === status) && reads(row));
}

/** Rows as CSV for a spreadsheet. */
export function coverageCsv(rows: readonly CoverageRow[], titleOf: (rule: string) => string): string {
	const head = [
		m.coverage_number(),
		m.coverage_name(),
		m.coverage_code_or_domain(),
		m.facet_violation(),
		m.coverage_status(),
		m.coverage_needs(),
		m.area_rules()
	];
	const line = (row: CoverageRow): string[] => [
		row.id,
		row.name,
		row.note,
		violationName(row.term),
		statusName(row.status),
		needText(row),
		row.rules.map((rule) => `${titleOf(rule)} (${rule})`).join(m.semicolon())
	];
	return csv([head, ...rows.map(line)]);
}

import { facetName } from '$lib/format/words.ts';
import { m } from '$lib/i18n/index.ts';
import { COLUMNS, type ColumnName } from '$workers/protocol/queue.ts';
import type { QueueSort } from '$workers/protocol/review.ts';

/** The columns that the queue opens with. */
export const DEFAULT_COLUMNS: readonly ColumnName[] = ['violation', 'department', 'patient', 'date', 'lines', 'amount', 'grade', 'decision'];

interface ColumnSpec {
	readonly name: () => string;
	/** Least and most width, in px. */
	readonly width: readonly [number, number];
	readonly sort?: QueueSort;
	readonly end?: boolean;
}
const SPECS: Readonly<Record<ColumnName, ColumnSpec>> = {
	violation: { name: () => facetName('violation'), width: [112, 112] },
	institution: { name: () => facetName('institution'), width: [96, 160] },
	department: { name: () => facetName('department'), width: [64, 112] },
	doctor: { name: () => facetName('doctor'), width: [64, 80] },
	visit: { name: m.facet_visit, width: [112, 136], sort: 'visit' },
	patient: { name: m.queue_column_patient, width: [72, 72] },
	item: { name: () => facetName('item'), width: [112, 176] },
	date: { name: m.queue_column_date, width: [56, 56], sort: 'date' },
	lines: { name: m.queue_column_lines, width: [56, 56], end: true },
	amount: { name: m.sort_amount, width: [112, 112], sort: 'amount', end: true },
	inScope: { name: m.queue_column_in_scope, width: [112, 112], end: true },
	fund: { name: m.queue_column_fund, width: [112, 112], end: true },
	grade: { name: () => facetName('grade'), width: [72, 72] },
	precision: { name: m.record_precision, width: [104, 104], end: true },
	decision: { name: () => facetName('decision'), width: [88, 88] },
	said: { name: m.queue_column_said, width: [176, 280] }
};

export const columnName = (column: ColumnName): string => SPECS[column].name();
export const sortOf = (column: ColumnName): QueueSort | undefined => SPECS[column].sort;
export const alignsEnd = (column: ColumnName): boolean => SPECS[column].end ?? false;
/** Columns of a view in their order in the list. */
export const shownColumns = (chosen: readonly ColumnName[]): readonly ColumnName[] => (chosen.length > 0 ? chosen : DEFAULT_COLUMNS);

const [PICK, RULE, GAP, EDGES] = [24, 180, 8, 32];
/** The rule with its message stands after the kind of violation, as people read it. */
export const beforeRule = (columns: readonly ColumnName[]): readonly ColumnName[] => columns.filter((column) => column === 'violation');
export const afterRule = (columns: readonly ColumnName[]): readonly ColumnName[] => columns.filter((column) => column !== 'violation');

/** `grid-template-columns` of a row, and the width in px below which the list scrolls sideways. */
export function layoutOf(columns: readonly ColumnName[]): { readonly template: string; readonly width: number } {
	const of = (column: ColumnName): string => {
		const [least, most] = SPECS[column].width;
		return least === most ? `${least}px` : `minmax(${least}px, ${most}px)`;
	};
	const template = [`${PICK}px`, ...beforeRule(columns).map(of), `minmax(${RULE}px, 1fr)`, ...afterRule(columns).map(of)].join(' ');
	const width = columns.reduce((sum, column) => sum + SPECS[column].width[0] + GAP, PICK + RULE + GAP + EDGES);
	return { template, width };
}

export const ALL_COLUMNS = COLUMNS;

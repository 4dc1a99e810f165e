import { display } from '../domain/display.ts';
import type { Condition } from '../domain/finding.ts';
import { dayOf } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { normalizeName, withoutQualifier } from '../knowledge/names.ts';
import { notNamed } from './cells.ts';
import { chargeDays } from './charge-days.ts';
import { chargeKind } from './charge-kind.ts';
import { charges } from './charges.ts';
import { groupBy } from './group.ts';
import { namesOf } from './item-names.ts';
import { memo } from './memo.ts';
import { insideStay, staySpan } from './stay-days.ts';

export type ReportTable = 'lab' | 'exam';

/** Fields that name what a report is of, and when it was made; `apart` tells reports without a number apart: the first that is filled. */
export const REPORT_FIELDS = {
	lab: { names: ['rpt_name', 'item_name'], time: 'rpt_time', apart: ['rpt_name', 'exam_mtd', 'item_name'] },
	exam: { names: ['item_name', 'exam_part'], time: 'exam_time', apart: ['item_name', 'exam_part'] }
} as const;

/** Days from an examination to its report. */
const DAYS_TO_REPORT = 1;

/** One report (报告): rows of a laboratory share it. */
export interface ReportOf {
	readonly rows: readonly Row[];
	/** Normalised names, brackets at their ends dropped: 血常规(复查) → 血常规. */
	readonly names: ReadonlySet<string>;
}

/** A name as it is compared: normalised, brackets at its end dropped. */
export const plainName = memo((text: string): string => withoutQualifier(normalizeName(text)));

/** Reports of a stay: by number, else by time and name. */
function reportsOf(stay: Stay, table: ReportTable): ReportOf[] {
	const reports = new Map<string, { rows: Row[]; names: Set<string> }>();
	for (const row of stay.rows(table) as readonly Row[]) {
		const { names, time, apart } = REPORT_FIELDS[table];
		const texts = names.map((field) => plainName(row.text(field as never))).filter((name) => name !== '');
		const at = row.time(time as never);
		const other = apart.map((field) => plainName(row.text(field as never))).find((text) => text !== '') ?? '';
		const key = row.text('rpt_no' as never) || `${at ? display.time(at) : ''} ${other}`;
		const report = reports.get(key) ?? { rows: [], names: new Set<string>() };
		report.rows.push(row);
		for (const name of texts) report.names.add(name);
		reports.set(key, report);
	}
	return [...reports.values()];
}

/** Reports as sources of their count: a row of each. */
export const reportSources = (reports: readonly ReportOf[]): Source[] => reports.map(({ rows }) => ({ row: rows[0]!, field: null }));

/** Items of a kind charged in a stay, by their plain name, with the reports of exactly that name. */
export interface ChargedItem {
	readonly name: string;
	readonly charges: readonly Charge[];
	readonly reports: readonly ReportOf[];
}

/**
 * Items of a kind that are charged inside the stay and have reports of their own; and the stay's reports of the kind.
 * @throws Undetermined where such items are charged, and the reports of the kind are not loaded or the stay has none of them
 */
export function reportedItems(stay: Stay, table: ReportTable): { items: ChargedItem[]; reports: ReportOf[] } {
	const span = stay.fact(staySpan);
	const lines = stay.fact(charges).net.filter((charge) => chargeKind(charge.row) === table && insideStay(charge, span) && hasReport(charge));
	if (lines.length === 0) return { items: [], reports: [] };
	const reports = reportsOf(stay, table);
	if (reports.length === 0) throw new Undetermined({ kind: 'document', what: table });
	return { items: itemsOf(lines, reports), reports };
}

function itemsOf(lines: readonly Charge[], reports: readonly ReportOf[]): ChargedItem[] {
	const items = groupBy(lines, ({ row }) => plainName(namesOf(row)[0] ?? ''));
	items.delete('');
	return [...items].map(([name, own]) => ({ name, charges: own, reports: reports.filter((report) => report.names.has(name)) }));
}

/** Whether the reports of a stay and its charges are named alike: at least so many items found theirs, and no report is left over. */
export function namedAlike(items: readonly ChargedItem[], reports: readonly ReportOf[], least: number): boolean {
	const taken = new Set(items.flatMap((item) => item.reports));
	return items.filter((item) => item.reports.length > 0).length >= least && reports.every((report) => taken.has(report));
}

/** Shortest part of a name by which a loose likeness is seen. */
const MIN_LIKENESS = 2;

/** Whether any report has a name that could mean the item: one contains the other, or they begin alike. */
export function couldMean(name: string, reports: readonly ReportOf[]): boolean {
	return reports.some((report) =>
		[...report.names].some((other) => name.includes(other) || other.includes(name) || name.slice(0, MIN_LIKENESS) === other.slice(0, MIN_LIKENESS))
	);
}

/** Calendar days on which an item was charged, those furthest from any report of it first, then the latest; null where a line has no single day. */
export function chargedDays({ charges: own, reports }: ChargedItem, table: ReportTable): { day: number; charges: readonly Charge[] }[] | null {
	const lines = own.map((charge) => ({ charge, days: chargeDays(charge) }));
	if (lines.some(({ days }) => !days || days.last > days.first)) return null;
	const byDay = groupBy(lines, ({ days }) => days!.first);
	const reported = reports.flatMap(({ rows }) => rows.flatMap((row) => row.time(REPORT_FIELDS[table].time as never)?.seconds ?? [])).map(dayOf);
	const isReported = (day: number): boolean => reported.some((at) => at >= day && at <= day + DAYS_TO_REPORT);
	const all = [...byDay].map(([day, parts]) => ({ day, charges: parts.map(({ charge }) => charge) }));
	return all.sort((a, b) => Number(isReported(a.day)) - Number(isReported(b.day)) || b.day - a.day);
}

/** Done at the bedside or charged by part: no report of their own for each. */
const WITHOUT_REPORT = [
	'床旁',
	'床边',
	'快速',
	'指尖',
	'末梢',
	'血糖',
	'葡萄糖',
	'每',
	'加收',
	'采集',
	'图文',
	'胶片',
	'重建',
	'引导',
	'会诊'
] as const;
/** Units of which each has a report; of others (项、部位) several may be in one, so their days are counted. */
const UNIT_OF_REPORT = /^(|次|例|人次)$/;
export const isUnitOfReport = (unit: string): boolean => UNIT_OF_REPORT.test(unit.trim());
/** Whether each unit of all lines of an item has a report. */
export const countedByReport = ({ charges: own }: ChargedItem): boolean => own.every(({ row }) => isUnitOfReport(row.text('unt')));

/** Whether a line is of an item that has reports of its own. */
const hasReport = ({ row }: Charge): boolean => hasReportOfItsOwn(namesOf(row));
export const hasReportOfItsOwn = (names: readonly string[]): boolean => !names.some((name) => WITHOUT_REPORT.some((word) => name.includes(word)));

/** That every line is of such an item. */
export function eachHasReport(t: Trace, lines: readonly Charge[]): boolean {
	const label = { zh: '不单独出报告的项目', en: 'Items without a report of their own' };
	return lines.every(({ row }) => notNamed(t, 'has-a-report', row, WITHOUT_REPORT, label));
}

/** A row that would be a report of the item: the witness of its absence. */
export function reportRow(stay: Stay, table: ReportTable, name: string): NonNullable<Condition['witness']> {
	const time = { [REPORT_FIELDS[table].time]: '2026-01-01 08:00' };
	return { table, fields: { mdtrt_id: stay.id, ...time, ...(table === 'lab' ? { rpt_name: name } : {}), item_name: name } };
}

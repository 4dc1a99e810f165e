import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { ReportedLine, Trace } from '../../engine/trace.ts';
import { zero } from '../../facts/cells.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { visitsOverReports } from '../../facts/report-visits.ts';
import {
	chargedDays,
	couldMean,
	countedByReport,
	eachHasReport,
	namedAlike,
	reportedItems,
	reportRow,
	reportSources,
	type ChargedItem,
	type ReportOf,
	type ReportTable
} from '../../facts/reports.ts';
import { isInpatient } from '../../facts/stay-days.ts';

const params = {
	minMatched: {
		default: 2,
		unit: 'count',
		title: { zh: '可对应报告的项目数下限', en: 'Least items that match a report' },
		why: '命名一致的项目太少时，对不上名称不等于没有报告'
	}
} as const;

/** 检查检验无报告: examinations and tests charged more often than reports of them exist. */
export default defineRule({
	meta: {
		id: 'report-missing',
		version: 1,
		title: { zh: '检查检验收费次数超过报告数', en: 'Charged more often than reported' },
		explains: {
			zh: '住院期间同名检查、检验的净计费次数（按项、部位计价的为计费日数）多于报告份数；或项目没有任何报告，而其他项目都有同名报告。名称对不上时不判断。',
			en: 'An examination or a test of the stay is charged more often, or on more days, than reports of that name exist, or has none where all the others have theirs. Names that do not compare are not judged.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: [],
		problems: [3, 75, 100],
		requires: ['visit', 'fee'],
		uses: ['lab', 'exam', 'document', 'settlement'],
		knowledge: [],
		clears: { 'told-in-documents': { zh: '病历文书提到该项目的结果', en: 'Documents mention the item' } },
		messages: {
			more: { zh: '{{item}} 计费 {{billed}} 次，报告 {{reports}} 份', en: '{{item}} charged {{billed}} times, {{reports}} reports' },
			days: { zh: '{{item}} 计费 {{billed}} 日，报告 {{reports}} 份', en: '{{item}} charged on {{billed}} days, {{reports}} reports' },
			none: { zh: '{{item}} 计费 {{billed}} 次，无报告', en: '{{item}} charged {{billed}} times, no report' }
		}
	},
	params,
	candidates: visitsOverReports,
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		t.each(['lab', 'exam'] as const, (table) => judgeKind(t, stay, table));
	}
});

function judgeKind(t: Trace<typeof params>, stay: Stay, table: ReportTable): void {
	const { items, reports } = reportedItems(stay, table);
	const comparable = namedAlike(items, reports, t.known(t.param('minMatched')));
	t.each(items, (item) => {
		if (item.reports.length > 0) (countedByReport(item) ? judgeCount : judgeDays)(t, stay, item, table);
		else if (comparable && !couldMean(item.name, reports)) judgeNone(t, stay, item, table, reports);
	});
}

const TIMES = { zh: '计费次数', en: 'Times charged' };
const REPORTS = { zh: '同名报告份数', en: 'Reports of that name' };

function judgeCount(t: Trace, stay: Stay, item: ChargedItem): void {
	const { charges: own, reports } = item;
	const billed = t.quantity(TIMES, own);
	const counted = t.derived(REPORTS, 'quantity', reports.length * QUANTITY_SCALE, reportSources(reports));
	if (!t.gt('more-than-reports', billed, counted) || !eachHasReport(t, own)) return;
	const extra = t.known(billed) - t.known(counted);
	report(t, stay, item, 'more', { billed: t.known(billed) / QUANTITY_SCALE, reports: reports.length }, allocate(own, extra).map(offending));
}

function judgeDays(t: Trace, stay: Stay, item: ChargedItem, table: ReportTable): void {
	const { charges: own, reports } = item;
	const days = chargedDays(item, table);
	if (!days) return t.cannotTell({ kind: 'precision', what: 'fee.fee_end_time' });
	// Asked for refunds that fit several lines.
	t.quantity(TIMES, own);
	const dates = own.map(({ row }) => ({ row, field: 'fee_ocur_time' }));
	const billed = t.derived({ zh: '计费日数', en: 'Days charged' }, 'days', days.length, dates);
	const counted = t.derived(REPORTS, 'integer', reports.length, reportSources(reports));
	if (!t.gt('more-days-than-reports', billed, counted) || !eachHasReport(t, own)) return;
	const extra = days.slice(0, days.length - reports.length).flatMap((day) => day.charges);
	report(t, stay, item, 'days', { billed: days.length, reports: reports.length }, extra.map(whole));
}

function judgeNone(t: Trace, stay: Stay, item: ChargedItem, table: ReportTable, reports: readonly ReportOf[]): void {
	const { name, charges: own } = item;
	const billed = t.quantity(TIMES, own);
	if (!t.gt('charged', billed, zero('quantity')) || !eachHasReport(t, own)) return;
	const searched = reports.flatMap(({ rows }) => rows);
	t.absent('no-report', { zh: '该项目的报告', en: 'Reports of the item' }, [], searched, reportRow(stay, table, name));
	report(t, stay, item, 'none', { billed: t.known(billed) / QUANTITY_SCALE }, own.map(whole));
}

const whole = (charge: ReportedLine['charge']): ReportedLine => ({ charge, role: 'offending' });

function report(t: Trace, stay: Stay, { name }: ChargedItem, message: string, data: Record<string, number>, lines: readonly ReportedLine[]): void {
	t.clear('told-in-documents', cellsSaying(stay, 'document', ['text'], name));
	t.report({ message, data: { item: name, ...data }, grade: 'suspect', lines });
}

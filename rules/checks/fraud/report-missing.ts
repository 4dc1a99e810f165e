import { QUANTITY_SCALE } from '../../domain/units.ts';
import { partAmount } from '../../engine/assemble.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { nameAmong } from '../../facts/cells.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { charges } from '../../facts/charges.ts';
import { allocate } from '../../facts/excess.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { article38 } from '../../facts/regulation.ts';
import { visitsOverReports } from '../../facts/report-visits.ts';
import {
	chargedDays,
	chargedItems,
	couldMean,
	hasReport,
	namedAlike,
	reportSources,
	reportsOf,
	type ChargedItem,
	type ReportOf,
	type ReportTable,
	unitOfReport,
	WITHOUT_REPORT
} from '../../facts/reports.ts';
import { insideStay, isInpatient, staySpan } from '../../facts/stay-days.ts';

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
		for (const table of ['lab', 'exam'] as const) judgeKind(t, stay, table);
	}
});

function judgeKind(t: Trace<typeof params>, stay: Stay, table: ReportTable): void {
	const span = stay.fact(staySpan);
	const lines = stay.fact(charges).net.filter((charge) => chargeKind(charge.row) === table && insideStay(charge, span) && hasReport(charge));
	if (lines.length === 0) return;
	if (!stay.has(table)) return t.cannotTell({ kind: 'table', what: table });
	const reports = reportsOf(stay, table);
	if (reports.length === 0) return t.cannotTell({ kind: 'document', what: table });
	const items = chargedItems(lines, reports);
	const comparable = namedAlike(items, reports, t.known(t.param('minMatched')));
	t.each(items, (item) => {
		if (item.reports.length > 0 && item.charges.every(({ row }) => unitOfReport(row))) judgeCount(t, stay, item);
		else if (item.reports.length > 0) judgeDays(t, stay, item, table);
		else if (comparable && !couldMean(item.name, reports)) judgeNone(t, stay, item, table, reports);
	});
}

function eachHasReport(t: Trace<typeof params>, own: readonly Charge[]): boolean {
	const words = t.constant({ zh: '不单独出报告的项目', en: 'Items without a report of their own' }, 'text', WITHOUT_REPORT);
	return own.every(({ row }) => t.notIn('has-a-report', nameAmong(row, WITHOUT_REPORT, { zh: '项目名称', en: 'Item' }), words));
}

function judgeCount(t: Trace<typeof params>, stay: Stay, { name, charges: own, reports }: ChargedItem): void {
	const billed = t.quantity({ zh: '计费次数', en: 'Times charged' }, own);
	const counted = t.derived({ zh: '同名报告份数', en: 'Reports of that name' }, 'quantity', reports.length * QUANTITY_SCALE, reportSources(reports));
	if (!t.gt('more-than-reports', billed, counted) || !eachHasReport(t, own)) return;
	const extra = t.known(billed) - t.known(counted);
	mention(t, stay, name);
	t.report({
		message: 'more',
		data: { item: name, billed: t.known(billed) / QUANTITY_SCALE, reports: reports.length },
		grade: 'suspect',
		lines: allocate(own, extra).map(({ charge, quantity }) => ({ charge, role: 'offending', quantity, amount: partAmount(charge, quantity) }))
	});
}

function judgeDays(t: Trace<typeof params>, stay: Stay, item: ChargedItem, table: ReportTable): void {
	const { name, charges: own, reports } = item;
	const days = chargedDays(item, table);
	if (!days) return t.cannotTell({ kind: 'precision', what: 'fee.fee_end_time' });
	// Asked for refunds that fit several lines.
	t.quantity({ zh: '计费次数', en: 'Times charged' }, own);
	const billed = t.derived(
		{ zh: '计费日数', en: 'Days charged' },
		'days',
		days.length,
		own.map(({ row }) => ({ row, field: 'fee_ocur_time' }))
	);
	if (
		!t.gt(
			'more-days-than-reports',
			billed,
			t.derived({ zh: '同名报告份数', en: 'Reports of that name' }, 'integer', reports.length, reportSources(reports))
		) ||
		!eachHasReport(t, own)
	)
		return;
	mention(t, stay, name);
	t.report({
		message: 'days',
		data: { item: name, billed: days.length, reports: reports.length },
		grade: 'suspect',
		lines: days.slice(0, days.length - reports.length).flatMap((day) => day.charges.map((charge) => ({ charge, role: 'offending' as const })))
	});
}

function judgeNone(t: Trace<typeof params>, stay: Stay, { name, charges: own }: ChargedItem, table: ReportTable, reports: readonly ReportOf[]): void {
	const billed = t.quantity({ zh: '计费次数', en: 'Times charged' }, own);
	if (!t.gt('charged', billed, t.constant({ zh: '零', en: 'Zero' }, 'quantity', 0)) || !eachHasReport(t, own)) return;
	const fields =
		table === 'lab' ? { rpt_time: '2026-01-01 08:00', rpt_name: name, item_name: name } : { exam_time: '2026-01-01 08:00', item_name: name };
	t.absent(
		'no-report',
		{ zh: '该项目的报告', en: 'Reports of the item' },
		[],
		reports.flatMap((report) => report.rows),
		{ table, fields: { mdtrt_id: stay.id, ...fields } }
	);
	mention(t, stay, name);
	t.report({
		message: 'none',
		data: { item: name, billed: t.known(billed) / QUANTITY_SCALE },
		grade: 'suspect',
		lines: own.map((charge) => ({ charge, role: 'offending' }))
	});
}

function mention(t: Trace<typeof params>, stay: Stay, name: string): void {
	const rows = stay.has('document') ? stay.rows('document') : null;
	t.clear('told-in-documents', rows && rows.filter((row) => row.text('text').includes(name)).map((row) => ({ row, field: 'text' })));
}

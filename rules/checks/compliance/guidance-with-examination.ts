import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName, notNamed, zero } from '../../facts/cells.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { recordDays } from '../../facts/exclusion-pairs.ts';
import { groupBy } from '../../facts/group.ts';
import { GUIDANCE, partsOf, type Parts } from '../../facts/guidance.ts';
import { article38 } from '../../facts/regulation.ts';
import { dayOfScan, kindOfScan, named, reportKey, reportsFor, scans, scansOverReports, visitsWithScans, type Scan } from '../../facts/scans.ts';

/** Imaging guidance (临床操作的影像引导) charged with an examination of the same machine that has no report of its own. */
export default defineRule({
	meta: {
		id: 'guidance-with-examination',
		version: 1,
		title: { zh: '影像引导另收检查费', en: 'Examination charged beside imaging guidance' },
		explains: {
			zh: '同日收取 CT、磁共振、B 超或彩超引导与同类检查，而当日同类检查报告少于引导与检查计费数量之和。检查另有报告、部位与当日操作不同或在另一日的不报；未载入检查记录或本次就诊没有检查记录时无法判断。',
			en: 'Guidance by CT, MR or ultrasound and an examination of the same kind are charged on one day with fewer reports than both together. Examinations with a report of their own, of another part than the procedure, or on another day are not reported. Without records of examinations nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102012000'],
		problems: [96, 97, 98, 99],
		requires: ['visit', 'fee', 'exam'],
		uses: ['operation', 'settlement'],
		knowledge: [],
		clears: {
			'diagnostic-report': {
				zh: '当日报告未提及引导、穿刺或定位，可能是检查自己的报告',
				en: 'The report does not speak of guidance: it may be the examination’s own'
			}
		},
		messages: {
			both: {
				zh: '{{guidance}} 与 {{examination}} 同日收费，同类报告 {{reports}} 份，检查多收 {{quantity}}',
				en: '{{guidance}} and {{examination}} on one day with {{reports}} reports: {{quantity}} too many'
			}
		}
	},
	params: {},
	candidates: visitsWithScans(
		({ guidance }) => guidance,
		({ guidance }) => !guidance
	),
	judge(stay, t) {
		const all = stay.fact(scans);
		const guided = all.filter(({ imaging }) => imaging.guidance);
		const found: Scan[] = [];
		t.each(
			groupBy(guided, ({ imaging }) => kindOfScan(imaging.modality)),
			([kind, ofKind]) => {
				const examinations = all.filter(({ imaging }) => !imaging.guidance && kindOfScan(imaging.modality) === kind);
				if (examinations.length === 0) return;
				t.each(groupBy(ofKind, dayOfScan), ([day, guidance]) => {
					const same = examinations.filter((scan) => dayOfScan(scan) === day && partsOf(stay, t, scan, day)?.meet !== false);
					if (same.length === 0) return;
					const reports = reportsFor(stay, kind, day);
					const more = scansOverReports(t, [...guidance, ...same], reports);
					if (more === 0) return;
					for (const scan of same) recordParts(t, partsOf(stay, t, scan, day));
					recordItems(t, guidance, same);
					const [lines, guides] = [same, guidance].map((list) => list.map(({ charge }) => charge)) as [Charge[], Charge[]];
					if (!t.gt('examination-charged', t.amount({ zh: '检查计费金额（减退费）', en: 'Charged for the examination' }, lines), zero('amount')))
						return;
					const over = Math.min(more, ...[lines, guides].map((list) => list.reduce((sum, { quantity }) => sum + quantity, 0)));
					found.push(...guidance);
					t.report({
						message: 'both',
						data: {
							guidance: itemName(guides[0]!.row),
							examination: itemName(lines[0]!.row),
							reports: new Set(reports.map(reportKey)).size,
							quantity: over / QUANTITY_SCALE
						},
						grade: 'suspect',
						lines: [...guides.map((charge) => ({ charge, role: 'related' as const })), ...allocate(lines, over).map(offending)]
					});
				});
			}
		);
		if (found.length === 0) return;
		const silent = found
			.flatMap((scan) => reportsFor(stay, kindOfScan(scan.imaging.modality), dayOfScan(scan)))
			.filter((row) => !GUIDANCE.test(row.text('item_name') + row.text('finding') + row.text('conclusion')));
		t.clear(
			'diagnostic-report',
			[...new Set(silent)].map((row) => ({ row, field: row.text('finding') === '' ? 'item_name' : 'finding' }))
		);
	}
});

function recordItems(t: Trace, guidance: readonly Scan[], examinations: readonly Scan[]): void {
	for (const one of guidance) {
		named(t, 'guidance', one.charge.row, ['引导'], { zh: '引导', en: 'Guidance' });
		for (const scan of examinations) recordDays(t, scan.charge, one.charge);
	}
	for (const { charge } of examinations) notNamed(t, 'examination', charge.row, ['引导'], { zh: '引导', en: 'Guidance' });
}

const recordParts = (t: Trace, parts: Parts | null): boolean => parts !== null && t.in('same-part', parts.examined, parts.operated);

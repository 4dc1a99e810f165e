import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName, zero } from '../../facts/cells.ts';
import { enhancedGroups, examsOfGroup, inOneSession, recordSession, scansOverParts, type ScanGroup } from '../../facts/enhanced-scans.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { recordDays } from '../../facts/exclusion-pairs.ts';
import { article38 } from '../../facts/regulation.ts';
import { named, reportKey, tracedPart, visitsWithScans } from '../../facts/scans.ts';

/** CT/磁共振 plain scan charged beside the enhanced scan of the same part: the enhanced examination contains it. */
export default defineRule({
	meta: {
		id: 'plain-beside-enhanced-scan',
		version: 1,
		title: { zh: '增强扫描另收平扫', en: 'Plain scan charged beside the enhanced one' },
		explains: {
			zh: '同日同部位的 CT 或磁共振增强扫描与平扫分别收费。名称不写部位时，按检查记录的部位数：平扫与增强合计不多于部位数的不报。',
			en: 'A CT or MR scan is charged both plain and enhanced for one part on one day. Where names tell no part, scans that are no more than the recorded parts are not reported.'
		},
		dimension: 'compliance',
		violation: '分解收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['医疗服务项目分解收费', '医疗服务项目重复收费'],
		problems: [83],
		requires: ['visit', 'fee'],
		uses: ['exam', 'settlement'],
		knowledge: [],
		clears: { 'separate-exams': { zh: '当日同类检查有另一份报告', en: 'Another report of the same kind that day' } },
		messages: {
			both: {
				zh: '{{enhanced}} 与 {{plain}} 同日收费，平扫多收 {{quantity}}',
				en: '{{enhanced}} and {{plain}} on one day: {{quantity}} plain too many'
			}
		}
	},
	params: {
		sameSession: {
			default: 6,
			unit: 'hour',
			title: { zh: '同次检查的最长间隔', en: 'Hours within one examination' },
			why: '平扫与增强的时间均精确到分且相隔更久的，视为两次检查；6 小时是知识库第七批项目对的一种时间窗口，此处为类推，未核实'
		}
	},
	candidates: visitsWithScans(
		({ modality, enhanced }) => enhanced && (modality === 'CT' || modality === 'MR'),
		({ modality, plain }) => plain && (modality === 'CT' || modality === 'MR')
	),
	judge(stay, t) {
		const hours = t.param('sameSession', 'hours', QUANTITY_SCALE);
		const found: ScanGroup[] = [];
		t.each(enhancedGroups(stay, t.known(hours)), (group) => {
			const [plain, enhanced] = [group.plains.map(({ charge }) => charge), group.enhanced.map(({ charge }) => charge)];
			recordGroup(t, group, t.known(hours));
			if (!t.gt('plain-charged', t.amount({ zh: '平扫计费金额（减退费）', en: 'Charged plain' }, plain), zero('amount'))) return;
			const [most, other] = [plain, enhanced].map((lines) => t.known(t.quantity({ zh: '计费数量', en: 'Scans charged' }, lines)));
			const over = Math.min(most!, other!, group.isNamed ? most! : (scansOverParts(stay, t, group) ?? most!));
			if (over <= 0) return;
			found.push(group);
			t.report({
				message: 'both',
				data: { enhanced: itemName(enhanced[0]!.row), plain: itemName(plain[0]!.row), quantity: over / QUANTITY_SCALE },
				grade: 'suspect',
				lines: [...enhanced.map((charge) => ({ charge, role: 'related' as const })), ...allocate(plain, over).map(offending)]
			});
		});
		if (found.length === 0) return;
		const exams = found.map((group) => examsOfGroup(stay, group));
		const further = exams.flatMap((rows) => (rows && new Set(rows.map(reportKey)).size > 1 ? rows : []));
		t.clear('separate-exams', exams.includes(null) ? null : further.map((row) => ({ row, field: 'exam_time' })));
	}
});

/** What makes the scans of a group one examination: their names, their day, their part, and their hours where known. */
function recordGroup(t: Trace, group: ScanGroup, hours: number): void {
	for (const scan of group.plains) {
		named(t, 'plain-scan', scan.charge.row, ['平扫'], { zh: '平扫', en: 'Plain' });
		for (const other of group.enhanced) {
			if (!inOneSession(scan.charge, other.charge, hours)) continue;
			recordDays(t, scan.charge, other.charge);
			if (group.isNamed) t.eq('same-part', tracedPart(t, scan), tracedPart(t, other));
			recordSession(t, scan.charge, other.charge, hours);
		}
	}
	for (const { charge } of group.enhanced) named(t, 'enhanced-scan', charge.row, ['增强'], { zh: '增强', en: 'Enhanced' });
}

import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { gradeOf } from '../../facts/items.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { allowedUnits, unitItems, unitsCharged, visitsBeyondOne } from '../../facts/units-of-item.ts';

const ID = 'sessions-over-record';
const UNITS = ['session', 'day', 'operation'] as const;
/** Lines by part, joint or side are no sessions. */
const BY_PART = /部位|关节|肢|侧|节段|椎|项|个|片|份/;

/** Words for a session done twice on purpose. */
const REPEATED = /加做|重复(治疗|检查|测定)|再次(治疗|检查|测定)|每日[两二三四2-9]次|\b[btq]id\b/i;

/** An item by the session (按次、按日、按台计价) charged more often than it was done. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '计价次数超过记录次数', en: 'More sessions charged than recorded' },
		explains: {
			zh: '按次、按日或按台计价的项目，本次就诊计费数量多于设备、报告、文书、护理或手术记录的次数；按日计价的按日历日数。没有记录时按每日一次推定（可疑），一行可能累计多日而无记录可查的无法判断。',
			en: 'An item priced by the session, the day or the operation is charged more often in a visit than devices, reports, notes, nursing or operations record it; by the day, more than the days. Without a record one a day is assumed (suspect); a line that may have gathered over days, without a record, cannot be judged.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['医疗服务项目限定频次'],
		problems: [31, 56, 64, 74, 88, 129, 130, 149, 150, 165, 166],
		requires: ['visit', 'fee'],
		uses: ['device', 'exam', 'lab', 'anesthesia', 'document', 'nursing', 'operation', 'settlement'],
		knowledge: ['unitLimits'],
		clears: { repeated: { zh: '文书提示重复或加做', en: 'Notes speak of repeated or additional sessions' } },
		messages: {
			'over-records': {
				zh: '{{item}} 计费 {{billed}}，记录 {{recorded}} 次，多计 {{extra}}',
				en: '{{item}}: {{billed}} charged, {{recorded}} recorded, {{extra}} too many'
			},
			'over-days': {
				zh: '{{item}} 计费 {{billed}}，{{recorded}} 日内推定至多 {{recorded}} 次，多计 {{extra}}',
				en: '{{item}}: {{billed}} charged in {{recorded}} days, {{extra}} too many'
			}
		}
	},
	params: {
		assumedSessions: {
			default: 1,
			unit: 'count',
			title: { zh: '无记录时推定的每日次数', en: 'Sessions a day where none is recorded' },
			why: '没有任何记录时按一日一次推定，只作可疑；默认值未核实'
		}
	},
	candidates: visitsBeyondOne(UNITS, ID),
	judge(stay, t) {
		t.each(unitItems(stay, t, UNITS), (all) => {
			const items = all.items.filter(({ charge }) => !BY_PART.test(charge.row.text('unt')));
			const charges = items.map(({ charge }) => charge);
			if (charges.length === 0) return;
			const unit = { point: all.point, items, charges };
			const billed = unitsCharged(t, unit);
			const { units, count, isRecorded, missing } = allowedUnits(stay, t, unit, t.param('assumedSessions'));
			if (!t.gt(isRecorded ? 'more-than-recorded' : 'more-than-assumed', billed, units)) {
				if (missing) t.cannotTell(missing);
				return;
			}
			for (const { charge, match } of items) t.matches('item-by-session', charge.row, match);
			const extra = t.known(billed) - t.known(units);
			const isSure = isRecorded || all.point.unit === 'day';
			t.report({
				message: isRecorded ? 'over-records' : 'over-days',
				data: { item: itemName(charges[0]!.row), billed: t.known(billed) / QUANTITY_SCALE, recorded: count, extra: extra / QUANTITY_SCALE },
				grade: isSure && items.every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
				lines: allocate(charges, extra).map(offending)
			});
		});
		if (t.reports.length > 0) t.clear('repeated', cellsSaying(stay, 'document', ['text'], REPEATED));
	}
});

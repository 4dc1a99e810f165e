import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Source } from '../../engine/traced.ts';
import { anaesthesiaCharges, anaesthesiaHours, isAnaesthesia } from '../../facts/anaesthesia-hours.ts';
import { itemName } from '../../facts/cells.ts';
import { allocateHours, byItem } from '../../facts/hourly-charges.ts';
import { gradeOf } from '../../facts/items.ts';
import { cellsSaying, together } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';

const anaesthesiaItems = itemsThat('itemKinds', isAnaesthesia);

/** 麻醉计费时长超过麻醉记录: anaesthesia charged for longer than its record has. */
export default defineRule({
	meta: {
		id: 'anaesthesia-hours-over-record',
		version: 1,
		title: { zh: '麻醉计费时长超过麻醉记录', en: 'More hours of anaesthesia charged than recorded' },
		explains: {
			zh: '按小时计价的麻醉，同一项目计费时长多于本次就诊各麻醉记录时长之和（每份记录不足一小时按一小时计）。按次计价的麻醉不在此列；没有麻醉记录或记录没有到分钟的起止时间时无法判断。',
			en: 'One anaesthesia item priced by the hour is charged for longer than all records of the visit have, each rounded up to the hour. Anaesthesia priced by the case is left out; without a record, or without its times to the minute, nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102014000'],
		problems: [156],
		requires: ['visit', 'fee', 'anesthesia'],
		uses: ['operation', 'document', 'settlement'],
		knowledge: ['itemKinds'],
		clears: {
			'further-anaesthesia': {
				zh: '文书或手术记录提示另有麻醉，记录可能不全',
				en: 'Notes or operations speak of a further anaesthesia: records may lack one'
			}
		},
		messages: {
			over: {
				zh: '{{item}} 计费 {{billed}} 小时，麻醉记录 {{recorded}} 小时，多计 {{extra}} 小时',
				en: '{{item}}: {{billed}} hours charged, {{recorded}} recorded, {{extra}} too many'
			}
		}
	},
	params: {
		tolerance: {
			default: 0,
			unit: 'hour',
			title: { zh: '容差小时数', en: 'Hours of tolerance' },
			why: '每份麻醉记录已按不足一小时按一小时计；容差只决定是否提示，不从金额中扣除。地区如另有进位规定可放宽；默认值未核实'
		}
	},
	candidates: anaesthesiaItems.visits,
	judge(stay, t) {
		const charged = anaesthesiaCharges(stay, t.context, t.day);
		t.each(byItem(charged), (lines) => {
			const records = stay.rows('anesthesia');
			if (records.length === 0) return t.cannotTell({ kind: 'document', what: 'anesthesia' });
			const { hours, sources, missing } = anaesthesiaHours(records);
			// Asked for refunds that fit several lines.
			t.quantity(
				{ zh: '计费数量', en: 'Quantity charged' },
				lines.map(({ charge }) => charge)
			);
			const sum = lines.reduce((total, one) => total + one.hours, 0);
			const cells = lines.flatMap((one) => one.sources);
			const billed = t.derived<number>({ zh: '计费小时数', en: 'Hours charged' }, 'hours', sum, cells);
			const recorded = t.derived<number>(
				{ zh: '麻醉记录小时数（逐份进位）', en: 'Hours recorded, each rounded up' },
				'hours',
				hours,
				sources,
				missing
			);
			if (!t.gt('more-than-record', billed, recorded)) return;
			const extra = sum - t.known(recorded);
			const over = t.derived<number>({ zh: '多计小时数', en: 'Hours too many' }, 'hours', extra, [...cells, ...sources]);
			if (!t.gt('more-than-tolerance', over, t.param('tolerance', 'hours', QUANTITY_SCALE))) return;
			for (const { charge, match } of lines) t.matches('anaesthesia-item', charge.row, match!);
			t.report({
				message: 'over',
				data: {
					item: itemName(lines[0]!.charge.row),
					billed: sum / QUANTITY_SCALE,
					recorded: t.known(recorded) / QUANTITY_SCALE,
					extra: extra / QUANTITY_SCALE
				},
				grade: lines.every(({ match }) => gradeOf(match!) === 'certain') && !furtherAnaesthesia(stay)?.length ? 'certain' : 'suspect',
				lines: allocateHours(lines, extra)
			});
		});
		if (t.reports.length > 0) t.clear('further-anaesthesia', furtherAnaesthesia(stay));
	}
});

/** Where the record speaks of an anaesthesia that may have no record of its own. */
function furtherAnaesthesia(stay: Stay): readonly Source[] | null {
	const notes = cellsSaying(stay, 'document', ['text'], /(再次|二次|重新)(麻醉|手术|插管)|重返手术室/);
	if (!stay.has('operation')) return notes;
	const begun = stay.rows('operation').filter((row) => row.time('oprn_oprt_begntime') !== null);
	const distinct = new Set(begun.map((row) => row.time('oprn_oprt_begntime')!.seconds)).size;
	const more = distinct > stay.rows('anesthesia').length ? begun.map((row) => ({ row, field: 'oprn_oprt_begntime' })) : [];
	return together([notes, more]);
}

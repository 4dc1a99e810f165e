import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { recordedHours, recordsOf } from '../../facts/device-hours.ts';
import { allocateHours, byItem, hourlyCharges } from '../../facts/hourly-charges.ts';
import { visitsOverDevices } from '../../facts/hourly-visits.ts';
import { gradeOf } from '../../facts/items.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';

/** 计费小时数超过设备记录: more hours of a device charged than its record has. */
export default defineRule({
	meta: {
		id: 'hours-over-device-record',
		version: 1,
		title: { zh: '计费小时数超过设备使用记录', en: 'More hours charged than the device record has' },
		explains: {
			zh: '按小时计价的呼吸机、血液净化、监护等，计费小时数多于设备记录的使用小时数。记录没有时长也没有到分钟的起止时间时无法判断。',
			en: 'Ventilation, blood purification or monitoring is charged for more hours than the record of the device has. A record without hours or times to the minute cannot be judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102014000'],
		problems: [63, 174],
		requires: ['visit', 'fee', 'device'],
		uses: ['order', 'document', 'settlement'],
		knowledge: ['itemKinds'],
		clears: { resumed: { zh: '停机后再次上机，设备记录可能不全', en: 'The device was put on again: its record may lack a part' } },
		messages: {
			over: {
				zh: '{{item}} 计费 {{billed}} 小时，记录 {{recorded}} 小时，多计 {{extra}} 小时',
				en: '{{item}}: {{billed}} hours charged, {{recorded}} recorded, {{extra}} too many'
			}
		}
	},
	params: {
		tolerance: {
			default: 1,
			unit: 'hour',
			title: { zh: '容差小时数', en: 'Hours of tolerance' },
			why: '不足一小时按一小时计；容差只决定是否提示，不从金额中扣除；本产品的约定，未见国家规定'
		}
	},
	candidates: visitsOverDevices,
	judge(stay, t) {
		const hourly = hourlyCharges(stay, t.context, t.day).filter(({ match }) => match?.point.devices?.length);
		t.each(byItem(hourly), (lines) => {
			const { point } = lines[0]!.match!;
			const records = recordsOf(stay.rows('device'), point.devices!);
			if (records.length === 0) return t.cannotTell({ kind: 'document', what: 'device' });
			const { hours, sources, missing } = recordedHours(records);
			const charges = lines.map(({ charge }) => charge);
			// Asked for refunds that fit several lines.
			t.quantity({ zh: '计费小时数', en: 'Hours charged' }, charges);
			const sum = lines.reduce((total, one) => total + one.hours, 0);
			const billed = t.derived(
				{ zh: '计费小时数', en: 'Hours charged' },
				'hours',
				sum,
				lines.flatMap((one) => one.sources)
			);
			const recorded = t.derived({ zh: '设备记录小时数', en: 'Hours recorded' }, 'hours', hours, sources, missing);
			if (!t.gt('more-than-record', billed, recorded)) return;
			const extra = sum - t.known(recorded);
			const over = t.derived({ zh: '多计小时数', en: 'Hours too many' }, 'hours', extra, [...billed.sources, ...sources]);
			if (!t.gt('more-than-tolerance', over, t.param('tolerance', 'hours', QUANTITY_SCALE))) return;
			lines.forEach(({ charge, match }) => t.matches('hourly-item', charge.row, match!));
			t.clear('resumed', cellsSaying(stay, 'document', ['text'], /再次(上机|插管|接机)|重新(上机|插管|接机)|二次插管/));
			t.report({
				message: 'over',
				data: {
					item: itemName(charges[0]!.row),
					billed: sum / QUANTITY_SCALE,
					recorded: t.known(recorded) / QUANTITY_SCALE,
					extra: extra / QUANTITY_SCALE
				},
				grade: lines.every(({ match }) => gradeOf(match!) === 'certain') ? 'certain' : 'suspect',
				lines: allocateHours(lines, extra)
			});
		});
	}
});

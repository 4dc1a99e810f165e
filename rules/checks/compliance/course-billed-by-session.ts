import { display } from '../../domain/display.ts';
import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { gradeOf } from '../../facts/items.ts';
import { lineDays } from '../../facts/line-days.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { unitItems, visitsWithUnit, type UnitItems } from '../../facts/units-of-item.ts';

const UNITS = ['course'] as const;
/** Words for a further course of its own. */
const FURTHER = /(第[二三四2-4]|另一|再次|新的?)(个)?疗程|重新定位|二次定位|再程|新(发)?病灶|新发转移|复发/;

/** An item by the course (按疗程计价) charged for each session of it. */
export default defineRule({
	meta: {
		id: 'course-billed-by-session',
		version: 1,
		title: { zh: '按疗程计价项目按次收费', en: 'Course charged by the session' },
		explains: {
			zh: '以一个疗程为一次计价的项目，在知识点给出的疗程天数内收费多于一次，且文书没有第二疗程、重新定位或新病灶的记载。知识点没有给出天数的，本次就诊按一个疗程计。',
			en: 'An item of which one unit is a whole course is charged more than once within the days of a course, and no note speaks of a second course, a new localisation or a new lesion. Where knowledge gives no days, the visit is one course.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['医疗服务项目限支付疗程'],
		problems: [146, 147, 151],
		requires: ['visit', 'fee'],
		uses: ['document', 'order', 'settlement'],
		knowledge: ['unitLimits'],
		clears: { 'session-ordered': { zh: '医嘱写明分次', en: 'An order speaks of fractions' } },
		messages: {
			over: {
				zh: '{{item}} 自 {{from}} 起一个疗程内计费 {{billed}}，多计 {{extra}}',
				en: '{{item}}: {{billed}} charged in one course, {{extra}} too many'
			}
		}
	},
	params: {},
	candidates: visitsWithUnit(UNITS),
	judge(stay, t) {
		t.each(unitItems(stay, t, UNITS), (unit) => {
			const further = cellsSaying(stay, 'document', ['text'], FURTHER) ?? [];
			t.each(coursesOf(unit), ({ charges, days }) => {
				const billed = t.quantity({ zh: '疗程内计费数量', en: 'Charged in one course' }, charges);
				const label = { zh: `一个疗程（${days === null ? '本次就诊' : `${days} 日`}）`, en: 'One course' };
				const most = t.knowledge(unit.point, label, 'quantity', unit.point.most * QUANTITY_SCALE);
				if (!t.gt('more-than-a-course', billed, most)) return;
				const searched = stay.has('document') ? stay.rows('document') : [];
				const witness = { table: 'document', fields: { mdtrt_id: stay.id, doc_type: '病程记录', text: '今日开始第二疗程。' } } as const;
				const rows = further.map(({ row }) => row);
				if (!t.absent('no-second-course', { zh: '第二疗程、重新定位或新病灶的记载', en: 'Notes of a further course' }, rows, searched, witness))
					return;
				for (const { charge, match } of unit.items) if (charges.includes(charge)) t.matches('item-by-course', charge.row, match);
				const extra = t.known(billed) - t.known(most);
				const isSure = searched.length > 0 && unit.items.every(({ match }) => gradeOf(match) === 'certain');
				t.report({
					message: 'over',
					data: {
						item: itemName(charges[0]!.row),
						from: display.day(lineDays(charges[0]!).first),
						billed: t.known(billed) / QUANTITY_SCALE,
						extra: extra / QUANTITY_SCALE
					},
					grade: isSure ? 'certain' : 'suspect',
					lines: allocate(charges, extra).map(offending)
				});
			});
		});
		if (t.reports.length > 0) t.clear('session-ordered', cellsSaying(stay, 'order', ['drord_cont', 'drord_detl_name'], /分次|每次|第\d+次/));
	}
});

/** Charges that fall into one course: within its days of the first of them. */
function coursesOf({ point, charges }: UnitItems): { charges: Charge[]; days: number | null }[] {
	const dated = charges.map((charge) => ({ charge, day: lineDays(charge).first })).sort((a, b) => a.day - b.day);
	const courses: { first: number; charges: Charge[] }[] = [];
	for (const { charge, day } of dated) {
		const open = courses.at(-1);
		if (open && (point.gapDays === undefined || day - open.first < point.gapDays)) open.charges.push(charge);
		else courses.push({ first: day, charges: [charge] });
	}
	return courses.map((course) => ({ charges: course.charges, days: point.gapDays ?? null }));
}

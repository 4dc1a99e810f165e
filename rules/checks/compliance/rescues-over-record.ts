import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { rescueNotes } from '../../facts/rescue-notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { unitItems, unitsCharged, visitsWithUnit } from '../../facts/units-of-item.ts';

const UNITS = ['event'] as const;

/** 抢救: more rescues charged in a visit than its notes tell of. */
export default defineRule({
	meta: {
		id: 'rescues-over-record',
		version: 1,
		title: { zh: '抢救收费次数超过抢救记录', en: 'More rescues charged than noted' },
		explains: {
			zh: '大抢救、中抢救、小抢救合计收费次数多于本次就诊有抢救内容的文书份数（同一时刻的算一份；知情同意和未实施的抢救不算）。未载入文书时无法判断。',
			en: 'Rescues of all classes together are charged more often than documents of the visit tell of one; those of one moment count once, consents and rescues not done do not count. Without documents nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['医疗服务项目限定频次'],
		problems: [176],
		requires: ['visit', 'fee', 'document'],
		uses: ['nursing', 'settlement'],
		knowledge: ['unitLimits'],
		clears: { 'in-nursing': { zh: '护理记录提到抢救', en: 'Nursing notes speak of a rescue' } },
		messages: {
			over: {
				zh: '{{item}} 等抢救计费 {{billed}} 次，抢救文书 {{noted}} 份，多计 {{extra}}',
				en: '{{billed}} rescues charged, {{noted}} noted, {{extra}} too many'
			}
		}
	},
	params: {},
	candidates: visitsWithUnit(UNITS),
	judge(stay, t) {
		const units = unitItems(stay, t, UNITS);
		if (units.length === 0) return;
		const items = units.flatMap((unit) => unit.items);
		const charges = [...new Set(items.map(({ charge }) => charge))];
		const billed = unitsCharged(t, { ...units[0]!, charges });
		const notes = rescueNotes(stay);
		const noted = t.derived<number>(
			{ zh: '抢救文书份数', en: 'Notes of rescues' },
			'quantity',
			notes.length * QUANTITY_SCALE,
			notes.map((row) => ({ row, field: row.time('rec_time') ? 'rec_time' : 'doc_type' }))
		);
		if (!t.gt('more-than-noted', billed, noted)) return;
		for (const { charge, match } of items) t.matches('rescue', charge.row, match);
		const extra = t.known(billed) - t.known(noted);
		const nursing = stay.has('nursing') ? stay.rows('nursing').filter((row) => row.text('text').includes('抢救')) : null;
		t.clear('in-nursing', nursing?.map((row) => ({ row, field: 'text' })) ?? null);
		t.report({
			message: 'over',
			data: { item: itemName(charges[0]!.row), billed: t.known(billed) / QUANTITY_SCALE, noted: notes.length, extra: extra / QUANTITY_SCALE },
			grade: 'suspect',
			lines: allocate(charges, extra).map(offending)
		});
	}
});

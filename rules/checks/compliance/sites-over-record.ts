import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { sitesTold } from '../../facts/sites-of-item.ts';
import { unitItems, unitsCharged, visitsWithUnit } from '../../facts/units-of-item.ts';

const UNITS = ['site', 'side', 'vertebra', 'specimen'] as const;
/** 双侧 as one unit: the price is of both sides. */
const BOTH = /双侧/;

/** An item by the site (按部位、侧、节段、标本计价) charged more often than sites are told. */
export default defineRule({
	meta: {
		id: 'sites-over-record',
		version: 1,
		title: { zh: '按部位计价数量超过记录部位数', en: 'More sites charged than recorded' },
		explains: {
			zh: '按部位、侧别、节段或标本计价的项目，本次就诊计费数量多于手术记录、报告所载的部位数（单位为双侧的，两侧算一个）。没有记录可查，或记录写多发、数个而未逐一写明的，无法判断。',
			en: 'An item priced by the site, side, vertebra or specimen is charged more often in a visit than notes or reports tell of sites; where the unit is both sides, two count as one. Without a record, or where it speaks of several without naming them, nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['医疗服务项目限定频次'],
		problems: [42, 57, 90, 137, 138, 145, 152, 181],
		requires: ['visit', 'fee'],
		uses: ['document', 'operation', 'exam', 'settlement'],
		knowledge: ['unitLimits'],
		clears: { 'further-site': { zh: '文书提示另有部位', en: 'Notes speak of a further site' } },
		messages: {
			over: {
				zh: '{{item}} 计费 {{billed}}，记录部位 {{told}} 个，多计 {{extra}}',
				en: '{{item}}: {{billed}} charged, {{told}} sites recorded, {{extra}} too many'
			}
		}
	},
	params: {},
	candidates: visitsWithUnit(UNITS),
	judge(stay, t) {
		t.each(unitItems(stay, t, UNITS), (unit) => {
			const billed = unitsCharged(t, unit);
			if (t.known(billed) <= unit.point.most * QUANTITY_SCALE) return;
			const told = sitesTold(stay, unit);
			if (told === null || told.isOpen) return t.cannotTell({ kind: 'document', what: unit.point.records?.[0] ?? 'document' });
			const sides = unit.point.unit === 'side' && unit.charges.every(({ row }) => BOTH.test(row.text('unt')));
			const count = sides ? Math.ceil(told.count / 2) : told.count;
			const label = { zh: `记录部位 ${count} 个，每个 ${unit.point.most}`, en: `${count} sites recorded, ${unit.point.most} each` };
			const allowed = t.derived<number>(label, 'quantity', count * unit.point.most * QUANTITY_SCALE, told.sources);
			if (!t.gt('more-than-sites', billed, allowed)) return;
			for (const { charge, match } of unit.items) t.matches('item-by-site', charge.row, match);
			const extra = t.known(billed) - t.known(allowed);
			t.report({
				message: 'over',
				data: { item: itemName(unit.charges[0]!.row), billed: t.known(billed) / QUANTITY_SCALE, told: count, extra: extra / QUANTITY_SCALE },
				grade: 'suspect',
				lines: allocate(unit.charges, extra).map(offending)
			});
		});
		if (t.reports.length > 0) t.clear('further-site', cellsSaying(stay, 'document', ['text'], /另(一|行|于)[^。；]{0,8}(部位|处|侧|椎)|分别于/));
	}
});

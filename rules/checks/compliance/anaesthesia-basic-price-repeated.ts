import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { gradeOf } from '../../facts/items.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { allowedUnits, unitItems, unitsCharged, visitsBeyondOne } from '../../facts/units-of-item.ts';

const UNITS = ['first-hour'] as const;
const ID = 'anaesthesia-basic-price-repeated';

/** 麻醉基价重复: the basic price of an anaesthesia, which holds for its first hours, charged again for the further ones. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '麻醉基价按小时重复收取', en: 'Basic price of anaesthesia charged again' },
		explains: {
			zh: '麻醉基价含首段时间，每例收一次，之后按“每增加一小时”加收。本次就诊基价数量多于麻醉记录份数（没有麻醉记录时按手术次数，再没有时按每日一次推定，可疑）。',
			en: 'The basic price covers the first hours of one anaesthesia; further hours have a price of their own. More of it is charged in a visit than there are records of anaesthesia, or operations where none stands; without either, one a day is assumed (suspect).'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['医疗服务项目超限定单价收费'],
		problems: [163, 164],
		requires: ['visit', 'fee'],
		uses: ['anesthesia', 'operation', 'document', 'settlement'],
		knowledge: ['unitLimits'],
		clears: { 'further-anaesthesia': { zh: '文书提示另有一次麻醉', en: 'Notes speak of a further anaesthesia' } },
		messages: {
			'over-records': {
				zh: '{{item}} 基价计费 {{billed}}，麻醉或手术记录 {{recorded}} 次，多计 {{extra}}',
				en: '{{item}}: basic price charged {{billed}} times, {{recorded}} recorded, {{extra}} too many'
			},
			'over-days': {
				zh: '{{item}} 基价计费 {{billed}}，推定 {{recorded}} 次，多计 {{extra}}',
				en: '{{item}}: basic price charged {{billed}} times in {{recorded}} days'
			}
		}
	},
	params: {
		assumedSessions: {
			default: 1,
			unit: 'count',
			title: { zh: '无记录时推定的每日麻醉次数', en: 'Anaesthesias a day where none is recorded' },
			why: '没有麻醉和手术记录时按一日一例推定，只作可疑；默认值未核实'
		}
	},
	candidates: visitsBeyondOne(UNITS, ID),
	judge(stay, t) {
		t.each(unitItems(stay, t, UNITS), (unit) => {
			const billed = unitsCharged(t, unit);
			const { units, count, isRecorded, missing } = allowedUnits(stay, t, unit, t.param('assumedSessions'));
			if (!t.gt(isRecorded ? 'more-than-recorded' : 'more-than-assumed', billed, units)) {
				if (missing) t.cannotTell(missing);
				return;
			}
			for (const { charge, match } of unit.items) t.matches('basic-price', charge.row, match);
			const extra = t.known(billed) - t.known(units);
			t.report({
				message: isRecorded ? 'over-records' : 'over-days',
				data: { item: itemName(unit.charges[0]!.row), billed: t.known(billed) / QUANTITY_SCALE, recorded: count, extra: extra / QUANTITY_SCALE },
				grade: isRecorded && unit.items.every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
				lines: allocate(unit.charges, extra).map(offending)
			});
		});
		if (t.reports.length > 0) t.clear('further-anaesthesia', cellsSaying(stay, 'document', ['text'], /(再次|二次|重新)(麻醉|手术|插管)|重返手术室/));
	}
});

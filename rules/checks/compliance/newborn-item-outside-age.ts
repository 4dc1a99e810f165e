import { defineRule } from '../../engine/rule.ts';
import { begunInside, isInDays, notMarkedNewborn, outsideDays } from '../../facts/days-of-life.ts';
import { outsideMaternity } from '../../facts/insurance.ts';
import { claimedOf, gradeOfClaimed, itemData, limitedCharges } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';

/** Drugs, items and materials for newborns (新生儿), claimed on another day of life. Years are too coarse for them, so days are counted. */
export default defineRule({
	meta: {
		id: 'newborn-item-outside-age',
		version: 1,
		title: { zh: '限新生儿使用超日龄', en: 'Item for newborns outside its days of life' },
		explains: {
			zh: '限新生儿使用的药品、项目或耗材，费用发生日的日龄超出限定。母亲就诊下记入的新生儿费用不在此列；没有出生日期时不判断。超过限定周岁的由“超限定年龄”报告。',
			en: 'A drug, item or material for newborns charged on a day of life outside the limit. Charges of the child on its mother’s visit are lawful; without a date of birth nothing is judged. Beyond the years of the limit the rule of ages reports.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['药品限新生儿使用', '医疗服务项目限新生儿使用', '耗材限新生儿使用'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['ageLimits'],
		clears: { 'begun-inside': { zh: '限定日龄内已开始使用，延续至超龄', en: 'Begun inside the limit and continued' } },
		messages: {
			outside: {
				zh: '{{item}} 限日龄 {{min}}–{{max}} 天，使用时日龄 {{days}} 天，共 {{lines}} 条',
				en: '{{item}} is for days of life {{min}}–{{max}}, used on day {{days}}: {{lines}} lines'
			}
		}
	},
	params: {
		graceDays: {
			default: 0,
			unit: 'day',
			title: { zh: '超龄宽限天数', en: 'Days allowed beyond the limit' },
			why: '地方可规定限定日龄内开始的治疗延续若干天；未查到统一规定，默认不宽限（未核实）'
		}
	},
	candidates: itemsThat('ageLimits', isInDays).visits,
	judge(stay, t) {
		t.each(limitedCharges(stay, t.context, 'ageLimits', t.day), ({ point, items }) => {
			if (!isInDays(point)) return;
			let most = 0;
			const claims = claimedOf(t, items, ({ charge }) => {
				const { days, outside } = outsideDays(t, stay.visit, charge, point, t.param('graceDays'));
				most = outside ? days : most;
				return outside && notMarkedNewborn(t, stay.visit) && outsideMaternity(t, stay.visit, charge);
			});
			if (claims.length === 0) return;
			const charges = items.map(({ charge }) => charge);
			const begun = point.maxAgeDays === undefined ? [] : begunInside(stay.visit, charges, point.maxAgeDays);
			if (!t.lookedForClears) t.clear('begun-inside', begun);
			t.report({
				message: 'outside',
				data: { ...itemData(claims), min: point.minAgeDays ?? 0, max: point.maxAgeDays ?? '', days: most },
				grade: begun?.length ? 'suspect' : gradeOfClaimed(claims),
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
	}
});

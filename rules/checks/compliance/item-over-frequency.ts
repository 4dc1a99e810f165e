import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import { birthStaySources } from '../../facts/age-limit.ts';
import { offending } from '../../facts/excess.ts';
import { excesses, overByCharge, overLimit, periodName } from '../../facts/frequency.ts';
import { visitsOverFrequency } from '../../facts/frequency-visits.ts';
import { gradeOf } from '../../facts/items.ts';
import { limitedCharges } from '../../facts/limited-charges.ts';
import { calendarDays, mayHaveGathered } from '../../facts/line-days.ts';
import { chargesIn, otherVisitsHere } from '../../facts/person-items.ts';
import { article38 } from '../../facts/regulation.ts';
import { transferSources } from '../../facts/ward-transfer.ts';
import type { FrequencyLimit } from '../../knowledge/pack.ts';

/** Service items charged more often in an hour, a day, a span of days or a visit than their limit allows. */
export default defineRule({
	meta: {
		id: 'item-over-frequency',
		version: 1,
		title: { zh: '项目超限定频次', en: 'Item charged more often than its limit' },
		explains: {
			zh: '诊疗项目在限定周期（小时、日、若干日、单次就诊）内的计费数量超过上限。跨日计费按日均摊；超出部分取最后计费的行。一行累计多日且住院天数容得下的不判断。',
			en: 'More of an item was charged in its period than the limit allows. Lines over days are spread evenly; the lines charged last are what is too much. A single line that the days of the stay could hold is not judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'person',
		basis: [article38('三')],
		official: ['GZ10000102014000', '医疗服务项目周期超频次'],
		problems: [117],
		requires: ['visit', 'fee'],
		uses: ['order', 'settlement'],
		knowledge: ['frequencyLimits'],
		clears: {
			'ward-transfer': { zh: '转科当日两个病区分别计费', en: 'Two wards charged on the day of a transfer' },
			'gathered-billing': { zh: '一行累计记多日费用', en: 'One line for the charges of several days' },
			'mother-and-newborn': { zh: '母婴同一就诊分别计费', en: 'Mother and newborn on one visit' }
		},
		messages: {
			over: {
				zh: '{{item}} 限 {{limit}} 次，自 {{from}} 起计 {{count}}，多计 {{extra}}',
				en: '{{item}}: limit {{limit}}, {{count}} charged from {{from}}, {{extra}} too many'
			}
		}
	},
	params: {
		acrossVisits: {
			default: 1,
			unit: 'count',
			title: { zh: '多日周期跨就诊累计（1 为累计）', en: 'Periods of days run over visits (1: yes)' },
			why: '周期频次针对参保人；同一机构的各次就诊累计，0 为只看一次就诊'
		}
	},
	candidates: visitsOverFrequency,
	judge(stay, t) {
		const days = stay.fact(calendarDays);
		const gathered: Charge[] = [];
		const others = t.known(t.param('acrossVisits')) === 0 ? [] : otherVisitsHere(stay);
		t.each(limitedCharges(stay, t.context, 'frequencyLimits', t.day), ({ point, items }) => {
			const more = typeof point.period === 'number' && point.period > 1 ? chargesIn(others, t.context, point, t.day) : [];
			const billed = [...items, ...more].filter(({ charge }) => charge.quantity > 0 && charge.amount > 0);
			const own = new Set(items.map(({ charge }) => charge));
			const found = excesses(
				billed.map(({ charge }) => charge),
				point,
				days
			).filter((excess) => excess.over.some(({ charge }) => own.has(charge)));
			if (found.length === 0) return;
			const counted = new Set(found.flatMap((excess) => excess.counted.map(({ charge }) => charge)));
			const matches = billed.filter(({ charge }) => counted.has(charge));
			gathered.push(...matches.map(({ charge }) => charge).filter((charge) => doubtful(charge, point, days)));
			for (const { charge, match } of matches) t.matches('limited-item', charge.row, match);
			for (const excess of found) overLimit(t, point, excess);
			const over = overByCharge(found).filter(({ charge }) => own.has(charge));
			t.report({
				message: 'over',
				data: {
					item: point.name,
					limit: point.limit,
					from: periodName(found[0]!),
					count: found[0]!.total / QUANTITY_SCALE,
					extra: over.reduce((sum, part) => sum + part.quantity, 0) / QUANTITY_SCALE
				},
				grade: matches.every(({ charge, match }) => gradeOf(match) === 'certain' && !doubtful(charge, point, days)) ? 'certain' : 'suspect',
				lines: over.map(offending)
			});
		});
		if (t.reports.length === 0) return;
		t.clear('ward-transfer', transferSources(stay));
		t.clear(
			'gathered-billing',
			gathered.map(({ row }) => ({ row, field: 'cnt' }))
		);
		t.clear('mother-and-newborn', birthStaySources(stay.visit));
	}
});

/** A line with more than a day's limit and no end, in a stay of days. */
const doubtful = (charge: Charge, { limit, period }: FrequencyLimit, days: number): boolean =>
	(period === 1 || period === 'hour') && mayHaveGathered(charge, limit * QUANTITY_SCALE * (period === 1 ? 1 : 24), days);

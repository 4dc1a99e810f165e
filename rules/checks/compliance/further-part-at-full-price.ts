import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { separateOperations } from '../../facts/discounts.ts';
import { dueOfLine, furtherParts, type FurtherParts } from '../../facts/further-parts.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsOfTable } from '../../facts/table-items.ts';

const params = {
	secondShare: {
		default: null,
		unit: 'percent',
		title: { zh: '第二个及以后部位计价比例（%）', en: 'Share of the price for further parts (%)' },
		why: '由各地价格规定，知识点给出的优先；都没有时只提示、不计金额'
	},
	fullFrom: {
		default: 99,
		unit: 'percent',
		title: { zh: '视为未折价的比例（%）', en: 'Share from which a price is no discount (%)' },
		why: '比例未设定时，单价与首个部位相差不到 1% 视为未折价（四舍五入）；与“同台手术未按规定折价”同一口径，未核实'
	},
	sameSession: {
		default: 6,
		unit: 'hour',
		title: { zh: '同次检查或手术的最长间隔', en: 'Hours within one session' },
		why: '时间均精确到分且相隔更久的，视为两次；6 小时是知识库第七批项目对的一种时间窗口，此处为类推，未核实'
	}
} as const;

/** 多部位未按规定折价: further parts, vessels or organs of one session charged at the price of the first. */
export default defineRule({
	meta: {
		id: 'further-part-at-full-price',
		version: 1,
		title: { zh: '多部位、多支血管未按规定折价', en: 'Further parts charged at the price of the first' },
		explains: {
			zh: '地方规定第二个及以后部位（血管、器官）折价的项目，同次检查或手术收取两个及以上，后面的按首个的价格收取。单价最高的为首个（涉及项）。',
			en: 'Items whose further parts, vessels or organs the region discounts were charged twice or more in one session, the further ones at the price of the first. The dearest is the first (related).'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: [],
		problems: [21, 84, 87],
		requires: ['visit', 'fee'],
		uses: ['operation', 'settlement'],
		knowledge: ['partDiscounts'],
		clears: { 'separate-operations': { zh: '同日多台手术分别开始', en: 'Operations of the day with begins of their own' } },
		messages: {
			full: {
				zh: '{{item}} 同次收取 {{units}} 个部位，其后的按首个价格收取',
				en: '{{item}}: {{units}} parts in one session, the further ones at full price'
			}
		}
	},
	params,
	candidates: (shard, context) => itemsOfTable('partDiscounts').visits(shard, context),
	judge(stay, t) {
		t.each(furtherParts(stay, t, t.known(t.param('sameSession'))), (parts) => {
			t.each(parts.further, ({ item, units }) => judgeLine(t, parts, item, units));
		});
		if (t.reports.length > 0) t.clear('separate-operations', separateOperations(stay));
	}
});

function judgeLine(t: Trace<typeof params>, parts: FurtherParts, item: FurtherParts['first'], units: number): void {
	const { first, items } = parts;
	t.matches('first-part', first.charge.row, first.match);
	if (item !== first) {
		t.matches('further-part', item.charge.row, item.match);
		t.eq('same-day', t.dayOf(item.charge.row, 'fee_ocur_time'), t.dayOf(first.charge.row, 'fee_ocur_time'));
	}
	const share = first.match.point.shareSecond ?? t.param('secondShare').value;
	const price = t.number(first.charge.row, 'pric');
	t.known(price);
	const charged = t.amount({ zh: '计费金额（减退费）', en: 'Charged net of refunds' }, [item.charge]);
	const due = t.derived<number>(
		share === null ? { zh: '视为未折价的金额', en: 'Amount without a discount' } : { zh: `其后按 ${share}% 计`, en: `Further ones at ${share}%` },
		'amount',
		dueOfLine(parts, item, units, share ?? t.known(t.param('fullFrom'))),
		// A line that holds the first and further ones is compared with its own price.
		price.sources
	);
	if (share === null ? !t.ge('no-discount', charged, due) : !t.gt('over-share', charged, due)) return;
	t.report({
		message: 'full',
		data: { item: itemName(item.charge.row), units: items.reduce((sum, { charge }) => sum + Math.ceil(charge.quantity / QUANTITY_SCALE), 0) },
		grade: 'suspect',
		lines: [
			...(item === first ? [] : [{ charge: first.charge, role: 'related' as const }]),
			{
				charge: item.charge,
				role: 'offending',
				quantity: Math.min(units, item.charge.quantity),
				amount: share === null ? null : t.known(charged) - t.known(due)
			}
		]
	});
}

import { display } from '../../domain/display.ts';
import { proRata } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { ReportedLine, Trace } from '../../engine/trace.ts';
import { chargedBundles, type ChargedParts } from '../../facts/bundled-parts.ts';
import { itemName, zero } from '../../facts/cells.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsOfTable } from '../../facts/table-items.ts';

/** 整体项目分解收费: the parts of one service charged one by one instead of the whole. */
export default defineRule({
	meta: {
		id: 'bundle-split',
		version: 1,
		title: { zh: '整体项目拆分为部分收费', en: 'A whole charged by its parts' },
		explains: {
			zh: '应按一个整体项目收费的，在同一日（或同次就诊）分别收取了其中的若干部分，而没有收取整体项目。整体项目有价格的，各部分合计须高于它；没有价格时不计金额。',
			en: 'Of what is one service with one price, several parts were charged within a day (or visit) and the whole was not. Where its price is known the parts must cost more; without it no amount is given.'
		},
		dimension: 'compliance',
		violation: '分解收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['医疗服务项目分解收费'],
		problems: [65],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['bundles'],
		clears: { 'ordered-apart': { zh: '各部分有各自的医嘱号', en: 'Each part has an order of its own' } },
		messages: {
			split: { zh: '{{whole}} 拆分为 {{parts}} 收费', en: '{{whole}} charged as {{parts}}' },
			dearer: {
				zh: '{{whole}} 拆分为 {{parts}} 收费，合计 {{sum}} 元，整体 {{price}} 元',
				en: '{{whole}} charged as {{parts}}: {{sum}} instead of {{price}}'
			}
		}
	},
	params: {},
	candidates: (shard, context) => itemsOfTable('bundles', 'sub').visits(shard, context),
	judge(stay, t) {
		const found: ChargedParts[] = [];
		t.each(chargedBundles(stay, t), (bundle) => void (judgeBundle(stay, t, bundle) && found.push(bundle)));
		if (found.length === 0) return;
		const rows = found.flatMap(({ parts }) => parts.map(([item]) => item!.charge.row));
		const orders = rows.map((row) => row.text('rx_drord_no'));
		const isApart = new Set(orders).size === orders.length;
		t.clear('ordered-apart', orders.includes('') ? null : isApart ? rows.map((row) => ({ row, field: 'rx_drord_no' })) : []);
	}
});

function judgeBundle(stay: Stay, t: Trace, { point, parts, day, wholes }: ChargedParts): boolean {
	const items = parts.flat();
	const charges = items.map(({ charge }) => charge);
	const [first, ...others] = items as [(typeof items)[number], ...typeof items];
	t.matches('part', first.charge.row, first.match);
	for (const { charge, match } of others) {
		t.matches('part', charge.row, match);
		if (day !== null) t.eq('same-day', t.dayOf(charge.row, 'fee_ocur_time'), t.dayOf(first.charge.row, 'fee_ocur_time'));
	}
	const witness = {
		mdtrt_id: stay.id,
		feedetl_sn: 'W1',
		medins_list_name: point.name,
		cnt: '1',
		pric: '1',
		det_item_fee_sumamt: '1',
		...(day === null ? {} : { fee_ocur_time: display.day(day) })
	};
	const rows = wholes.map(({ charge }) => charge.row);
	if (!t.absent('whole-not-charged', { zh: `整体项目 ${point.name}`, en: 'The whole' }, rows, rows, { table: 'fee', fields: witness })) return false;
	const sum = t.amount({ zh: '各部分计费金额（减退费）', en: 'Charged for the parts' }, charges);
	const price = point.price === undefined ? null : Math.round(point.price / PRICE_TO_FEN);
	const whole = price === null ? zero('amount') : t.knowledge<number>(point, { zh: '整体项目价格', en: 'Price of the whole' }, 'amount', price);
	if (!t.gt(price === null ? 'parts-charged' : 'dearer-than-whole', sum, whole)) return false;
	const names = [...new Set(parts.map(([item]) => itemName(item!.charge.row)))].join('、');
	t.report({
		message: price === null ? 'split' : 'dearer',
		data: { whole: point.name, parts: names, sum: display.amount(t.known(sum)), price: price === null ? '' : display.amount(price) },
		grade: 'suspect',
		lines:
			price === null ? charges.map((charge) => ({ charge, role: 'offending', amount: null })) : shared(charges, t.known(sum), t.known(sum) - price)
	});
	return true;
}

/** 1/1 000 000 元 a 分. */
const PRICE_TO_FEN = 10_000;

/** What the parts cost too much, laid on their lines by their amounts; the last takes what rounding leaves. */
function shared(charges: readonly Charge[], sum: number, over: number): ReportedLine[] {
	let left = over;
	return charges.map((charge, i) => {
		const amount = i === charges.length - 1 ? left : proRata(over, charge.amount, sum);
		left -= amount;
		return { charge, role: 'offending', amount };
	});
}

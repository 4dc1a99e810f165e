import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Source } from '../../engine/traced.ts';
import { itemName, namingCells } from '../../facts/cells.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { charges, notRefunded } from '../../facts/charges.ts';
import { coreName } from '../../facts/item-core.ts';
import { namesOf } from '../../facts/item-names.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { goodsOfLine, outboundOfLine, visitsWithOutbound } from '../../facts/outbound.ts';
import { article38 } from '../../facts/regulation.ts';

/** 出库与结算不符（串换药品、耗材）: what left the stock for a line is another thing than what the line charges. */
export default defineRule({
	meta: {
		id: 'goods-against-outbound',
		version: 1,
		title: { zh: '结算的药品耗材与出库的不是同一种', en: 'Charged one thing, handed out another' },
		explains: {
			zh: '进销存记录为该行费用（或其结算单）指明的出库商品，与该行结算的药品耗材编码不同，名称也不是同一通用名。编码相同或名称互含（商品名与通用名、规格写法不同）的不在此列。',
			en: 'The goods that the stock file names for a fee line, or for its settlement, have another code and another name than what the line charges. One code, or a name that contains the other (trade and generic name, notation of strength), is not meant.'
		},
		dimension: 'fraud',
		violation: '串换项目',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('四')],
		official: [],
		problems: [],
		pharmacyProblems: [7, 8],
		requires: ['fee', 'stock'],
		uses: ['visit', 'settlement'],
		knowledge: [],
		clears: {
			'same-product': {
				zh: '更名或再注册前后的同一产品，需核对注册证',
				en: 'One product before and after it was renamed: the registration to be checked'
			}
		},
		messages: { swapped: { zh: '结算“{{charged}}”，出库“{{handed}}”', en: '“{{charged}}” charged, “{{handed}}” handed out' } }
	},
	params: {},
	candidates: visitsWithOutbound,
	judge(stay, t) {
		const lines = stay.fact(charges).net.filter((charge) => isGoods(stay, charge));
		t.each(lines, (charge) => {
			const goods = goodsOfLine(stay, charge.row).filter((row) => row.text('name') !== '' && row.number('cnt') !== 0);
			// A receipt with fewer goods than lines was not uploaded in full: what is missing is no other thing.
			const whole = outboundOfLine(charge.row).length > 0 || goods.length >= lines.length;
			if (goods.length > 0 && whole) judgeLine(t, charge, goods);
		});
	}
});

/** Drugs, herbs and materials; at a pharmacy also lines of no known category. */
function isGoods(stay: Stay, { row }: Charge): boolean {
	const kind = chargeKind(row);
	return kind === null ? (visitRow(stay)?.text('med_type') ?? '').startsWith('41') : kind === 'drug' || kind === 'herb' || kind === 'material';
}

/** A line is wrong where no goods that left for it are what it charges. */
function judgeLine(t: Trace, charge: Charge, goods: readonly Row<'stock'>[]): void {
	const { row } = charge;
	const [first] = goods as [Row<'stock'>];
	if (!anotherCode(t, row, goods) || !anotherName(t, row, goods) || !notRefunded(t, charge)) return;
	t.clear('same-product', null);
	t.report({
		message: 'swapped',
		data: { charged: itemName(row), handed: first.text('name') },
		grade: 'suspect',
		lines: [{ charge, role: 'offending' }]
	});
}

const CODES = ['med_list_codg', 'medins_list_codg'] as const;
const label = { zh: '商品编码', en: 'Code of the goods' };

/** That the national and the hospital's own codes differ, of those that both sides carry. */
function anotherCode(t: Trace, row: Row<'fee'>, goods: readonly Row<'stock'>[]): boolean {
	return CODES.every((field) => {
		const from = field === 'med_list_codg' && row.text(field) === '' ? 'hilist_code' : field;
		const [own, coded] = [row.text(from), goods.filter((one) => one.text(field) !== '')];
		if (own === '' || coded.length === 0) return true;
		const handed = coded.some((one) => one.text(field) === own) ? own : coded[0]!.text(field);
		return t.ne(
			`another-code-${field}`,
			t.text(row, from),
			t.derived(
				label,
				'text',
				handed,
				coded.map((one) => ({ row: one, field }))
			)
		);
	});
}

/** That the names differ without strength and form. A name is folded to the other where one contains the other. */
function anotherName(t: Trace, row: Row<'fee'>, goods: readonly Row<'stock'>[]): boolean {
	const cores = namesOf(row).map(coreName);
	const handed = goods.map((one) => coreName(one.text('name')));
	const same = cores.find((core) => handed.some((other) => core.includes(other) || other.includes(core)));
	const cells: Source[] = goods.map((one) => ({ row: one, field: 'name' }));
	const charged = t.derived(
		{ zh: '结算项目（去规格剂型）', en: 'Charged, without strength and form' },
		'text',
		same ?? cores[0] ?? '',
		namingCells(row)
	);
	const out = t.derived({ zh: '出库商品（去规格剂型）', en: 'Handed out, without strength and form' }, 'text', same ?? handed[0]!, cells);
	return cores.length > 0 && t.ne('another-name', charged, out);
}

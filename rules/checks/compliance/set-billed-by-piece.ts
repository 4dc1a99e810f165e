import { display } from '../../domain/display.ts';
import { PRICE_SCALE, proRata, QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { piecesOfSets, setsBought, piecesBought, type SetPieces } from '../../facts/sets-bought.ts';
import { article38 } from '../../facts/regulation.ts';

const FEN = 100;

/** 成套耗材拆零收费: pieces of a set that was bought as one are charged one by one, for more than the set cost. */
export default defineRule({
	meta: {
		id: 'set-billed-by-piece',
		version: 1,
		title: { zh: '成套购买的耗材拆分组件收费', en: 'A set charged by its pieces' },
		explains: {
			zh: '进销存中按套购入的耗材，收费时拆成两个及以上组件，组件收费之和高于同样套数的购入价。组件按名称以套的名称开头认定；套数按收取最多的组件计。',
			en: 'Material that the stock has as a set was charged as two or more of its pieces, which together cost more than so many sets were bought for. Pieces are told by names that begin as the set’s does; as many sets as the most frequent piece.'
		},
		dimension: 'compliance',
		violation: '分解收费',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['医疗服务项目分解收费'],
		problems: [34],
		requires: ['fee', 'stock'],
		uses: ['visit', 'settlement'],
		knowledge: [],
		clears: { 'bought-apart': { zh: '进销存中组件也单独购入', en: 'The stock has the pieces by themselves too' } },
		messages: {
			dearer: {
				zh: '{{set}} 成套购入 {{price}} 元，拆成 {{pieces}} 个组件收费 {{sum}} 元',
				en: '{{set}} bought at {{price}}, charged as {{pieces}} pieces for {{sum}}'
			}
		}
	},
	params: {},
	candidates: piecesBought.visits,
	judge(stay, t) {
		const found: SetPieces[] = [];
		t.each(piecesOfSets(stay, setsBought(t.context.batch)), (pieces) => void (judgeSet(t, pieces) && found.push(pieces)));
		if (found.length > 0)
			t.clear(
				'bought-apart',
				found.flatMap(({ apart }) => apart.map((row) => ({ row, field: 'name' })))
			);
	}
});

function judgeSet(t: Trace, { rows, core, charges, sets }: SetPieces): boolean {
	const piece = t.derived<string>(
		{ zh: '组件名称的开头', en: 'Beginning of the name of the pieces' },
		'text',
		core,
		charges.map(({ row }) => ({ row, field: row.text('medins_list_name') === '' ? 'hilist_name' : 'medins_list_name' }))
	);
	const named = t.derived<string>(
		{ zh: '成套耗材名称', en: 'Name of the set' },
		'text',
		core,
		rows.map((row) => ({ row, field: 'name' }))
	);
	t.eq('pieces-of-the-set', piece, named);
	const prices = rows.map((row) => t.number(row, 'purchase_price'));
	const dearest = Math.max(...prices.map((price) => t.known(price)));
	const sum = t.amount({ zh: '组件计费金额（减退费）', en: 'Charged for the pieces' }, charges);
	const cost = t.derived<number>(
		{ zh: `成套购入价 × ${sets / QUANTITY_SCALE}`, en: 'Price of so many sets' },
		'amount',
		proRata(dearest, sets * FEN, PRICE_SCALE * QUANTITY_SCALE),
		prices.flatMap(({ sources }) => sources)
	);
	if (!t.gt('dearer-than-the-set', sum, cost)) return false;
	const over = t.known(sum) - t.known(cost);
	let left = over;
	t.report({
		message: 'dearer',
		data: { set: rows[0]!.text('name'), price: display.amount(t.known(cost)), pieces: charges.length, sum: display.amount(t.known(sum)) },
		grade: 'suspect',
		lines: charges.map((charge, i) => {
			const amount = i === charges.length - 1 ? left : proRata(over, charge.amount, t.known(sum));
			left -= amount;
			return { charge, role: 'offending', amount };
		})
	});
	return true;
}

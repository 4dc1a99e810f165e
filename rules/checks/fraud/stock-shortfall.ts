import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { zero } from '../../facts/cells.ts';
import { visitsThat } from '../../facts/columns.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { balanceOf, booksOf, inWords, type Balance, type Ledger } from '../../facts/ledger.ts';
import { article38 } from '../../facts/regulation.ts';
import { chargesOfLedger, mergeUses, usesOf, type Use, type Uses } from '../../facts/stock-use.ts';

const params = {
	tolerance: {
		default: 1,
		unit: 'count',
		title: { zh: '允差数量', en: 'Units of tolerance' },
		why: '盘点时已拆开的包装会差一个计量单位；只决定是否提示，不从数量中扣除（未核实）'
	},
	tolerancePercent: { default: 0, unit: 'percent', title: { zh: '允差比例', en: 'Tolerance in percent' }, why: '损耗比例由地方设定；默认不设' }
} as const;

/** 进销存不符: more charged in the months of the books than was there to be used. */
export default defineRule({
	meta: {
		id: 'stock-shortfall',
		version: 1,
		title: { zh: '结算数量超过进销存可供数量', en: 'More charged than the stock had' },
		explains: {
			zh: '账期内某药品或耗材的结算数量（退费后，折算为库存单位）超过期初结存加本期收入减退货减期末结存。调拨和赠品计入收入；单位不同且无拆零比、账期不连续时无法判断。每个机构每个项目只报一次，记在数量最大的一行。',
			en: 'In the months of the books more was charged of an item (net of refunds, in units of the stock) than opening plus received less returned less closing. Transfers and gifts count as received. Unlike units without a ratio, or a month that is missing, cannot be judged. Told once an item and institution, at its largest line.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('三')],
		official: ['GZ10000202001000', 'GZ10000203001000'],
		problems: [4],
		requires: ['fee', 'stock'],
		uses: ['visit', 'settlement'],
		knowledge: [],
		clears: {
			consigned: { zh: '寄售、使用后开票的耗材，需核对后补入库', en: 'Consigned goods invoiced after use: later receipts to be checked' },
			'other-stores': { zh: '其他院区或药房的库存未移交', en: 'Stock of another campus or pharmacy not handed over' }
		},
		messages: {
			short: {
				zh: '{{item}}：结算 {{used}}，可供 {{available}}（期初 {{opening}}，收入 {{received}}，退货 {{returned}}，期末 {{closing}}）',
				en: '{{item}}: {{used}} charged, {{available}} available (opening {{opening}}, received {{received}}, returned {{returned}}, closing {{closing}})'
			}
		}
	},
	params,
	candidates(shard, { batch }, uses: Uses) {
		const [anchors, ids] = [new Set(Object.values(uses).map((use) => use.visit)), batch.dictionaries.get('visit')];
		return visitsThat(shard, (visit) => anchors.has(ids.text(shard.visitCode[visit]!)));
	},
	population: { map: usesOf, reduce: mergeUses },
	judge(stay, t, uses: Uses) {
		const { ledgers } = booksOf(t.context.batch);
		const own = Object.entries(uses).filter(([, use]) => use.visit === stay.id);
		t.each(own, ([id, use]) => judgeItem(t, stay, ledgers[Number(id)]!, use));
	}
});

function judgeItem(t: Trace<typeof params>, stay: Stay, ledger: Ledger, use: Use): void {
	const balance = balanceOf(ledger);
	if (!balance) return t.cannotTell({ kind: 'value', what: ledger.balances.length === 0 ? 'stock.closing' : 'stock.period' });
	const slack = t.known(t.param('tolerance')) * QUANTITY_SCALE + Math.floor((balance.available * t.known(t.param('tolerancePercent'))) / 100);
	if (use.unclear > 0) return t.cannotTell({ kind: 'value', what: 'stock.package_ratio' });
	if (use.doubtful > 0) return t.cannotTell({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
	if (!overStock(t, ledger, use, balance, slack)) return;
	const lines = chargesOfLedger(stay, t.context, ledger);
	if (!t.gt('in-this-visit', t.quantity({ zh: '本次就诊结算数量', en: 'Charged in this visit' }, lines), zero('quantity'))) return;
	t.clear('consigned', null);
	t.clear('other-stores', null);
	const say = (quantity: number): string => inWords(ledger, quantity);
	t.report({
		message: 'short',
		data: {
			item: ledger.name,
			used: say(use.quantity),
			available: say(balance.available),
			opening: say(balance.opening),
			received: say(balance.received),
			returned: say(balance.returned),
			closing: say(balance.closing)
		},
		grade: 'suspect',
		related: use.visits.filter((id) => id !== stay.id),
		lines: lines.map((charge) => ({ charge, role: 'related' }))
	});
}

function overStock(t: Trace<typeof params>, ledger: Ledger, use: Use, { available, rows }: Balance, slack: number): boolean {
	const used = t.batch({ zh: `账期内结算数量（${ledger.unit}）`, en: `Charged in the months (${ledger.unit})` }, 'quantity', use.quantity);
	const sources = rows.flatMap((row) =>
		(['opening', 'received', 'closing', 'cnt'] as const).filter((field) => row.number(field) !== null).map((field) => ({ row, field }))
	);
	const limit = t.derived({ zh: '可供数量加允差', en: 'Available, with the tolerance' }, 'quantity', available + slack, sources);
	return t.gt('more-than-available', used, limit);
}

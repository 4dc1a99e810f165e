import { dayNumber } from '../../domain/display.ts';
import { dayOf } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { zero } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { monthOf, type Ledger } from '../../facts/ledger.ts';
import { article38 } from '../../facts/regulation.ts';
import { carriedCharges, ledgerOf, visitsBeforeReceipt } from '../../facts/stock-use.ts';

const MONTHS = 12;

/** 入库前已销售: charged on a day on which the institution had not yet received any of it. */
export default defineRule({
	meta: {
		id: 'sold-before-received',
		version: 1,
		title: { zh: '首次入库之前已结算', en: 'Charged before any of it was received' },
		explains: {
			zh: '药品或耗材的结算日早于进销存记录的首次入库日，而账期初没有结存。期初结存不明、结算日早于账期的无法判断。寄售耗材使用后入库的列为反证。',
			en: 'An item was charged before the first receipt that the stock tells of, and the books opened with none. An opening that is not told, or a charge before the books begin, cannot be judged. Consigned goods received after use are counter-evidence.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: ['GZ10000202001000', 'GZ10000203001000'],
		problems: [],
		requires: ['fee', 'stock'],
		uses: ['visit', 'settlement'],
		knowledge: [],
		clears: { consigned: { zh: '寄售耗材，使用后才办理入库', en: 'Consigned goods, received in the books after use' } },
		messages: { early: { zh: '{{item}} 结算日早于首次入库 {{days}} 天', en: '{{item}} charged {{days}} days before the first receipt' } }
	},
	params: {},
	candidates: visitsBeforeReceipt,
	judge(stay, t) {
		t.each(carriedCharges(stay, t.context), (charge) => {
			const ledger = ledgerOf(stay, t.context, charge);
			if (ledger && ledger.receipts.length > 0 && charge.row.time('fee_ocur_time')) judgeLine(t, charge, ledger);
		});
	}
});

function judgeLine(t: Trace, charge: Charge, { balances, receipts, name }: Ledger): void {
	const [charged, received] = [t.dayOf(charge.row, 'fee_ocur_time'), t.dayOf(receipts[0]!, 'moved_at')];
	if (!t.lt('before-the-first-receipt', charged, received)) return;
	const [first] = balances;
	const month = first ? monthOf(first.text('period')) : null;
	if (!first || first.number('opening') === null) return t.cannotTell({ kind: 'value', what: 'stock.opening' });
	if (month === null || t.known(charged) < dayNumber(Math.floor(month / MONTHS), (month % MONTHS) + 1, 1)) {
		return t.cannotTell({ kind: 'value', what: 'stock.period' });
	}
	if (!t.le('nothing-before', t.number(first, 'opening'), zero('quantity')) || !notRefunded(t, charge)) return;
	t.clear('consigned', null);
	t.report({
		message: 'early',
		data: { item: name, days: dayOf(receipts[0]!.time('moved_at')!.seconds) - t.known(charged) },
		grade: 'suspect',
		lines: [{ charge, role: 'offending' }]
	});
}

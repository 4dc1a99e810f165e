import { QUANTITY_SCALE } from '../../domain/units.ts';
import { partAmount } from '../../engine/assemble.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { optionalText, zero } from '../../facts/cells.ts';
import { charges, notRefunded } from '../../facts/charges.ts';
import { visitsThat } from '../../facts/columns.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { numberOf } from '../../facts/number-of.ts';
import { article38 } from '../../facts/regulation.ts';
import { openedSales, resoldCodes, salesOf, traceCodes, type Resold } from '../../facts/trace-codes.ts';

/** Units of what is taken out of an opened package: its parts share the code of the package lawfully. */
const OPENED = ['片', '粒', '丸', '支', '枚', '颗', '贴', '袋', '包', 'g', 'mg', 'ml', '克', '毫升', '板', '滴'] as const;
const WHOLE = ['盒', '大盒', '小盒'];

const params = {
	minLength: {
		default: 15,
		unit: 'count',
		title: { zh: '追溯码最短位数', en: 'Least length of a trace code' },
		why: '药品追溯码为 20 位（部分为 15 位以上）；更短的多为批号或条形码，本来就会相同（未核实）'
	}
} as const;

/** 追溯码重复结算（回流药）: one package is sold a second time. */
export default defineRule({
	meta: {
		id: 'trace-code-reused',
		version: 1,
		title: { zh: '同一药品追溯码在多次就诊中结算', en: 'One trace code settled in several visits' },
		explains: {
			zh: '同一药品追溯码已在更早的另一次就诊中结算，且未退费，提示回流药或虚构销售。拆零销售共用包装的追溯码，不在此列。按盒计费、由他人购买过的为明确，其余为可疑。',
			en: 'A trace code was settled in an earlier visit already and not refunded: perhaps a drug that came back to the counter, perhaps a sale that never was. Parts of an opened package share its code and are not meant. A whole box sold to another person before is certain.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('三')],
		official: ['GZ10000202001000'],
		problems: [],
		pharmacyProblems: [5],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'stock'],
		knowledge: [],
		clears: {
			'opened-package': { zh: '拆零销售（需核对计价单位与拆零记录）', en: 'Sold in parts: unit and record of opening to be checked' },
			'scanned-wrongly': { zh: '扫码错误，需核对实物与上传记录', en: 'Scanned wrongly: the package and the upload to be checked' }
		},
		messages: { resold: { zh: '追溯码 {{code}} 已在此前 {{times}} 次就诊中结算', en: 'Trace code {{code}} was settled in {{times}} earlier visits' } }
	},
	params,
	candidates(shard, _context, resold: Resold) {
		const visits = new Set([...resold.values()].flatMap((sales) => sales.map((sale) => sale.visit)));
		return visitsThat(shard, (visit) => visits.has(shard.visitCode[visit]!));
	},
	population: { map: salesOf, reduce: resoldCodes },
	judge(stay, t, resold: Resold) {
		t.each(stay.fact(charges).net, (charge) => {
			const cell = charge.row.text('drug_trac_codg');
			if (cell !== '') judgeLine(t, stay, charge, traceCodes(cell), resold);
		});
	}
});

function judgeLine(t: Trace<typeof params>, stay: Stay, charge: Charge, codes: readonly string[], resold: Resold): void {
	const { row } = charge;
	const own = stay.book.shard.visitCode[stay.index]!;
	const earlier = (code: string) => {
		const sales = resold.get(numberOf(code)) ?? [];
		const first = sales.findIndex((sale) => sale.visit === own);
		return sales.slice(0, Math.max(0, first));
	};
	const again = codes.filter((code) => code.length >= t.known(t.param('minLength')) && earlier(code).length > 0);
	const [code] = again;
	if (code === undefined || !notRefunded(t, charge)) return;
	const sales = earlier(code);
	const cells = [{ row, field: 'drug_trac_codg' }];
	const label = { zh: '药品追溯码', en: 'Trace code' };
	const length = t.derived({ zh: '追溯码位数', en: 'Length of the code' }, 'integer', code.length, cells);
	if (!t.ge('long-enough', length, t.param('minLength'))) return;
	t.eq('same-code', t.derived(label, 'text', code, cells), t.batch({ zh: '此前结算的追溯码', en: 'Code settled before' }, 'text', code));
	const times = new Set(sales.map((sale) => sale.visit)).size;
	t.gt('sold-before', t.batch({ zh: '此前结算该码的就诊数', en: 'Earlier visits with the code' }, 'integer', times), zero('integer'));
	const units = t.constant({ zh: '拆零单位', en: 'Units of parts' }, 'text', OPENED);
	if (!t.notIn('not-in-parts', optionalText(row, 'unt'), units)) return;
	const parts = openedSales(t.context.batch).get(code) ?? [];
	const witness = { table: 'stock', fields: { name: '拆零药品', drug_trac_codg: code, trdn_flag: '1' } } as const;
	if (!t.absent('no-opened-sale', { zh: '该码的拆零销售记录', en: 'Sales of the code in parts' }, parts, [], witness)) return;
	const unit = row.text('unt');
	t.clear('opened-package', unit === '' ? null : []);
	t.clear('scanned-wrongly', null);
	const quantity = Math.min(charge.quantity, Math.max(QUANTITY_SCALE, Math.floor((charge.quantity * again.length) / codes.length)));
	const person = stay.book.shard.personCode[stay.personIndex]!;
	const ids = t.context.batch.dictionaries.get('visit');
	t.report({
		message: 'resold',
		data: { code, times },
		grade: WHOLE.includes(unit) && sales.some((sale) => sale.person !== person) ? 'certain' : 'suspect',
		related: [...new Set(sales.map((sale) => ids.text(sale.visit)))],
		lines: [{ charge, role: 'offending', quantity, amount: partAmount(charge, quantity) }]
	});
}

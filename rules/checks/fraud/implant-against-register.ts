import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Charge } from '../../engine/charge.ts';
import { itemName } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { alike, registeredDevices, sameMaker, visitsWithDevice, type Registered } from '../../facts/implant-register.ts';
import { article38 } from '../../facts/regulation.ts';

/** 耗材串换: an implant of one maker charged where the register has another one's. */
export default defineRule({
	meta: {
		id: 'implant-against-register',
		version: 1,
		title: { zh: '植入类耗材收费厂家与使用登记不符', en: 'Implant of another maker charged than registered' },
		explains: {
			zh: '植入类耗材收费明细的厂家，与同名高值耗材登记的厂家、品牌、产地都不同；进销存有登记厂家的该耗材时，其购入价须低于收费单价。收费或登记没有厂家时无法判断。',
			en: 'The maker on the fee line of an implant is neither maker, brand nor origin of any registered device of that name; where the stock has the registered one, it must cost less than charged. Without a maker on either side nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '串换项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('四')],
		official: [],
		problems: [14, 33],
		requires: ['visit', 'fee', 'implant'],
		uses: ['stock', 'settlement'],
		knowledge: [],
		clears: { 'price-of-registered': { zh: '进销存中登记厂家该耗材的购入价', en: 'What the stock paid for the registered device' } },
		messages: {
			other: {
				zh: '{{item}} 收费厂家 {{charged}}，登记厂家 {{registered}}',
				en: '{{item}}: charged as of {{charged}}, registered as of {{registered}}'
			},
			cheaper: {
				zh: '{{item}} 收费厂家 {{charged}}，登记厂家 {{registered}}，后者购入价更低',
				en: '{{item}}: charged as of {{charged}}, registered as of {{registered}}, which was bought for less'
			}
		}
	},
	params: {},
	candidates: visitsWithDevice,
	judge(stay, t) {
		const rows: Row<'implant'>[] = [];
		t.each(registeredDevices(stay), (device) => {
			t.each(device.charges, (charge) => void (judgeLine(t, stay, charge, device) && rows.push(...device.rows)));
		});
		if (t.reports.length === 0) return;
		const bought = stockOf(stay, rows);
		t.clear('price-of-registered', bought && bought.map((row) => ({ row, field: 'purchase_price' })));
	}
});

const ORIGIN = ['manufacturer', 'brand', 'prodplac'] as const;

function judgeLine(t: Trace, stay: Stay<'fee' | 'implant' | 'stock' | 'visit'>, charge: Charge, { rows }: Registered): boolean {
	if (rows.length === 0) {
		t.cannotTell({ kind: 'document', what: 'implant' });
		return false;
	}
	if (!notRefunded(t, charge)) return false;
	const charged = t.known(t.text(charge.row, 'prodentp_name'));
	const cells = rows.flatMap((row) => ORIGIN.map((field) => ({ row, field, says: row.text(field) }))).filter(({ says }) => says !== '');
	// A row without a maker may be the one charged.
	rows.forEach((row) => t.known(t.text(row, 'manufacturer')));
	const same = cells.find(({ says }) => sameMaker(says, charged))?.says;
	const left = t.derived<string>({ zh: '收费厂家', en: 'Maker charged' }, 'text', same ?? charged, [{ row: charge.row, field: 'prodentp_name' }]);
	const makers = cells.map(({ says }) => says);
	if (!t.notIn('other-maker', left, t.derived<readonly string[]>({ zh: '登记的厂家、品牌、产地', en: 'Makers registered' }, 'text', makers, cells)))
		return false;
	const bought = stockOf(stay, rows) ?? [];
	const prices = bought.map((row) => row.number('purchase_price')!);
	if (bought.length > 0) {
		const sources = bought.map((row) => ({ row, field: 'purchase_price' }));
		const paid = t.derived<number>({ zh: '登记耗材的最高购入价', en: 'Most paid for the registered one' }, 'price', Math.max(...prices), sources);
		if (!t.lt('bought-for-less', paid, t.number(charge.row, 'pric'))) return false;
	}
	t.report({
		message: bought.length > 0 ? 'cheaper' : 'other',
		data: { item: itemName(charge.row), charged, registered: [...new Set(rows.map((row) => row.text('manufacturer')))].join('、') },
		grade: 'suspect',
		// What the registered device may be charged at is not in the records.
		lines: [{ charge, role: 'offending', amount: null }]
	});
	return true;
}

/** Deliveries of the registered devices with a price, of this institution; null where no stock was handed over. */
function stockOf(stay: Stay<'visit' | 'stock' | 'fee' | 'implant'>, rows: readonly Row<'implant'>[]): Row<'stock'>[] | null {
	if (!('stock' in stay.book.batch.tables)) return null;
	const own = stay.visit.text('fixmedins_code');
	return stay.book
		.batchRows('stock')
		.filter((row) => row.number('purchase_price') !== null && (row.text('fixmedins_code') === own || row.text('fixmedins_code') === ''))
		.filter((row) => rows.some((one) => alike(one.text('name'), row.text('name')) && sameMaker(one.text('manufacturer'), row.text('manufacturer'))));
}

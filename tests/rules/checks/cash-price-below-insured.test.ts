import rule from '../../../rules/checks/compliance/cash-price-below-insured.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Sold {
	readonly at: string;
	readonly price: number;
	readonly fund?: number;
	readonly spec?: string;
	readonly kind?: string;
	readonly shop?: string;
}
const scene = (sold: readonly Sold[], more = '') => ({
	visit: `mdtrt_id | psn_no | med_type | fixmedins_code | begntime\n${sold.map(({ at, kind = '41', shop = 'Y1' }, i) => `M${i}|P${i}|${kind}|${shop}|2026-05-06 ${at}`).join('\n')}`,
	fee: [
		'feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | spec | unt | cnt | pric | det_item_fee_sumamt | init_feedetl_sn',
		...sold.map(({ at, price, spec = '5mg×28片' }, i) => `F${i}|M${i}|2026-05-06 ${at}|氨氯地平片|${spec}|盒|1|${price}|${price}|`),
		...(more ? [more] : [])
	].join('\n'),
	settlement: `setl_id | mdtrt_id | fund_pay_sumamt | acct_pay | cash_payamt\n${sold.map(({ fund = 0, price }, i) => `S${i}|M${i}|${fund}|0|${price - fund}`).join('\n')}`
});
const cash = (at: string, more: Partial<Sold> = {}): Sold => ({ at, price: 25, ...more });
const insured = { at: '11:00', price: 38, fund: 38 };

testRule(rule, {
	valid: {
		'one price for all': scene([cash('09:00'), cash('10:00'), { ...insured, price: 25, fund: 25 }, cash('12:00')]),
		'another pack': scene([cash('09:00', { spec: '14片' }), cash('10:00', { spec: '14片' }), insured, cash('12:00', { spec: '14片' })]),
		'another pharmacy': scene([cash('09:00', { shop: 'Y2' }), cash('10:00', { shop: 'Y2' }), insured, cash('12:00', { shop: 'Y2' })]),
		'the price fell at noon': scene([insured, cash('12:00'), cash('13:00'), cash('14:00')]),
		'two cheap sales': scene([cash('09:00'), insured, cash('12:00')]),
		'a hospital': scene(['09:00', '10:00', '12:00'].map((at) => cash(at, { kind: '11' })).concat({ ...insured, kind: '11' } as Sold)),
		'taken back': scene([cash('09:00'), cash('10:00'), insured, cash('12:00')], 'R1|M2|2026-05-06 15:00|氨氯地平片|5mg×28片|盒|-1|38|-38|F2')
	},
	invalid: {
		'dearer where the funds pay': {
			record: scene([cash('09:00'), cash('10:00', { price: 26 }), insured, cash('12:00')]),
			visit: 'M2',
			grade: 'suspect',
			message: 'dearer',
			data: { price: 38, cash: 26 },
			lines: ['F2 offending 1 12.00'],
			clears: { promotion: 'no-data' }
		}
	}
});

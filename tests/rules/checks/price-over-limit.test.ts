import rule from '../../../rules/checks/compliance/price-over-limit.ts';
import type { PriceLimit } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'priceLimits', officialClass: '价格', notice: 'fixture', got: { price: { by: 'column', verified: true } } } as const;
const knowledge: PriceLimit[] = [
	{ ...point, id: 'second', price: 20_000_000, rank: 2, codes: ['003100000010000'], name: '分级定价项目' },
	{ ...point, id: 'third', price: 25_000_000, rank: 3, codes: ['003100000010000'], name: '分级定价项目' },
	{ ...point, id: 'flat', price: 10_000_000, codes: ['003100000020000'], name: '统一定价项目', from: '2026-04-15' }
];
const visit = (level = '05', brdy = '1980-05-01') => `
	mdtrt_id|psn_no|hosp_lv|brdy|med_type|begntime|endtime
	M1|P1|${level}|${brdy}|21|2026-04-10 09:00|2026-04-20 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|pric_uplmt_amt|det_item_fee_sumamt|inscp_amt|overlmt_selfpay|init_feedetl_sn
	${lines.join('\n')}`;
const own = (price: string, limit: string, amount: string, { cnt = 2, self = '' } = {}) =>
	`F1|M1|2026-04-11|003200000010000|换药|${cnt}|${price}|${limit}|${amount}|${amount}|${self}|`;
const listed = (code: string, name: string, price: string, day = '2026-04-16') =>
	`F1|M1|${day}|${code}|${name}|1|${price}||${price}.00|${price}.00||`;
const ranked = (price: string) => listed('003100000010000', '分级定价项目', price);

testRule(rule, {
	knowledge,
	valid: {
		'at the ceiling': { visit: visit(), fee: fee(own('20', '20', '40.00')) },
		'no ceiling': { visit: visit(), fee: fee(own('20', '', '40.00'), own('20', '0', '40.00').replace('F1', 'F2')) },
		'the person paid the part above': { visit: visit(), fee: fee(own('26', '20', '52.00', { self: '12.00' })) },
		'charged at the ceiling after a discount': { visit: visit(), fee: fee(own('26', '20', '40.00')) },
		refunded: { visit: visit(), fee: fee(own('26', '20', '52.00'), 'F2|M1|2026-04-12|003200000010000|换药|-2|26|20|-52.00|-52.00||F1') },
		'at the price of its rank': { visit: visit('02'), fee: fee(ranked('25')) },
		'before the price came into force': { visit: visit(), fee: fee(listed('003100000020000', '统一定价项目', '30', '2026-04-14')) }
	},
	invalid: {
		'above its own ceiling': {
			record: { visit: visit(), settlement, fee: fee(own('26.005', '20', '52.01')) },
			grade: 'certain',
			message: 'over',
			data: { price: 26.005, limit: 20 },
			lines: ['F1 offending 2 12.01'],
			fund: '9.01',
			clears: { 'child-add-on': 'not-found', 'paid-over-limit': 'no-data' }
		},
		'above its own ceiling, one of two refunded, partly self-paid': {
			record: {
				visit: visit(),
				fee: fee(own('26', '20', '52.00', { self: '1.00' }), 'F2|M1|2026-04-12|003200000010000|换药|-1|26|20|-26.00|-26.00||F1')
			},
			grade: 'certain',
			message: 'over',
			lines: ['F1 offending 1 6.00'],
			fund: null,
			clears: { 'paid-over-limit': 'not-found' }
		},
		'above the price of its rank': {
			record: { visit: visit('05'), fee: fee(ranked('25')) },
			grade: 'certain',
			message: 'over',
			data: { limit: 20 },
			lines: ['F1 offending 1 5.00']
		},
		'above the price of all, by name': {
			record: { visit: visit(''), fee: fee(listed('', '统一定价项目', '12')) },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 1 2.00']
		},
		'a small child': {
			record: { visit: visit('05', '2021-05-01'), fee: fee(own('24', '20', '48.00')) },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 2 8.00'],
			clears: { 'child-add-on': 'found' }
		}
	},
	undetermined: {
		'no price': { record: { visit: visit(), fee: fee(own('', '20', '52.00')) }, missing: { kind: 'value', what: 'fee.pric' } },
		'the price differs by an unknown rank': {
			record: { visit: visit(''), fee: fee(ranked('25')) },
			missing: { kind: 'value', what: 'visit.hosp_lv' }
		},
		'a refund that fits two lines': {
			record: {
				visit: visit(),
				fee: fee(
					own('26', '20', '52.00'),
					own('26', '20', '52.00').replace('F1', 'F2'),
					'F3|M1|2026-04-12|003200000010000|换药|-1|26|20|-26.00|-26.00||'
				)
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

testRule(rule, {
	valid: {},
	invalid: {
		'without a price list': {
			record: { visit: visit(), fee: fee(own('26', '20', '52.00')) },
			grade: 'certain',
			message: 'over',
			lines: ['F1 offending 2 12.00']
		}
	}
});

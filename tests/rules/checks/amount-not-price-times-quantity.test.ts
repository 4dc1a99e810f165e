import rule from '../../../rules/checks/compliance/amount-not-price-times-quantity.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-04-10 09:00|2026-04-20 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|memo|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, cnt: string, price: string, amount: string, { memo = '', of = '' } = {}) =>
	`${sn}|M1|2026-04-11|X1|药|${cnt}|${price}|${amount}|${amount}|${memo}|${of}`;
const tolerant = { rule: 'amount-not-price-times-quantity', name: 'tolerance', value: 100, region: 'fixture', source: 'fixture' };

testRule(rule, {
	valid: {
		exact: { visit, fee: fee(line('F1', '3', '33.33', '99.99')) },
		'rounded to a fen': { visit, fee: fee(line('F1', '0.3333', '10', '3.34'), line('F2', '3', '3.333333', '10.00')) },
		'a wrong line refunded in full': { visit, fee: fee(line('F1', '2', '10', '30.00'), line('F2', '-2', '10', '-30.00', { of: 'F1' })) }
	},
	invalid: {
		'more than price times quantity': {
			record: { visit, settlement, fee: fee(line('F1', '2', '10', '30.00'), line('F2', '1', '5', '5.00')) },
			grade: 'certain',
			message: 'differs',
			data: { lines: 1, amount: 30, difference: 10 },
			lines: ['F1 offending 2 10.00'],
			fund: '7.50',
			clears: { 'rounded-price': 'not-found', 'discount-noted': 'not-found' }
		},
		'less, by a discount': {
			record: { visit, fee: fee(line('F1', '1', '2200', '1650.00', { memo: '第二手术按75%折价' })) },
			grade: 'suspect',
			message: 'differs',
			data: { difference: -550 },
			lines: ['F1 offending 1 0.00'],
			clears: { 'discount-noted': 'found' }
		},
		'a price that lost its decimals': {
			record: { visit, fee: fee(line('F1', '30', '0.33', '10.00')) },
			grade: 'suspect',
			message: 'differs',
			lines: ['F1 offending 30 0.10'],
			clears: { 'rounded-price': 'found' }
		},
		'two lines, one partly refunded': {
			record: { visit, fee: fee(line('F1', '2', '10', '30.00'), line('F2', '4', '10', '60.00'), line('F3', '-3', '10', '-55.00', { of: 'F2' })) },
			grade: 'certain',
			message: 'differs',
			data: { lines: 2 },
			lines: ['F1 offending 2 10.00', 'F2 offending 1 5.00']
		},
		'one line without a price hides no other': {
			record: { visit, fee: fee(line('F1', '2', '', '30.00'), line('F2', '2', '10', '30.00')) },
			grade: 'certain',
			message: 'differs',
			lines: ['F2 offending 2 10.00']
		}
	},
	undetermined: {
		'no price': { record: { visit, fee: fee(line('F1', '2', '', '30.00')) }, missing: { kind: 'value', what: 'fee.pric' } },
		'no file carries a price': {
			record: { visit, fee: fee(line('F1', '2', '10', '30.00')).replace('|pric|', '|spec|') },
			missing: { kind: 'field', what: 'fee.pric' }
		}
	}
});

testRule(rule, {
	parameters: [tolerant],
	valid: { 'within the tolerance that a region set': { visit, fee: fee(line('F1', '2', '10', '21.00')) } },
	invalid: {
		'beyond it': { record: { visit, fee: fee(line('F1', '2', '10', '21.01')) }, grade: 'certain', message: 'differs', lines: ['F1 offending 2 1.01'] }
	}
});

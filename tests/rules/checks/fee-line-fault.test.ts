import { expect, test } from 'vitest';
import rule from '../../../rules/checks/compliance/fee-line-fault.ts';
import { nationalCode } from '../../../rules/facts/national-code.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-05-01 09:00 | 2026-05-08 10:00`;
const HEAD =
	'feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|med_list_codg|medins_list_name|chrgitm_lv|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn';
const fee = (...lines: string[]) => `${HEAD}\n${lines.join('\n')}`;
const coded = ['1', '2', '3', '4'].map((i) => `C${i}|M1|2026-05-02|00310701022000${i}||心电监测|01|1|5|5.00|5.00|`);
const line = ({ code = '', second = '', level = '01', cnt = '1', price = '20', amount = '20.00', scope = '20.00' } = {}) =>
	`A|M1|2026-05-02|${code}|${second}|某项目|${level}|${cnt}|${price}|${amount}|${scope}|`;

testRule(rule, {
	valid: {
		'all coded': { visit, fee: fee(...coded) },
		'a local suffix': { visit, fee: fee(...coded, line({ code: '003110000160000-01' })) },
		'the code in the other column': { visit, fee: fee(...coded, line({ code: 'L-77', second: 'xl02bba326a001010102180' })) },
		'paid by the person': { visit, fee: fee(...coded, line({ scope: '0.00' })) },
		'of class C': { visit, fee: fee(...coded, line({ level: '03' })) },
		refunded: { visit, fee: fee(...coded, line(), 'R|M1|2026-05-03|||某项目|01|-1|20|-20.00|-20.00|A') },
		'a refund at a price below zero': { visit, fee: fee(...coded, 'R|M1|2026-05-03|003107010220009||某项目|01|1|-20|-20.00|-20.00|') },
		'a line of nothing': { visit, fee: fee(...coded, line({ code: '003107010220009', cnt: '0', amount: '0.00', scope: '0.00' })) }
	},
	invalid: {
		'no code where the others have theirs': {
			record: { visit, fee: fee(...coded, line()) },
			grade: 'suspect',
			message: 'no-code',
			data: { lines: 1 },
			lines: ['A offending 1 0.00']
		},
		'a code of the hospital': {
			record: { visit, fee: fee(...coded, line({ code: 'L-77' })) },
			grade: 'suspect',
			message: 'no-code',
			lines: ['A offending 1 0.00']
		},
		'an amount without a quantity': {
			record: { visit, fee: fee(...coded, line({ code: '003107010220009', cnt: '0' })) },
			grade: 'suspect',
			message: 'no-quantity',
			lines: ['A offending 0 0.00']
		},
		'a price below zero': {
			record: { visit, fee: fee(...coded, line({ code: '003107010220009', price: '-20' })) },
			grade: 'suspect',
			message: 'negative-price',
			lines: ['A offending 1 0.00']
		}
	},
	undetermined: {
		'few are coded': { record: { visit, fee: fee(coded[0]!, line()) }, missing: { kind: 'value', what: 'fee.hilist_code' } },
		'nothing says what is in scope': {
			record: { visit, fee: fee(...coded, line({ scope: '' })) },
			missing: { kind: 'value', what: 'fee.inscp_amt' }
		},
		'no codes at all': {
			record: { visit, fee: 'feedetl_sn|mdtrt_id|fee_ocur_time|cnt|det_item_fee_sumamt\nA|M1|2026-05-01|1|25.00' },
			missing: { kind: 'field', what: 'fee.hilist_code' }
		}
	}
});

test.each([
	['003110000160000', '003110000160000'],
	[' 003110000160000-01 ', '003110000160000'],
	['xl02bba326a001010102180_local', 'XL02BBA326A001010102180'],
	['T001234567', 'T001234567'],
	['00311000016', null],
	['', null]
])('the national code of %j', (text, expected) => expect(nationalCode(text)).toBe(expected));

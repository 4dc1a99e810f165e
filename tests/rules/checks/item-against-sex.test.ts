import rule from '../../../rules/checks/compliance/item-against-sex.ts';
import type { SexLimit } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'sexLimits', officialClass: '性别', notice: 'fixture', got: { sex: { by: 'column', verified: true } } } as const;
const knowledge: SexLimit[] = [
	{ ...point, id: 'prostate', sex: '1', codes: ['XG04CBA088A001010101467'], name: '爱普列特片' },
	{ ...point, id: 'uterus', sex: '2', codes: ['002101030300000'], name: '子宫造影' },
	{ ...point, id: 'guess', sex: '2', codes: ['002101030310000'], name: '卵巢造影', got: { sex: { by: 'text', verified: false } } }
];
const visit = (gend: string, rest = '1980-05-01|') => `
	mdtrt_id|psn_no|gend|brdy|certno|med_type|begntime|endtime
	M1|P1|${gend}|${rest}|21|2026-04-10 09:00|2026-04-16 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|fulamt_ownpay_amt|init_feedetl_sn
	${lines.join('\n')}`;
const uterus = 'F1|M1|2026-04-11|002101030300000|子宫造影|1|200|200.00|160.00||';
const missing = { kind: 'value', what: 'visit.gend' } as const;

testRule(rule, {
	knowledge,
	valid: {
		'the permitted sex': { visit: visit('2'), fee: fee(uterus) },
		'refunded in full': { visit: visit('1'), fee: fee(uterus, 'F2|M1|2026-04-12|002101030300000|子宫造影|-1|200|-200.00|-160.00||F1') },
		'the person paid it': {
			visit: visit('1'),
			fee: fee('F1|M1|2026-04-11|002101030300000|子宫造影|1|200|200.00|0.00||', 'F2|M1|2026-04-11|002101030300000|子宫造影|1|200|200.00||200.00|')
		},
		'an item for both': { visit: visit('1'), fee: fee('F1|M1|2026-04-11|002101030990000|膀胱造影|1|200|200.00|160.00||') },
		'a national code speaks against the name': { visit: visit('1'), fee: fee('F1|M1|2026-04-11|002101030990000|子宫造影|1|200|200.00|160.00||') }
	},
	invalid: {
		'a service for women on a man': {
			record: { visit: visit('1'), settlement, fee: fee(uterus) },
			grade: 'certain',
			message: 'against',
			data: { item: '子宫造影', lines: 1, permitted: '女', sex: '男' },
			lines: ['F1 offending 1 200.00'],
			fund: '120.00',
			clears: { 'newborn-with-mother': 'not-found', 'identity-says-other': 'no-data', 'self-paid': 'not-found' }
		},
		'sex written as a word, two lines, one partly refunded': {
			record: {
				visit: visit('女'),
				fee: fee(
					'F1|M1|2026-04-11|XG04CBA088A001010101467|爱普列特片|2|30|60.00|60.00||',
					'F2|M1|2026-04-12|XG04CBA088A001010101467|爱普列特片|2|30|60.00|60.00||',
					'F3|M1|2026-04-13|XG04CBA088A001010101467|爱普列特片|-1|30|-30.00|-30.00||F2'
				)
			},
			grade: 'certain',
			message: 'against',
			data: { lines: 2 },
			lines: ['F1 offending 2 60.00', 'F2 offending 1 30.00'],
			fund: null
		},
		'known by its name, in-scope amount unknown': {
			record: { visit: visit('1'), fee: fee('F1|M1|2026-04-11||子宫造影（数字化）|1|200|200.00|||') },
			grade: 'suspect',
			message: 'against',
			lines: ['F1 offending 1 200.00'],
			clears: { 'self-paid': 'no-data' }
		},
		'a limit that nobody checked': {
			record: { visit: visit('1'), fee: fee('F1|M1|2026-04-11|002101030310000|卵巢造影|1|200|200.00|160.00||') },
			grade: 'suspect',
			message: 'against',
			lines: ['F1 offending 1 200.00']
		},
		"a newborn boy's visit with his mother's charge": {
			record: { visit: visit('1', '2026-04-10|'), fee: fee(uterus) },
			grade: 'suspect',
			message: 'against',
			lines: ['F1 offending 1 200.00'],
			clears: { 'newborn-with-mother': 'found' }
		},
		'the identity number says the other sex': {
			record: { visit: visit('1', '1980-05-01|110101198005010028'), fee: fee(uterus) },
			grade: 'suspect',
			message: 'against',
			lines: ['F1 offending 1 200.00'],
			clears: { 'identity-says-other': 'found' }
		}
	},
	undetermined: {
		'no sex': { record: { visit: visit(''), fee: fee(uterus) }, missing },
		'sex not stated': { record: { visit: visit('9'), fee: fee(uterus) }, missing },
		'no file carries the sex': {
			record: { visit: visit('1').replace('|gend|', '|psn_name|'), fee: fee(uterus) },
			missing: { kind: 'field', what: 'visit.gend' }
		},
		'a refund that fits two lines': {
			record: {
				visit: visit('1'),
				fee: fee(uterus, uterus.replace('F1', 'F2'), 'F3|M1|2026-04-12|002101030300000|子宫造影|-1|200|-200.00|-160.00||')
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

import rule from '../../../rules/checks/compliance/operation-without-discount.ts';
import type { DiscountGroup } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = {
	table: 'discountGroups',
	officialClass: '手术项目未按规定折价收费',
	notice: 'fixture',
	got: { group: { by: 'column', verified: true } }
} as const;
const knowledge: DiscountGroup[] = [
	{ ...point, id: 'cyst', group: '女性生殖系统手术组', codes: ['003313010010000'], name: '卵巢囊肿剔除术' },
	{ ...point, id: 'repair', group: '女性生殖系统手术组', codes: ['003313010020000'], name: '卵巢修补术' },
	{ ...point, id: 'bile', group: '肝胆手术组', codes: ['003310060010000'], name: '胆囊切除术' }
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-08 08:00|2026-05-12 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|10000.00|8000.00|6000.00`;
const document = (text: string) => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	M1|D1|手术记录|2026-05-09|${text}`;
const operation = (...begins: string[]) => `
	mdtrt_id|oprn_oprt_code|oprn_oprt_name|oprn_oprt_begntime|memo
	${begins.map((begin) => `M1|65.2500|卵巢囊肿剔除术|${begin}|`).join('\n')}`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|pric_uplmt_amt|det_item_fee_sumamt|inscp_amt|memo|init_feedetl_sn
	${lines.join('\n')}`;
const cyst = 'F1|M1|2026-05-09|003313010010000|卵巢囊肿剔除术|1|2800||2800.00|2800.00||';
const repair = ({ day = '2026-05-09', cnt = '1', pric = '2200', limit = '', amount = '2200.00', memo = '' } = {}) =>
	`F2|M1|${day}|003313010020000|卵巢修补术|${cnt}|${pric}|${limit}|${amount}|${amount}|${memo}|`;
const share = { rule: 'operation-without-discount', name: 'secondShare', value: 75, region: 'fixture', source: 'fixture' };

testRule(rule, {
	knowledge,
	valid: {
		'on another day': { visit, fee: fee(cyst, repair({ day: '2026-05-10' })) },
		'of another group': { visit, fee: fee(cyst, 'F2|M1|2026-05-09|003310060010000|胆囊切除术|1|2200||2200.00|2200.00||') },
		'two of one item': { visit, fee: fee(cyst, cyst.replace('F1', 'F2')) },
		'below the price that the line gives': { visit, fee: fee(cyst, repair({ pric: '1650', limit: '2200', amount: '1650.00' })) },
		'below what the hospital charges of its ceilings': {
			visit,
			fee: fee(
				cyst.replace('|2800||', '|2520|2800|').replace('2800.00|2800.00', '2520.00|2520.00'),
				repair({ pric: '1485', limit: '2200', amount: '1485.00' })
			)
		},
		'half in quantity': { visit, fee: fee(cyst, repair({ cnt: '0.5', amount: '1100.00' })) },
		'a discount on the amount': { visit, fee: fee(cyst, repair({ amount: '1650.00' })) },
		'a discount by the note': { visit, fee: fee(cyst, repair({ memo: '第二手术按75%收取' })) },
		'the further one refunded': { visit, fee: fee(cyst, repair(), 'F3|M1|2026-05-10|003313010020000|卵巢修补术|-1|2200||-2200.00|-2200.00||F2') },
		'the main one refunded': { visit, fee: fee(cyst, repair(), 'F3|M1|2026-05-10|003313010010000|卵巢囊肿剔除术|-1|2800||-2800.00|-2800.00||F1') },
		'an addition is no operation': { visit, fee: fee(cyst, 'F2|M1|2026-05-09||卵巢修补术（经腹腔镜加收）|1|500||500.00|500.00||') }
	},
	invalid: {
		'in full, the share not known': {
			record: { visit, settlement, fee: fee(cyst, repair({ memo: '未折价' })) },
			grade: 'suspect',
			message: 'full-price',
			data: { main: '卵巢囊肿剔除术', further: '卵巢修补术' },
			lines: ['F1 related 1 2800.00', 'F2 offending 1 -'],
			fund: null,
			clears: { 'other-site': 'no-data', 'separate-operations': 'no-data' }
		},
		'through one incision by the record of the operation': {
			record: { visit, document: document('经同一切口完成'), operation: operation('2026-05-09 09:00'), fee: fee(cyst, repair()) },
			grade: 'suspect',
			message: 'same-incision',
			lines: ['F1 related 1 2800.00', 'F2 offending 1 -'],
			clears: { 'other-site': 'not-found', 'separate-operations': 'not-found' }
		},
		'a hospital that charges nine tenths of its ceilings': {
			record: {
				visit,
				fee: fee(
					cyst.replace('|2800||', '|2520|2800|').replace('2800.00|2800.00', '2520.00|2520.00'),
					repair({ pric: '1980', limit: '2200', amount: '1980.00' })
				)
			},
			grade: 'suspect',
			message: 'full-price',
			lines: ['F1 related 1 2520.00', 'F2 offending 1 -']
		},
		'another incision, operations apart': {
			record: {
				visit,
				document: document('另行切口；非同一切口'),
				operation: operation('2026-05-09 09:00', '2026-05-09 15:00'),
				fee: fee(cyst, repair())
			},
			grade: 'suspect',
			message: 'full-price',
			lines: ['F1 related 1 2800.00', 'F2 offending 1 -'],
			clears: { 'other-site': 'found', 'separate-operations': 'found' }
		},
		'the dearest is the main one, by name': {
			record: { visit, fee: fee('F1|M1|2026-05-09||卵巢修补术|1|2200||2200.00|||', 'F2|M1|2026-05-09||卵巢囊肿剔除术|1|2800||2800.00|||') },
			grade: 'suspect',
			message: 'full-price',
			lines: ['F2 related 1 2800.00', 'F1 offending 1 -']
		}
	},
	undetermined: {
		'no price': { record: { visit, fee: fee(cyst, repair({ pric: '' })) }, missing: { kind: 'value', what: 'fee.pric' } },
		'no day': { record: { visit, fee: fee(cyst, repair({ day: '' })) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } }
	}
});

testRule(rule, {
	knowledge,
	parameters: [share],
	valid: {
		'at the share of the full price': { visit, fee: fee(cyst, repair({ pric: '1650', limit: '2200', amount: '1650.00' })) },
		'at the share by its amount': { visit, fee: fee(cyst, repair({ amount: '1650.00' })) }
	},
	invalid: {
		'in full': {
			record: { visit, settlement, fee: fee(cyst, repair()) },
			grade: 'suspect',
			message: 'full-price',
			lines: ['F1 related 1 2800.00', 'F2 offending 1 550.00'],
			fund: '412.50'
		},
		'a discount that is too small': {
			record: { visit, fee: fee(cyst, repair({ pric: '2000', limit: '2200', amount: '2000.00' })) },
			grade: 'suspect',
			message: 'full-price',
			lines: ['F1 related 1 2800.00', 'F2 offending 1 350.00']
		}
	}
});

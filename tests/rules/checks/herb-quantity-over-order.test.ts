import rule from '../../../rules/checks/clinical/herb-quantity-over-order.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|11|2026-05-04 09:00|2026-05-04 10:00';
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|unt|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn\n${lines.join('\n')}`;
const astragalus = (cnt: number, unit = 'g', kind = '10', scope = (cnt * 0.1).toFixed(2)) =>
	`F1|M1|2026-05-04|黄芪|${kind}|${unit}|${cnt}|0.1|${(cnt * 0.1).toFixed(2)}|${scope}|`;
const order = (dose = '10g', cnt = '7', unit = '剂', days = '', dosunit = '') =>
	`mdtrt_id|drord_no|drord_detl_name|dosage|dosunit|cnt|unt|days\nM1|O1|黄芪|${dose}|${dosunit}|${cnt}|${unit}|${days}`;

testRule(rule, {
	valid: {
		'as ordered': { visit, fee: fee(astragalus(70)), order: order() },
		'packs of ten grams': { visit, fee: fee(astragalus(7, '10g')), order: order() },
		'fourteen days': { visit, fee: fee(astragalus(140)), order: order('10', '', '', '14', 'g') },
		'within the error of weighing': { visit, fee: fee(astragalus(76)), order: order() },
		'too much was given back': { visit, fee: fee(astragalus(700), 'F2|M1|2026-05-05|黄芪|10|g|-630|0.1|-63.00|-63.00|F1'), order: order() },
		'no order of it': { visit, fee: fee(astragalus(700)), order: order().replace('黄芪', '白术') },
		'a patent medicine': { visit, fee: fee(astragalus(700, 'g', '11')), order: order() },
		'self-paid': { visit, fee: fee(astragalus(700, 'g', '10', '0.00')), order: order() }
	},
	invalid: {
		'ten times as much': {
			record: { visit, fee: fee(astragalus(700)), order: order() },
			grade: 'suspect',
			message: 'more',
			data: { item: '黄芪', grams: 700, ordered: 70 },
			lines: ['F1 offending 630 63.00'],
			clears: { 'self-paid': 'not-found' }
		},
		'in kilograms': {
			record: { visit, fee: fee(astragalus(1, 'kg')), order: order() },
			grade: 'suspect',
			message: 'more',
			data: { grams: 1000 },
			lines: ['F1 offending 0.93 0.09']
		}
	},
	undetermined: {
		'no charge category': {
			record: { visit, fee: 'feedetl_sn|mdtrt_id|medins_list_name|unt|cnt|det_item_fee_sumamt\nF1|M1|黄芪|g|700|70.00', order: order() },
			missing: { kind: 'field', what: 'fee.med_chrgitm_type' }
		},
		'no unit': { record: { visit, fee: fee(astragalus(700, '')), order: order() }, missing: { kind: 'value', what: 'fee.unt' } },
		'no number of doses': { record: { visit, fee: fee(astragalus(700)), order: order('10g', '') }, missing: { kind: 'value', what: 'order.dosage' } }
	}
});

import rule from '../../../rules/checks/clinical/take-home-over-days.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|21|2026-05-04 09:00|2026-05-12 10:00';
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|dscg_tkdrug_flag|prd_days|init_feedetl_sn\n${lines.join('\n')}`;
const line = (days: string, flag = '1', scope = '60.00') => `F1|M1|2026-05-12|头孢呋辛酯片|60|1|60.00|${scope}|${flag}|${days}|`;
const diagnosis = (code: string, name: string) => `mdtrt_id|diag_code|diag_name\nM1|${code}|${name}`;
const acute = diagnosis('J18.900', '肺炎');
const order = 'mdtrt_id|drord_no|drord_detl_name|days\nM1|O1|头孢呋辛酯片|30';

testRule(rule, {
	valid: {
		'seven days': { visit, fee: fee(line('7')), diagnosis: acute },
		'thirty days of a disease that lasts': { visit, fee: fee(line('30')), diagnosis: diagnosis('I10.x00', '高血压') },
		'not taken home': { visit, fee: fee(line('30', '')), diagnosis: acute },
		'self-paid': { visit, fee: fee(line('30', '1', '0.00')), diagnosis: acute },
		'most of it was given back': { visit, fee: fee(line('30'), 'F2|M1|2026-05-12|头孢呋辛酯片|-48|1|-48.00|-48.00|1||F1'), diagnosis: acute }
	},
	invalid: {
		'thirty days after a pneumonia': {
			record: { visit, fee: fee(line('30')), diagnosis: acute },
			grade: 'suspect',
			message: 'days',
			data: { item: '头孢呋辛酯片', days: 30, limit: 7 },
			lines: ['F1 offending 46 46.00'],
			clears: { 'self-paid': 'not-found' }
		},
		'sixty days of a disease that lasts': {
			record: { visit, fee: fee(line('60')), diagnosis: diagnosis('I10.x00', '高血压') },
			grade: 'suspect',
			message: 'days',
			data: { days: 60, limit: 30 },
			lines: ['F1 offending 30 30.00']
		},
		'days of the order': {
			record: { visit, fee: fee(line('')), diagnosis: acute, order },
			grade: 'suspect',
			message: 'days',
			lines: ['F1 offending 46 46.00']
		}
	},
	undetermined: {
		'no days': { record: { visit, fee: fee(line('')), diagnosis: acute }, missing: { kind: 'value', what: 'fee.prd_days' } },
		'no diagnosis': { record: { visit, fee: fee(line('14')) }, missing: { kind: 'table', what: 'diagnosis' } }
	}
});

import rule from '../../../rules/checks/clinical/prophylaxis-over-hours.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const knowledge: PointOf<'antibiotics'>[] = [
	{ table: 'antibiotics', officialClass: '抗菌', notice: 'fixture', codes: [], got: {}, id: 'cef', name: '头孢唑林', aliases: ['注射用头孢唑林钠'] }
];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|21|2026-05-04 09:00|2026-05-12 10:00';
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|dscg_tkdrug_flag\n${lines.join('\n')}`;
const cef = (first: string, last = '', home = '') => `F1|M1|${first}|${last}|注射用头孢唑林钠|10|20|200.00|200.00|${home}`;
const operation = (incision: string, end = '2026-05-05 11:00') =>
	`mdtrt_id|oprn_oprt_name|oprn_oprt_begntime|oprn_oprt_endtime|incision_type\nM1|甲状腺部分切除术|2026-05-05 09:00|${end}|${incision}`;
const diagnosis = 'mdtrt_id|diag_code|diag_name\nM1|E04.101|甲状腺结节';
const document = (text: string) => `mdtrt_id|doc_type|rec_time|text\nM1|病程记录|2026-05-06 10:00|${text}`;
const plain = document('术后第1天，切口干燥，无渗液。');
const implant = 'mdtrt_id|udi|name|cnt\nM1|U1|补片|1';
const rest = { visit, diagnosis, document: plain };

testRule(rule, {
	knowledge,
	valid: {
		'until the day after': { ...rest, fee: fee(cef('2026-05-05', '2026-05-06')), operation: operation('1') },
		'taken home': { ...rest, fee: fee(cef('2026-05-05', '2026-05-10', '1')), operation: operation('1') },
		'an operation over midnight': { ...rest, fee: fee(cef('2026-05-05', '2026-05-07')), operation: operation('1', '2026-05-06 01:00') },
		'a wound that is not clean': { ...rest, fee: fee(cef('2026-05-05', '2026-05-10')), operation: operation('Ⅱ类') },
		'begun after it: a treatment': { ...rest, fee: fee(cef('2026-05-06', '2026-05-10')), operation: operation('Ⅰ类') },
		'with an implant, two days': { ...rest, implant, fee: fee(cef('2026-05-05', '2026-05-07')), operation: operation('1') },
		'an infection is told': {
			...rest,
			fee: fee(cef('2026-05-05', '2026-05-10')),
			operation: operation('1'),
			document: document('术后发热，切口感染。')
		},
		'an infection is diagnosed': {
			...rest,
			fee: fee(cef('2026-05-05', '2026-05-10')),
			operation: operation('1'),
			diagnosis: `${diagnosis}\nM1|J18.900|肺炎`
		}
	},
	invalid: {
		'five days after a clean operation': {
			record: { ...rest, fee: fee(cef('2026-05-05', '2026-05-10')), operation: operation('1') },
			grade: 'suspect',
			message: 'long',
			data: { item: '头孢唑林', hours: 96, most: 24 },
			lines: ['F1 offending 10 -'],
			clears: { 'self-paid': 'not-found' }
		},
		'with an implant, five days': {
			record: { ...rest, implant, fee: fee(cef('2026-05-05', '2026-05-10')), operation: operation('Ⅰ类') },
			grade: 'suspect',
			message: 'long',
			data: { hours: 96, most: 48 },
			lines: ['F1 offending 10 -']
		}
	},
	undetermined: {
		'no incision': {
			record: { ...rest, fee: fee(cef('2026-05-05', '2026-05-10')), operation: operation('') },
			missing: { kind: 'value', what: 'operation.incision_type' }
		},
		'no document': {
			record: { visit, diagnosis, fee: fee(cef('2026-05-05', '2026-05-10')), operation: operation('1') },
			missing: { kind: 'document', what: 'document' }
		},
		'no day of use': { record: { ...rest, fee: fee(cef('')), operation: operation('1') }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } }
	}
});

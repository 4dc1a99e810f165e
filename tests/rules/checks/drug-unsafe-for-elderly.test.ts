import rule from '../../../rules/checks/clinical/drug-unsafe-for-elderly.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'contraindications', officialClass: '老年', notice: 'fixture', codes: [], got: {}, kind: 'drug' } as const;
const knowledge: PointOf<'contraindications'>[] = [
	{ ...point, id: 'gli', name: '格列本脲片', ageFrom: 65 },
	{ ...point, id: 'met', name: '二甲双胍片', icd: ['N18.5'] }
];
const visit = (brdy: string, age = '', certno = '') =>
	`mdtrt_id|psn_no|brdy|age|certno|med_type|begntime|endtime\nM1|P1|${brdy}|${age}|${certno}|21|2026-05-04 09:00|2026-05-12 10:00`;
const fee = (name = '格列本脲片', scope = '30.00', form = '') =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|dosform_name|cnt|pric|det_item_fee_sumamt|inscp_amt\nF1|M1|2026-05-05|${name}|${form}|10|3|30.00|${scope}`;

testRule(rule, {
	knowledge,
	valid: {
		'the day before the birthday': { visit: visit('1961-05-06'), fee: fee() },
		'only the age, younger': { visit: visit('', '60'), fee: fee() },
		'forbidden by a disease only': { visit: visit('1940-01-01'), fee: fee('二甲双胍片') },
		'on the skin': { visit: visit('1940-01-01'), fee: fee('格列本脲片', '30.00', '贴剂') },
		'self-paid': { visit: visit('1940-01-01'), fee: fee('格列本脲片', '0.00') }
	},
	invalid: {
		'82 years': {
			record: { visit: visit('1944-01-01'), fee: fee() },
			grade: 'suspect',
			message: 'old',
			data: { item: '格列本脲片', from: 65, age: 82, lines: 1 },
			lines: ['F1 offending 10 30.00'],
			clears: { 'identity-says-other': 'no-data', 'self-paid': 'not-found' }
		},
		'the birthday': { record: { visit: visit('1961-05-05'), fee: fee() }, grade: 'suspect', message: 'old', lines: ['F1 offending 10 30.00'] },
		'the identity number says otherwise': {
			record: { visit: visit('1944-01-01', '', '110101198001010010'), fee: fee() },
			grade: 'suspect',
			message: 'old',
			lines: ['F1 offending 10 30.00'],
			clears: { 'identity-says-other': 'found' }
		}
	},
	undetermined: {
		'no age': { record: { visit: visit(''), fee: fee() }, missing: { kind: 'value', what: 'visit.brdy' } },
		'a birthday would decide': { record: { visit: visit('', '64'), fee: fee() }, missing: { kind: 'value', what: 'visit.brdy' } }
	}
});

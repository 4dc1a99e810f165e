import rule from '../../../rules/checks/clinical/drug-unsafe-in-pregnancy.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'contraindications', officialClass: '妊娠', notice: 'fixture', codes: [], got: {}, kind: 'drug' } as const;
const knowledge: PointOf<'contraindications'>[] = [
	{ ...point, id: 'war', name: '华法林钠片', pregnancy: 'pregnancy' },
	{ ...point, id: 'lac', name: '溴隐亭片', pregnancy: 'lactation' }
];
const visit = (sex = '2', weeks = '') =>
	`mdtrt_id|psn_no|gend|geso_val|med_type|begntime|endtime\nM1|P1|${sex}|${weeks}|21|2026-05-04 09:00|2026-05-12 10:00`;
const fee = (name = '华法林钠片', scope = '30.00', form = '') =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|dosform_name|cnt|pric|det_item_fee_sumamt|inscp_amt\nF1|M1|2026-05-05|${name}|${form}|10|3|30.00|${scope}`;
const diagnosis = (code: string, name: string) => `mdtrt_id|diag_code|diag_name\nM1|${code}|${name}`;
const pregnant = diagnosis('O22.500', '妊娠期静脉血栓');
const clot = diagnosis('I80.200', '下肢静脉血栓');
const document = (text: string) => `mdtrt_id|doc_type|rec_time|text\nM1|病程记录|2026-05-05 10:00|${text}`;
const lines = ['F1 offending 10 30.00'];

testRule(rule, {
	knowledge,
	valid: {
		'not pregnant': { visit: visit(), fee: fee(), diagnosis: clot, document: document('尿HCG阴性。') },
		'after the birth': { visit: visit(), fee: fee(), diagnosis: pregnant, operation: 'mdtrt_id|oprn_oprt_name\nM1|子宫下段剖宫产术' },
		'a miscarriage': { visit: visit(), fee: fee(), diagnosis: diagnosis('O02.100', '稽留流产'), document: document('宫内早孕，胚胎停育。') },
		'forbidden to who nurses': { visit: visit(), fee: fee('溴隐亭片'), diagnosis: pregnant },
		'a man': { visit: visit('1'), fee: fee(), diagnosis: pregnant },
		'on the skin': { visit: visit(), fee: fee('华法林钠片', '30.00', '外用乳膏'), diagnosis: pregnant },
		'self-paid': { visit: visit(), fee: fee('华法林钠片', '0.00'), diagnosis: pregnant }
	},
	invalid: {
		'by the diagnosis': {
			record: { visit: visit(), fee: fee(), diagnosis: pregnant },
			grade: 'suspect',
			message: 'pregnant',
			data: { item: '华法林钠片', lines: 1 },
			lines,
			clears: { 'identity-says-other': 'no-data', 'self-paid': 'not-found' }
		},
		'by the weeks': { record: { visit: visit('2', '10'), fee: fee(), diagnosis: clot }, grade: 'suspect', message: 'pregnant', lines },
		'by a name without a code': {
			record: { visit: visit(), fee: fee(), diagnosis: diagnosis('', '宫内早孕') },
			grade: 'suspect',
			message: 'pregnant',
			lines
		}
	},
	undetermined: {
		'no sex': { record: { visit: visit(''), fee: fee(), diagnosis: pregnant }, missing: { kind: 'value', what: 'visit.gend' } },
		'nothing tells': { record: { visit: visit(), fee: fee() }, missing: { kind: 'value', what: 'diagnosis.diag_code' } }
	}
});

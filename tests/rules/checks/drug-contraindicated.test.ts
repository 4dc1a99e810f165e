import rule from '../../../rules/checks/clinical/drug-contraindicated.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'contraindications', officialClass: '禁忌', notice: 'fixture', codes: [], got: {}, kind: 'drug' } as const;
const knowledge: PointOf<'contraindications'>[] = [
	{
		...point,
		id: 'met',
		name: '二甲双胍',
		aliases: ['盐酸二甲双胍片'],
		icd: ['N18.5'],
		labs: [{ names: ['egfr'], op: 'lt', limit: 300_000 }],
		unless: ['透析中心随访']
	},
	{ ...point, id: 'old', name: '格列本脲片', ageFrom: 65 },
	{ ...point, id: 'preg', name: '利巴韦林片', pregnancy: 'pregnancy' }
];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|21|2026-05-04 09:00|2026-05-12 10:00';
const fee = (name = '盐酸二甲双胍片', last = '2026-05-09', form = '片剂', scope = '30.00') =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|medins_list_name|dosform_name|cnt|pric|det_item_fee_sumamt|inscp_amt
	F1|M1|2026-05-05|${last}|${name}|${form}|10|3|30.00|${scope}`;
const diagnosis = (code: string, name: string) => `mdtrt_id|diag_code|diag_name\nM1|${code}|${name}`;
const ill = diagnosis('N18.500', '慢性肾脏病5期');
const diabetes = diagnosis('E11.900', '2型糖尿病');
const lab = (value: string, time = '2026-05-06 09:00') => `mdtrt_id|rpt_time|item_name|result|unit\nM1|${time}|估算肾小球滤过率 eGFR|${value}|`;
const document = (text: string) => `mdtrt_id|doc_type|rec_time|text\nM1|病程记录|2026-05-06 10:00|${text}`;
const plain = document('血糖控制可。');

testRule(rule, {
	knowledge,
	valid: {
		'another disease, a value above': { visit, fee: fee(), diagnosis: diabetes, lab: lab('62'), document: plain },
		'stopped on the day after the value': { visit, fee: fee('盐酸二甲双胍片', '2026-05-07'), diagnosis: diabetes, lab: lab('18'), document: plain },
		'an exception is told': { visit, fee: fee(), diagnosis: ill, lab: lab('62'), document: document('透析中心随访，继续原方案。') },
		'on the skin': { visit, fee: fee('盐酸二甲双胍片', '2026-05-09', '外用凝胶'), diagnosis: ill, lab: lab('62'), document: plain },
		'limits of age and pregnancy are of other rules': { visit, fee: fee('格列本脲片'), diagnosis: ill },
		'self-paid': { visit, fee: fee('盐酸二甲双胍片', '2026-05-09', '片剂', '0.00'), diagnosis: ill, lab: lab('62'), document: plain }
	},
	invalid: {
		'a diagnosis that forbids it': {
			record: { visit, fee: fee(), diagnosis: ill, document: plain },
			grade: 'suspect',
			message: 'disease',
			data: { item: '二甲双胍', lines: 1 },
			lines: ['F1 offending 10 30.00'],
			clears: { 'self-paid': 'not-found' }
		},
		'given on for three days after the value': {
			record: { visit, fee: fee(), diagnosis: diabetes, lab: lab('18'), document: plain },
			grade: 'suspect',
			message: 'value',
			lines: ['F1 offending 10 30.00']
		}
	},
	undetermined: {
		'no laboratory': { record: { visit, fee: fee(), diagnosis: diabetes, document: plain }, missing: { kind: 'table', what: 'lab' } },
		'a value without a day': {
			record: { visit, fee: fee(), diagnosis: diabetes, lab: lab('18', ''), document: plain },
			missing: { kind: 'value', what: 'lab.rpt_time' }
		},
		'no document for the exceptions': { record: { visit, fee: fee(), diagnosis: ill }, missing: { kind: 'document', what: 'document' } }
	}
});

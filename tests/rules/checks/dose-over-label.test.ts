import rule from '../../../rules/checks/clinical/dose-over-label.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'doseLimits', officialClass: '用量', notice: 'fixture', codes: [], got: {} } as const;
const MG = 10_000;
const knowledge: PointOf<'doseLimits'>[] = [
	{ ...point, id: 'par', name: '对乙酰氨基酚片', singleMg: 1_000 * MG, dailyMg: 4_000 * MG, ageFrom: 12 },
	{ ...point, id: 'kg', name: '阿昔洛韦注射液', mgPerKg: 30 * MG },
	{ ...point, id: 'iv', name: '甲硝唑注射液', singleMg: 500 * MG, route: 'ivgtt' }
];
const visit = (age = '40') => `mdtrt_id|psn_no|age|med_type|begntime|endtime\nM1|P1|${age}|21|2026-05-04 09:00|2026-05-12 10:00`;
const fee = (name = '对乙酰氨基酚片', scope = '30.00') =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt\nF1|M1|2026-05-05|${name}|10|3|30.00|${scope}`;
const order = (dose: string, freq: string, name = '对乙酰氨基酚片', way = 'po', unit = '') =>
	`mdtrt_id|drord_no|drord_detl_name|dosage|dosunit|freq|medc_way\nM1|O1|${name}|${dose}|${unit}|${freq}|${way}`;
const weight = 'mdtrt_id|doc_type|rec_time|text\nM1|入院记录|2026-05-04 10:00|体格检查：体重50kg。';
const lines = ['F1 offending 10 -'];

testRule(rule, {
	knowledge,
	valid: {
		'within the tolerance': { visit: visit(), fee: fee(), order: order('1.1g', 'qid') },
		'for others of age': { visit: visit('8'), fee: fee(), order: order('1g', 'q4h') },
		'by weight': { visit: visit(), fee: fee('阿昔洛韦注射液'), order: order('0.5g', 'tid', '阿昔洛韦'), document: weight },
		'another route': { visit: visit(), fee: fee('甲硝唑注射液'), order: order('2g', 'qd', '甲硝唑', '含漱') },
		'self-paid': { visit: visit(), fee: fee('对乙酰氨基酚片', '0.00'), order: order('1g', 'q4h') }
	},
	invalid: {
		'one gram every four hours': {
			record: { visit: visit(), fee: fee(), order: order('1', 'q4h', '对乙酰氨基酚片', 'po', 'g') },
			grade: 'suspect',
			message: 'daily',
			data: { item: '对乙酰氨基酚片' },
			lines,
			clears: { 'self-paid': 'not-found' }
		},
		'two grams at once': { record: { visit: visit(), fee: fee(), order: order('2g', 'qd') }, grade: 'suspect', message: 'single', lines },
		'by weight, too much': {
			record: { visit: visit(), fee: fee('阿昔洛韦注射液'), order: order('1g', 'tid', '阿昔洛韦'), document: weight },
			grade: 'suspect',
			message: 'daily',
			lines
		}
	},
	undetermined: {
		'a dose in tablets': { record: { visit: visit(), fee: fee(), order: order('2片', 'qid') }, missing: { kind: 'value', what: 'order.dosage' } },
		'as needed': { record: { visit: visit(), fee: fee(), order: order('0.5g', 'prn') }, missing: { kind: 'value', what: 'order.freq' } },
		'no age': { record: { visit: visit(''), fee: fee(), order: order('1g', 'q4h') }, missing: { kind: 'value', what: 'visit.age' } },
		'no weight': {
			record: { visit: visit(), fee: fee('阿昔洛韦注射液'), order: order('1g', 'tid', '阿昔洛韦') },
			missing: { kind: 'document', what: '体重' }
		}
	}
});

import rule from '../../../../rules/checks/dip/diagnosis-without-support.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const base = {
	table: 'diagnosisSupport',
	officialClass: '疾病诊断编码异常',
	notice: 'fixture',
	got: { least: { by: 'human', verified: false } }
} as const;
const knowledge: PointOf<'diagnosisSupport'>[] = [
	{
		...base,
		id: 'respiratory-failure',
		codes: ['J96'],
		name: '呼吸衰竭',
		labs: [{ names: ['氧分压', 'PO2'], op: 'lt', limit: 600_000, unit: 'mmHg' }],
		items: ['呼吸机', '无创通气'],
		words: ['呼吸困难'],
		least: 1
	},
	{ ...base, id: 'potassium', codes: ['E87.6'], name: '低钾血症', labs: [{ names: ['钾'], op: 'abnormal' }], drugs: ['氯化钾'], least: 2 }
];
const visit = (type = '21') => `
	mdtrt_id|psn_no|med_type|begntime|endtime|dscg_maindiag_code
	M1|P1|${type}|2026-05-04 09:00|2026-05-10 10:00|J18.900
	M0|P1|21|2025-05-04 09:00|2025-05-10 10:00|J44.000`;
const diagnosis = (...lines: string[]) => `
	mdtrt_id|maindiag_flag|diag_code|diag_name|vali_flag
	${['M1|1|J18.900|肺炎|1', ...lines].join('\n')}`;
const fee = (name = '头孢呋辛') => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt
	F1|M1|2026-05-05|${name}|1|100|100.00`;
const lab = (item: string, result: string, unit = 'mmHg', abnormal = '') => `
	mdtrt_id|rpt_time|item_name|result|unit|abnormal
	M1|2026-05-05 10:00|${item}|${result}|${unit}|${abnormal}`;
const document = (text = '患者一般情况可。') => `
	mdtrt_id|doc_type|text
	M1|病程记录|${text}`;
const nothing = { fee: fee(), lab: lab('白细胞', '9.1'), document: document() };
const failure = diagnosis('M1|0|J96.000|急性呼吸衰竭|1');
const potassium = diagnosis('M1|0|E87.600|低钾血症|1');

testRule(rule, {
	knowledge,
	valid: {
		'a blood gas at the bedside': { visit: visit(), diagnosis: failure, ...nothing, lab: lab('PO2(床旁)', '52↓') },
		'below the limit of measuring': { visit: visit(), diagnosis: failure, ...nothing, lab: lab('氧分压', '<60') },
		'a ventilator': { visit: visit(), diagnosis: failure, ...nothing, fee: fee('无创通气') },
		'the notes tell of it': { visit: visit(), diagnosis: failure, ...nothing, document: document('患者呼吸困难，予吸氧。') },
		'two kinds of two': { visit: visit(), diagnosis: potassium, ...nothing, fee: fee('氯化钾缓释片'), lab: lab('血清钾', '2.9', 'mmol/L', 'L') },
		'it is the main diagnosis': { visit: visit(), diagnosis: diagnosis('M1|1|J96.000|急性呼吸衰竭|1'), ...nothing },
		void: { visit: visit(), diagnosis: diagnosis('M1|0|J96.000|急性呼吸衰竭|0'), ...nothing },
		'another diagnosis': { visit: visit(), diagnosis: diagnosis('M1|0|I10.x00|高血压|1'), ...nothing },
		'an outpatient': { visit: visit('11'), diagnosis: failure, ...nothing }
	},
	invalid: {
		'nothing shows it': {
			record: { visit: visit(), diagnosis: failure, ...nothing },
			grade: 'suspect',
			message: 'unsupported',
			data: { code: 'J96.000', found: 0, least: 1 },
			lines: [],
			fund: null,
			clears: { 'former-stay': 'not-found' }
		},
		'the oxygen was well, denied in words': {
			record: { visit: visit(), diagnosis: failure, ...nothing, lab: lab('氧分压', '88.5'), document: document('无呼吸困难。') },
			grade: 'suspect',
			message: 'unsupported',
			data: { found: 0 },
			lines: []
		},
		'one kind of two, known from another stay': {
			record: { visit: visit(), diagnosis: diagnosis('M1|0|e87.600|低钾血症|1', 'M0|0|E87.600|低钾血症|1'), ...nothing, fee: fee('氯化钾缓释片') },
			visit: 'M1',
			grade: 'suspect',
			message: 'unsupported',
			data: { found: 1, least: 2 },
			lines: [],
			clears: { 'former-stay': 'found' }
		}
	},
	undetermined: {
		'no laboratory loaded': {
			record: { visit: visit(), diagnosis: failure, fee: fee(), document: document() },
			missing: { kind: 'table', what: 'lab' }
		},
		'a value in another unit': {
			record: { visit: visit(), diagnosis: failure, ...nothing, lab: lab('氧分压', '8.1', 'kPa') },
			missing: { kind: 'value', what: 'lab.result' }
		}
	}
});

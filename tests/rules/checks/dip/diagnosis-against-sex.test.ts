import rule from '../../../../rules/checks/dip/diagnosis-against-sex.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = {
	table: 'diagnosisSexes',
	officialClass: '诊断与患者性别不符',
	notice: 'fixture',
	got: { sex: { by: 'human', verified: true } }
} as const;
const knowledge: PointOf<'diagnosisSexes'>[] = [
	{ ...point, id: 'ovary', sex: '2', codes: ['N83', 'C53'], name: '女性生殖器官疾病' },
	{ ...point, id: 'prostate', sex: '1', codes: ['N40'], name: '前列腺增生' }
];
const visit = (gend: string, { certno = '', brdy = '1980-05-01' } = {}) => `
	mdtrt_id|psn_no|gend|brdy|certno|med_type|begntime|endtime
	M1|P1|${gend}|${brdy}|${certno}|21|2026-05-04 09:00|2026-05-10 10:00`;
const diagnosis = (...lines: string[]) => `
	mdtrt_id|diag_code|diag_name|vali_flag
	${lines.map((line) => `M1|${line}`).join('\n')}`;
const cyst = 'N83.201|卵巢囊肿|';

testRule(rule, {
	knowledge,
	valid: {
		'the sex that can have it': { visit: visit('2'), diagnosis: diagnosis(cyst) },
		'breast cancer of a man': { visit: visit('1'), diagnosis: diagnosis('C50.900|乳房恶性肿瘤|') },
		'an invalid row': { visit: visit('1'), diagnosis: diagnosis('N83.201|卵巢囊肿|0') },
		'no diagnoses': { visit: visit('1'), diagnosis: diagnosis('|未编码|') }
	},
	invalid: {
		'an ovary of a man': {
			record: { visit: visit('1'), diagnosis: diagnosis('I10.x00|高血压|', 'n83.201|卵巢囊肿|') },
			grade: 'suspect',
			message: 'against',
			data: { code: 'n83.201', permitted: '女', sex: '男' },
			lines: [],
			fund: null,
			clears: { 'identity-says-other': 'no-data', 'newborn-with-mother': 'not-found' }
		},
		'a prostate of a woman': {
			record: { visit: visit('女'), diagnosis: diagnosis('N40.x00|前列腺增生|') },
			grade: 'suspect',
			message: 'against',
			lines: []
		},
		'the identity number says the other sex': {
			record: { visit: visit('1', { certno: '110101198005010028' }), diagnosis: diagnosis(cyst) },
			grade: 'suspect',
			message: 'against',
			lines: [],
			clears: { 'identity-says-other': 'found' }
		},
		"the mother's diagnosis on a newborn": {
			record: { visit: visit('1', { brdy: '2026-05-04' }), diagnosis: diagnosis('C53.900|宫颈恶性肿瘤|') },
			grade: 'suspect',
			message: 'against',
			lines: [],
			clears: { 'newborn-with-mother': 'found' }
		}
	},
	undetermined: { 'sex not stated': { record: { visit: visit('9'), diagnosis: diagnosis(cyst) }, missing: { kind: 'value', what: 'visit.gend' } } }
});

import rule from '../../../rules/checks/dip/procedure-against-sex.ts';
import type { ProcedureSex } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = {
	table: 'procedureSexes',
	officialClass: '手术操作编码与性别不符',
	notice: 'fixture',
	got: { sex: { by: 'human', verified: true } }
} as const;
const knowledge: ProcedureSex[] = [
	{ ...point, id: 'uterus', sex: '2', codes: ['68', '65.2500X001'], name: '子宫手术' },
	{ ...point, id: 'prostate', sex: '1', codes: ['60'], name: '前列腺手术' }
];
const visit = (gend: string, certno = '', brdy = '1980-05-01', begin = '2026-04-10 09:00') => `
	mdtrt_id|psn_no|gend|brdy|certno|med_type|begntime|endtime
	M1|P1|${gend}|${brdy}|${certno}|21|${begin}|2026-04-20 10:00`;
const operation = (...lines: string[]) => `
	mdtrt_id|oprn_oprt_code|oprn_oprt_name|oprn_oprt_date|vali_flag
	${lines.map((line) => `M1|${line}`).join('\n')}`;
const uterus = '68.4900|子宫全切除术|2026-04-12|';

testRule(rule, {
	knowledge,
	valid: {
		'the sex that can have it': { visit: visit('2'), operation: operation(uterus) },
		'a procedure of both': { visit: visit('1'), operation: operation('51.2300|腹腔镜胆囊切除术|2026-04-12|') },
		'an invalid record': { visit: visit('1'), operation: operation('68.4900|子宫全切除术|2026-04-12|0') },
		'before the class was published': {
			visit: visit('1', '', '1980-05-01', '2022-04-10 09:00').replace('2026-04-20', '2022-04-20'),
			operation: operation(uterus)
		}
	},
	invalid: {
		'a hysterectomy on a man': {
			record: { visit: visit('1'), operation: operation(uterus) },
			grade: 'suspect',
			message: 'against',
			data: { code: '68.4900', permitted: '女', sex: '男' },
			lines: [],
			fund: null,
			clears: { 'identity-says-other': 'no-data', 'newborn-with-mother': 'not-found' }
		},
		'a code in lower case, among others': {
			record: { visit: visit('1'), operation: operation('51.2300|腹腔镜胆囊切除术|2026-04-12|', '65.2500x001|卵巢囊肿剔除术|2026-04-12|') },
			grade: 'suspect',
			message: 'against',
			data: { code: '65.2500x001' },
			lines: []
		},
		'a prostate of a woman': {
			record: { visit: visit('女'), operation: operation('60.2901|前列腺电切|2026-04-12|') },
			grade: 'suspect',
			message: 'against',
			lines: []
		},
		'the identity number says the other sex': {
			record: { visit: visit('1', '110101198005010028'), operation: operation(uterus) },
			grade: 'suspect',
			message: 'against',
			lines: [],
			clears: { 'identity-says-other': 'found' }
		}
	},
	undetermined: {
		'sex not stated': { record: { visit: visit('9'), operation: operation(uterus) }, missing: { kind: 'value', what: 'visit.gend' } },
		'no sex': { record: { visit: visit(''), operation: operation(uterus) }, missing: { kind: 'value', what: 'visit.gend' } }
	}
});

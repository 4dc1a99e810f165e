import rule from '../../../../rules/checks/dip/main-diagnosis-not-allowed.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const base = { table: 'notMainDiagnoses', officialClass: '医保结算清单信息异常', notice: 'fixture' } as const;
const knowledge: PointOf<'notMainDiagnoses'>[] = [
	{ ...base, id: 'fever', codes: ['R50'], name: '不明原因发热', got: {} },
	{ ...base, id: 'follow-up', codes: ['Z09.000'], name: '随诊检查', got: { codes: { by: 'human', verified: false } } }
];
const visit = (code: string, type = '21', end = '2026-05-10 10:00') => `
	mdtrt_id|psn_no|med_type|begntime|endtime|dscg_maindiag_code|dscg_maindiag_name
	M1|P1|${type}|2026-05-04 09:00|${end}|${code}|`;
const diagnosis = (...lines: string[]) => `
	mdtrt_id|maindiag_flag|diag_code|diag_name|vali_flag
	${lines.join('\n')}`;

testRule(rule, {
	knowledge,
	valid: {
		'another main diagnosis': { visit: visit('J18.900') },
		'on the list, but secondary': { visit: visit('J18.900'), diagnosis: diagnosis('M1|0|R50.900|发热|1') },
		'a longer code of which only a shorter neighbour is listed': { visit: visit('Z09.100') },
		'an outpatient': { visit: visit('R50.900', '11') }
	},
	invalid: {
		'fever as main diagnosis, under the verified article alone': {
			record: { visit: visit('R50.900').replaceAll('2026', '2025') },
			grade: 'certain',
			message: 'not-main',
			data: { code: 'R50.900', name: '不明原因发热' },
			lines: [],
			fund: null
		},
		'fever as main diagnosis, when the detailed rules are in force': {
			record: { visit: visit('R50.900') },
			grade: 'suspect',
			message: 'not-main',
			lines: []
		},
		'told by the list of diagnoses, in lower case; nobody checked the point': {
			record: { visit: visit(''), diagnosis: diagnosis('M1|1|z09.000x001|术后随诊|1', 'M1|0|I10.x00|高血压|1') },
			grade: 'suspect',
			message: 'not-main',
			lines: []
		}
	},
	undetermined: {
		'not coded': { record: { visit: visit('') }, missing: { kind: 'value', what: 'visit.dscg_maindiag_code' } },
		'the row that was main is void': {
			record: { visit: visit(''), diagnosis: diagnosis('M1|1|R50.900|发热|0') },
			missing: { kind: 'value', what: 'visit.dscg_maindiag_code' }
		}
	}
});

import rule from '../../../rules/checks/compliance/drug-above-hospital-level.ts';
import type { HospitalLevelLimit } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'hospitalLevelLimits', officialClass: '级别', notice: 'fixture', got: { minRank: { by: 'column', verified: true } } } as const;
const knowledge: HospitalLevelLimit[] = [
	{ ...point, id: 'second', minRank: 2, codes: ['ZA09HAC0101010102129'], name: '参麦注射液' },
	{ ...point, id: 'third', minRank: 3, codes: ['ZA09HAC0101010109999'], name: '三级限定药' }
];
const visit = (level: string, code = 'H1') => `
	mdtrt_id|psn_no|hosp_lv|fixmedins_code|med_type|begntime|endtime
	M1|P1|${level}|${code}|21|2026-04-10 09:00|2026-04-16 10:00`;
const institution = (level: string) => `
	fixmedins_code|type|hosp_lv
	H1|1|${level}`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|memo|init_feedetl_sn
	${lines.join('\n')}`;
const drug = (inScope = '60.00', memo = '') => `F1|M1|2026-04-11|ZA09HAC0101010102129|参麦注射液|2|30|60.00|${inScope}|${memo}|`;

testRule(rule, {
	knowledge,
	valid: {
		'of the second rank': { visit: visit('05'), fee: fee(drug()) },
		'of the second rank without a grade': { visit: visit('13'), fee: fee(drug()) },
		'of the third rank without a grade': { visit: visit('12'), fee: fee(drug(), 'F2|M1|2026-04-11|ZA09HAC0101010109999|三级限定药|1|9|9.00|9.00||') },
		'by the table of institutions': { visit: visit(''), institution: institution('02'), fee: fee(drug()) },
		'in words': { visit: visit('二级甲等'), fee: fee(drug()) },
		'self-paid': { visit: visit('08'), fee: fee(drug('0.00')) },
		refunded: { visit: visit('08'), fee: fee(drug(), 'F2|M1|2026-04-12|ZA09HAC0101010102129|参麦注射液|-2|30|-60.00|-60.00||F1') }
	},
	invalid: {
		'of the first rank': {
			record: { visit: visit('08'), fee: fee(drug()) },
			grade: 'certain',
			message: 'above',
			data: { required: 2, rank: 1 },
			lines: ['F1 offending 2 60.00'],
			clears: { 'listed-at-higher-rank': 'no-data', 'prescribed-above': 'not-found' }
		},
		'of the first rank without a grade, whose code is higher': {
			record: { visit: visit('14'), fee: fee(drug()) },
			grade: 'certain',
			message: 'above',
			lines: ['F1 offending 2 60.00']
		},
		'of no rank': {
			record: { visit: visit('11'), fee: fee(drug()) },
			grade: 'certain',
			message: 'above',
			data: { rank: 0 },
			lines: ['F1 offending 2 60.00']
		},
		'of the second rank where the third is needed': {
			record: { visit: visit('06'), fee: fee(drug(), 'F2|M1|2026-04-11|ZA09HAC0101010109999|三级限定药|1|9|9.00|9.00||') },
			grade: 'certain',
			message: 'above',
			data: { required: 3, rank: 2 },
			lines: ['F2 offending 1 9.00']
		},
		'by the table of institutions': {
			record: { visit: visit(''), institution: institution('09'), fee: fee(drug()) },
			grade: 'certain',
			message: 'above',
			lines: ['F1 offending 2 60.00']
		},
		'the table of institutions says more': {
			record: { visit: visit('08'), institution: institution('05'), fee: fee(drug()) },
			grade: 'suspect',
			message: 'above',
			lines: ['F1 offending 2 60.00'],
			clears: { 'listed-at-higher-rank': 'found' }
		},
		'prescribed above': {
			record: { visit: visit('08'), fee: fee(drug('60.00', '县域医共体牵头医院开具')) },
			grade: 'suspect',
			message: 'above',
			lines: ['F1 offending 2 60.00'],
			clears: { 'prescribed-above': 'found', 'self-paid': 'not-found' }
		}
	},
	undetermined: {
		'no level': { record: { visit: visit(''), fee: fee(drug()) }, missing: { kind: 'value', what: 'visit.hosp_lv' } },
		'a level that is no code': { record: { visit: visit('2'), fee: fee(drug()) }, missing: { kind: 'value', what: 'visit.hosp_lv' } },
		'an institution that is not listed': {
			record: { visit: visit('', 'H9'), institution: institution('08'), fee: fee(drug()) },
			missing: { kind: 'value', what: 'visit.hosp_lv' }
		}
	}
});

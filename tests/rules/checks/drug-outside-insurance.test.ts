import rule from '../../../rules/checks/compliance/drug-outside-insurance.ts';
import type { InsuranceLimit } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'insuranceLimits', officialClass: '险种', notice: 'fixture', got: { insurance: { by: 'column', verified: true } } } as const;
const knowledge: InsuranceLimit[] = [
	{ ...point, id: 'scar', insurance: 'injury', codes: ['ZH01AAB0066010100716'], name: '疤痕止痒软化膏' },
	{ ...point, id: 'birth', insurance: 'maternity', codes: ['XG02ADK026B002010100568'], name: '卡前列素氨丁三醇注射液' }
];
const visit = (insutype: string, type = '21') => `
	mdtrt_id|psn_no|insutype|med_type|begntime|endtime
	M1|P1|${insutype}|${type}|2026-04-10 09:00|2026-04-16 10:00`;
const settlement = (insutype = '') => `
	mdtrt_id|setl_id|insutype|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|${insutype}|1000.00|800.00|600.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|matn_fee_flag|memo|init_feedetl_sn
	${lines.join('\n')}`;
const scar = (inScope = '45.00', memo = '') => `F1|M1|S1|2026-04-11|ZH01AAB0066010100716|疤痕止痒软化膏|1|45|45.00|${inScope}||${memo}|`;
const birth = (flag = '') => `F1|M1|S1|2026-04-11|XG02ADK026B002010100568|卡前列素氨丁三醇注射液|1|90|90.00|90.00|${flag}||`;

testRule(rule, {
	knowledge,
	valid: {
		'self-paid': { visit: visit('310'), fee: fee(scar('0.00')) },
		refunded: { visit: visit('310'), fee: fee(scar(), 'F2|M1|S1|2026-04-12|ZH01AAB0066010100716|疤痕止痒软化膏|-1|45|-45.00|-45.00|||F1') },
		'work-injury insurance': { visit: visit('410'), fee: fee(scar()) },
		'settled by work-injury insurance': { visit: visit('310'), settlement: settlement('410'), fee: fee(scar()) },
		'maternity insurance': { visit: visit('510'), fee: fee(birth()) },
		'a birth under the employees’ insurance': { visit: visit('310', '52'), fee: fee(birth()) },
		'a line marked as maternity': { visit: visit('390'), fee: fee(birth('1')) }
	},
	invalid: {
		'a drug for injuries': {
			record: { visit: visit('310'), settlement: settlement(), fee: fee(scar()) },
			grade: 'certain',
			message: 'outside',
			data: { insutype: '310', lines: 1 },
			lines: ['F1 offending 1 45.00'],
			fund: '33.75',
			clears: { 'birth-or-injury-noted': 'not-found' }
		},
		'the insurance of the settlement decides': {
			record: { visit: visit('410'), settlement: settlement('390'), fee: fee(scar()) },
			grade: 'certain',
			message: 'outside',
			data: { insutype: '390' },
			lines: ['F1 offending 1 45.00']
		},
		'a drug for births in an ordinary stay': {
			record: { visit: visit('390'), fee: fee(birth('0')) },
			grade: 'certain',
			message: 'outside',
			lines: ['F1 offending 1 90.00'],
			fund: null
		},
		'a note speaks of an injury': {
			record: { visit: visit('310'), fee: fee(scar('45.00', '工伤待认定')) },
			grade: 'suspect',
			message: 'outside',
			lines: ['F1 offending 1 45.00'],
			clears: { 'birth-or-injury-noted': 'found' }
		},
		'known by its name': {
			record: { visit: visit('310'), fee: fee('F1|M1|S1|2026-04-11||疤痕止痒软化膏|1|45|45.00|45.00|||') },
			grade: 'suspect',
			message: 'outside',
			lines: ['F1 offending 1 45.00']
		}
	},
	undetermined: {
		'no in-scope amount': { record: { visit: visit('310'), fee: fee(scar('')) }, missing: { kind: 'value', what: 'fee.inscp_amt' } },
		'no insurance kind': { record: { visit: visit(''), fee: fee(scar()) }, missing: { kind: 'value', what: 'visit.insutype' } },
		"a retiree's scheme": { record: { visit: visit('340'), fee: fee(scar()) }, missing: { kind: 'value', what: 'visit.insutype' } },
		'no kind of visit, perhaps a birth': {
			record: { visit: visit('310', ''), fee: fee(birth()) },
			missing: { kind: 'value', what: 'visit.med_type' }
		}
	}
});

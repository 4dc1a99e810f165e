import rule from '../../../../rules/checks/compliance/drug-outside-benefit.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const knowledge: PointOf<'benefitDrugs'>[] = [
	{
		table: 'benefitDrugs',
		officialClass: '病种目录',
		notice: 'fixture',
		got: { benefits: { by: 'column', verified: true } },
		id: 'insulin',
		benefits: ['M01600', 'M01601'],
		codes: ['XA10AEG032B002010100001'],
		name: '甘精胰岛素注射液'
	}
];
const VISIT = 'mdtrt_id|psn_no|insutype|med_type|dise_no|begntime|endtime\n';
const m1 = (benefit = '', type = '140104') => `M1|P1|310|${type}|${benefit}|2026-05-06 09:00|2026-05-06 09:10`;
const visit = (benefit = '', type = '140104') => VISIT + m1(benefit, type);
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|300.00|200.00|100.00';
const fee = (benefit: string, { scope = '60.00', code = 'XA10AEG032B002010100001' } = {}) => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|dise_codg|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	F1|M1|S1|2026-05-06|${code}|甘精胰岛素注射液|${benefit}|1|60|60.00|${scope}|`;

testRule(rule, {
	knowledge,
	valid: {
		'its own benefit': { visit: visit(), fee: fee('M01600') },
		'the line says more than the visit': { visit: visit('M03900'), fee: fee('M01601') },
		'an ordinary visit': { visit: visit('M03900', '11'), fee: fee('M03900') },
		'self-paid': { visit: visit(), fee: fee('M03900', { scope: '0.00' }) }
	},
	invalid: {
		'under the benefit of hypertension': {
			record: { visit: visit(), settlement, fee: fee('M03900') },
			grade: 'certain',
			message: 'outside',
			data: { benefit: 'M03900', lines: 1 },
			lines: ['F1 offending 1 60.00'],
			fund: '30.00',
			clears: { 'other-benefit': 'not-found' }
		},
		'the visit says the benefit': {
			record: { visit: visit('M03900'), fee: fee('') },
			grade: 'certain',
			message: 'outside',
			lines: ['F1 offending 1 60.00']
		},
		'the person has the right benefit too, known by name': {
			record: { visit: `${VISIT}M0|P1|310|140104|M01600|2026-04-06 09:00|2026-04-06 09:10\n${m1('M03900')}`, fee: fee('M03900', { code: '' }) },
			visit: 'M1',
			grade: 'suspect',
			message: 'outside',
			lines: ['F1 offending 1 60.00'],
			clears: { 'other-benefit': 'found' }
		}
	},
	undetermined: {
		'no benefit': { record: { visit: visit(), fee: fee('') }, missing: { kind: 'value', what: 'fee.dise_codg' } },
		'no kind of visit': { record: { visit: visit('', ''), fee: fee('M03900') }, missing: { kind: 'value', what: 'visit.med_type' } }
	}
});

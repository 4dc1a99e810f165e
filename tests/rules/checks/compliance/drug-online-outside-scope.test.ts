import rule from '../../../../rules/checks/compliance/drug-online-outside-scope.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const knowledge: PointOf<'onlineLimits'>[] = [
	{
		table: 'onlineLimits',
		officialClass: '互联网',
		notice: 'fixture',
		got: {},
		id: 'fentanyl',
		codes: ['XN02ABF040E001010104192'],
		name: '芬太尼透皮贴剂'
	}
];
const visit = (department: string, { type = '11', name = '', memo = '' } = {}) => `
	mdtrt_id|psn_no|insutype|med_type|fixmedins_name|adm_dept_name|memo|begntime|endtime
	M1|P1|310|${type}|${name}|${department}|${memo}|2026-05-06 09:00|2026-05-06 09:30`;
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|300.00|200.00|100.00';
const fee = (ordered = '', scope = '200.00', cnt = 1) => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|bilg_dept_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	F1|M1|S1|2026-05-06|XN02ABF040E001010104192|芬太尼透皮贴剂|${ordered}|${cnt}|200|${200 * cnt}.00|${scope}|`;

testRule(rule, {
	knowledge,
	valid: {
		'seen at the hospital': { visit: visit('疼痛科', { memo: '线上挂号、线下就诊' }), fee: fee() },
		'ordered by a department': { visit: visit(''), fee: fee('疼痛科') },
		'a stay in a bed': { visit: visit('互联网医院', { type: '21' }), fee: fee() },
		'self-paid': { visit: visit('互联网医院'), fee: fee('', '0.00') }
	},
	invalid: {
		'an online department': {
			record: { visit: visit('互联网医院'), settlement, fee: fee() },
			grade: 'suspect',
			message: 'online',
			data: { item: '芬太尼透皮贴剂', lines: 1 },
			lines: ['F1 offending 1 200.00'],
			fund: '100.00',
			clears: { 'seen-in-person': 'not-found', 'self-paid': 'not-found' }
		},
		'ordered online, at an internet hospital': {
			record: { visit: visit('疼痛科', { name: '某市第一互联网医院', memo: '患者线下复诊' }), fee: fee('线上门诊') },
			grade: 'suspect',
			message: 'online',
			lines: ['F1 offending 1 200.00'],
			clears: { 'seen-in-person': 'found' }
		},
		'no in-scope amount told': {
			record: { visit: visit('互联网医院'), fee: fee('', '') },
			grade: 'suspect',
			message: 'online',
			lines: ['F1 offending 1 200.00'],
			clears: { 'self-paid': 'no-data' }
		}
	},
	undetermined: {
		'neither department nor institution': { record: { visit: visit(''), fee: fee() }, missing: { kind: 'value', what: 'visit.adm_dept_name' } }
	}
});

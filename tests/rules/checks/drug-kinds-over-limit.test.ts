import rule from '../../../rules/checks/clinical/drug-kinds-over-limit.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = (type = '11') => `mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|${type}|2026-05-04 09:00|2026-05-04 10:00`;
const DRUGS = ['缬沙坦胶囊', '阿托伐他汀钙片', '盐酸二甲双胍片', '阿司匹林肠溶片', '单硝酸异山梨酯片', '甲钴胺片', '碳酸钙D3片'];
const fee = (names: readonly string[], of: (i: number) => string = () => 'R1', kind = '09', scope = '30.00') =>
	`feedetl_sn|mdtrt_id|rx_drord_no|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|inscp_amt\n${names
		.map((name, i) => `F${i + 1}|M1|${of(i)}|2026-05-04|${name}|${kind}|1|30|30.00|${scope}`)
		.join('\n')}`;
const lines = (count: number) => Array.from({ length: count }, (_, i) => `F${i + 1} offending 1 -`);

testRule(rule, {
	valid: {
		'five drugs': { visit: visit(), fee: fee(DRUGS.slice(0, 5)) },
		'seven in two prescriptions': { visit: visit(), fee: fee(DRUGS, (i) => (i < 4 ? 'R1' : 'R2')) },
		'two strengths of one drug, and solvents': {
			visit: visit(),
			fee: fee([...DRUGS.slice(0, 5), '缬沙坦胶囊(160mg)', '0.9%氯化钠注射液', '5%葡萄糖注射液'])
		},
		herbs: { visit: visit(), fee: fee(DRUGS, () => 'R1', '10') },
		'a stay in a bed': { visit: visit('21'), fee: fee(DRUGS) },
		'a pharmacy': { visit: visit('41'), fee: fee(DRUGS) },
		'self-paid': { visit: visit(), fee: fee(DRUGS, () => 'R1', '09', '0.00') }
	},
	invalid: {
		'seven drugs': {
			record: { visit: visit(), fee: fee(DRUGS) },
			grade: 'suspect',
			message: 'many',
			data: { kinds: 7, most: 5 },
			lines: lines(7),
			clears: { 'self-paid': 'not-found' }
		},
		'six, in an emergency': { record: { visit: visit('13'), fee: fee(DRUGS.slice(0, 6)) }, grade: 'suspect', message: 'many', lines: lines(6) }
	},
	undetermined: {
		'no number of the prescription': { record: { visit: visit(), fee: fee(DRUGS, () => '') }, missing: { kind: 'value', what: 'fee.rx_drord_no' } },
		'no kind of the visit': { record: { visit: visit(''), fee: fee(DRUGS) }, missing: { kind: 'value', what: 'visit.med_type' } },
		'no charge category': {
			record: { visit: visit(), fee: 'feedetl_sn|mdtrt_id|medins_list_name|cnt|det_item_fee_sumamt\nF1|M1|缬沙坦胶囊|1|30.00' },
			missing: { kind: 'field', what: 'fee.med_chrgitm_type' }
		}
	}
});

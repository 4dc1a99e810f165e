import rule from '../../../rules/checks/compliance/checkup-stay.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = (more: { end?: string; left?: string; came?: string } = {}) => `
	mdtrt_id|psn_no|med_type|begntime|endtime|dscg_way|adm_way
	M1|P1|21|2026-05-04 09:00|${more.end ?? '2026-05-07 10:00'}|${more.left ?? '1'}|${more.came ?? '2'}`;
/** `name|kind|amount` a line. */
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|medins_list_name|med_chrgitm_type|det_item_fee_sumamt|fee_ocur_time|cnt|pric
	${lines.map((line, i) => `F${i + 1}|M1|${line}|2026-05-05|${line.includes('|-') ? -1 : 1}|100`).join('\n')}`;
const BASE = ['头颅磁共振平扫|03|700.00', '生化全套|04|300.00', '普通床位费|01|120.00', '苯磺酸氨氯地平片|09|60.00', '针刺|05|40.00'];
const order = (text: string) => `
	mdtrt_id|drord_no|drord_cont
	M1|L1|${text}`;
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|入院记录|2026-05-04 10:00|${text}`;

testRule(rule, {
	valid: {
		'a week': { visit: visit({ end: '2026-05-12 10:00' }), fee: fee(...BASE) },
		'half of it drugs': { visit: visit(), fee: fee(...BASE, '某药|09|1000.00') },
		'treated as well': { visit: visit(), fee: fee('头颅磁共振平扫|03|1700.00', '康复训练|05|300.00') },
		'by the vein': { visit: visit(), fee: fee(...BASE), order: order('0.9%氯化钠 静滴') },
		'an emergency': { visit: visit({ came: '1' }), fee: fee(...BASE) },
		'left against advice': { visit: visit({ left: '4' }), fee: fee(...BASE) },
		'the scan taken back': { visit: visit(), fee: fee(...BASE, '头颅磁共振平扫|03|-700.00') },
		'an operation': { visit: visit(), fee: fee(...BASE), operation: 'mdtrt_id|oprn_oprt_name\nM1|肠息肉切除术' }
	},
	invalid: {
		'three days of examinations': {
			record: { visit: visit(), fee: fee(...BASE), order: order('二级护理'), document: document('体检发现血压升高，一般情况好。') },
			grade: 'suspect',
			message: 'checkup',
			data: { days: 3, share: '82.0', treated: '3.3' },
			lines: ['F1 offending 1 700.00', 'F2 offending 1 300.00'],
			clears: { observation: 'not-found' }
		},
		'to be observed, say the documents': {
			record: { visit: visit(), fee: fee(...BASE), document: document('误服农药，中毒观察。') },
			grade: 'suspect',
			message: 'checkup',
			lines: ['F1 offending 1 700.00', 'F2 offending 1 300.00'],
			clears: { observation: 'found' }
		}
	},
	undetermined: {
		'a line without a category': {
			record: { visit: visit(), fee: fee(...BASE, '某项目||20.00') },
			missing: { kind: 'value', what: 'fee.med_chrgitm_type' }
		}
	}
});

import rule from '../../../../rules/checks/dip/procedure-without-charge.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const knowledge: PointOf<'procedureItems'>[] = [
	{
		table: 'procedureItems',
		id: 'stent',
		officialClass: '手术操作编码异常',
		codes: ['36.06'],
		name: '冠脉支架置入',
		names: ['冠状动脉支架', '经皮冠状动脉内支架置入'],
		notice: 'fixture',
		got: { names: { by: 'human', verified: false } }
	}
];
const visit = (type = '21') => `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|${type}|2026-05-04 09:00|2026-05-10 10:00
	M0|P1|21|2025-05-04 09:00|2025-05-10 10:00`;
const operation = (...lines: string[]) => `
	mdtrt_id|oprn_oprt_code|oprn_oprt_name|vali_flag
	${lines.join('\n')}`;
const fee = (...names: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${['床位费|01', '二级护理|07', '血常规|04', '头孢呋辛|09', '静脉输液|05', ...names]
		.map((line, i) => `F${i}|M1|2026-05-05|${line}|1|100|100.00|`)
		.join('\n')}`;
const gall = 'M1|51.2300|腹腔镜胆囊切除术|1';
const stent = 'M1|36.0600x004|经皮冠状动脉支架置入术|1';

testRule(rule, {
	knowledge,
	valid: {
		'the operation is charged': { visit: visit(), operation: operation(gall), fee: fee('腹腔镜胆囊切除术|06') },
		'its anaesthesia is charged': { visit: visit(), operation: operation(gall), fee: fee('全身麻醉|05') },
		'a package': { visit: visit(), operation: operation(gall), fee: fee('日间手术套餐|14') },
		'a charge of the category, under a name of its own': { visit: visit(), operation: operation(gall), fee: fee('LC|06') },
		'no operation: an examination': { visit: visit(), operation: operation('M1|44.1300x001|胃镜检查|1'), fee: fee() },
		'an invalid row': { visit: visit(), operation: operation('M1|51.2300|腹腔镜胆囊切除术|0'), fee: fee() },
		'the item that knowledge names': { visit: visit(), operation: operation(stent), fee: fee('经皮冠状动脉内支架置入术(1根)|06') },
		'a code that is none': { visit: visit(), operation: operation('M1|S001|自编码|1'), fee: fee() },
		'an outpatient': { visit: visit('11'), operation: operation(gall), fee: fee() }
	},
	invalid: {
		'a cholecystectomy that cost nothing': {
			record: { visit: visit(), operation: operation(gall), fee: fee() },
			grade: 'suspect',
			message: 'uncharged',
			data: { code: '51.2300', lines: 5 },
			lines: [],
			fund: null,
			clears: { 'operation-note': 'no-data', 'former-stay': 'not-found' }
		},
		'a stent beside another operation': {
			record: { visit: visit(), operation: operation(gall, stent), fee: fee('腹腔镜胆囊切除术|06') },
			grade: 'suspect',
			message: 'uncharged',
			data: { code: '36.0600x004', lines: 6 },
			lines: []
		},
		'the operation of last year, with a note of it': {
			record: {
				visit: visit(),
				operation: operation(gall, 'M0|51.2300|腹腔镜胆囊切除术|1'),
				fee: fee(),
				document: 'mdtrt_id|doc_type|text\nM1|手术记录|略'
			},
			visit: 'M1',
			grade: 'suspect',
			message: 'uncharged',
			lines: [],
			clears: { 'operation-note': 'found', 'former-stay': 'found' }
		},
		'charged and taken back': {
			record: {
				visit: visit(),
				operation: operation(gall),
				fee: `${fee('腹腔镜胆囊切除术|06')}\nF9|M1|2026-05-06|腹腔镜胆囊切除术|06|-1|100|-100.00|F5`
			},
			grade: 'suspect',
			message: 'uncharged',
			lines: []
		}
	},
	undetermined: {
		'one line for all': {
			record: {
				visit: visit(),
				operation: operation(gall),
				fee: 'feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt\nF1|M1|2026-05-05|住院费|1|100|100.00'
			},
			missing: { kind: 'value', what: 'fee.feedetl_sn' }
		}
	}
});

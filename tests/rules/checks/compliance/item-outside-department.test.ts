import rule from '../../../../rules/checks/compliance/item-outside-department.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const got = { departments: { by: 'column', verified: true } } as const;
const point = { table: 'departmentLimits', officialClass: '科室', notice: 'fixture', got } as const;
const knowledge: PointOf<'departmentLimits'>[] = [
	{ ...point, id: 'screw', side: 'ordering', departments: ['骨科', '脊柱外科'], codes: ['C0301010010300100001'], name: '骨螺钉' },
	{ ...point, id: 'exercise', side: 'performing', departments: ['康复'], codes: ['003402000010000'], name: '运动疗法' }
];
const visit = `
	mdtrt_id|psn_no|insutype|med_type|begntime|endtime
	M1|P1|310|21|2026-05-04 09:00|2026-05-10 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|400.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|bilg_dept_name|acord_dept_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const screw = (ordered: string, scope = '500.00', sn = 'F1') =>
	`${sn}|M1|S1|2026-05-05|C0301010010300100001|骨螺钉|${ordered}|手术室|1|500|500.00|${scope}|`;
const exercise = (performed: string) => `F1|M1|S1|2026-05-05|003402000010000|运动疗法|神经内科|${performed}|2|50|100.00|100.00|`;
const order = (text: string) => `
	mdtrt_id|drord_no|drord_begn_time|drord_cont|drord_detl_name
	M1|O1|2026-05-05 09:00|${text}|`;

testRule(rule, {
	knowledge,
	valid: {
		'its own department': { visit, fee: fee(screw('骨科')) },
		'a ward of the department': { visit, fee: fee(screw('创伤骨科二病区')) },
		'ordered elsewhere, performed here': { visit, fee: fee(exercise('康复医学科二病区')) },
		'self-paid': { visit, fee: fee(screw('皮肤科', '0.00')) },
		refunded: { visit, fee: fee(screw('皮肤科'), 'F2|M1|S1|2026-05-05|C0301010010300100001|骨螺钉|皮肤科|手术室|-1|500|-500.00|-500.00|F1') }
	},
	invalid: {
		'a material ordered by another': {
			record: { visit, settlement, fee: fee(screw('皮肤科')), order: order('二级护理') },
			grade: 'suspect',
			message: 'ordered',
			data: { item: '骨螺钉', department: '皮肤科', lines: 1 },
			lines: ['F1 offending 1 500.00'],
			fund: '250.00',
			clears: { consultation: 'not-found', transfer: 'not-found', 'self-paid': 'not-found' }
		},
		'an item performed by another, after a consultation': {
			record: { visit, fee: fee(exercise('神经内科')), order: order('康复科会诊') },
			grade: 'suspect',
			message: 'performed',
			lines: ['F1 offending 2 100.00'],
			clears: { consultation: 'found' }
		},
		'only the lines of the other department': {
			record: { visit, fee: fee(screw('皮肤科'), screw('骨科', '500.00', 'F2')) },
			grade: 'suspect',
			message: 'ordered',
			lines: ['F1 offending 1 500.00'],
			clears: { consultation: 'no-data', transfer: 'no-data' }
		}
	},
	undetermined: {
		'no department': { record: { visit, fee: fee(screw('')) }, missing: { kind: 'value', what: 'fee.bilg_dept_name' } },
		'no column of the performing department': {
			record: { visit, fee: 'feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|cnt|det_item_fee_sumamt\nF1|M1|2026-05-05|003402000010000|1|50.00' },
			missing: { kind: 'field', what: 'fee.acord_dept_name' }
		}
	}
});

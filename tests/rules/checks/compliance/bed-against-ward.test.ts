import rule from '../../../../rules/checks/compliance/bed-against-ward.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const laminar: PointOf<'methodWords'> = {
	table: 'methodWords',
	family: 'bed',
	id: 'laminar',
	officialClass: 'fixture',
	codes: [],
	name: '层流洁净病房床位费',
	notice: 'fixture',
	needs: ['层流', '移植仓', '净化'],
	places: ['visit.bed_no', 'visit.adm_dept_name', 'visit.dscg_dept_name', 'order.drord_cont'],
	got: { needs: { by: 'human', verified: false } }
};
const visit = (bed: string, department: string) => `
	mdtrt_id|psn_no|med_type|begntime|endtime|bed_no|adm_dept_name
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00|${bed}|${department}`;
const fee = `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|medins_list_name|cnt|pric|det_item_fee_sumamt
	F1|M1|2026-05-04|2026-05-09|层流洁净病房床位费|6|200|1200.00`;
const order = (text: string) => `
	mdtrt_id|drord_no|drord_begn_time|drord_cont
	M1|L1|2026-05-04 10:00|${text}`;
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|日常病程记录|2026-05-04 11:00|${text}`;

testRule(rule, {
	knowledge: [laminar],
	valid: {
		'the bed says it': { visit: visit('血液层流-03', '血液内科'), fee },
		'an order of transfer': { visit: visit('内科-12', '血液内科'), fee, order: order('转层流病房') },
		'a note of it': { visit: visit('内科-12', '血液内科'), fee, document: document('患者移入移植仓，行预处理。') },
		'an ordinary bed': { visit: visit('内科-12', '呼吸内科'), fee: fee.replace('层流洁净病房床位费', '普通病房床位费') }
	},
	invalid: {
		'an ordinary bed, no transfer': {
			record: { visit: visit('内科-12', '呼吸内科'), fee, order: order('Ⅱ级护理') },
			grade: 'suspect',
			message: 'not-told',
			data: { needs: '层流、移植仓、净化' },
			lines: ['F1 offending 6 1200.00'],
			clears: { elsewhere: 'no-data' }
		},
		'a transfer is only planned': {
			record: { visit: visit('内科-12', ''), fee, document: document('拟转层流病房。') },
			grade: 'suspect',
			message: 'not-told',
			lines: ['F1 offending 6 1200.00'],
			clears: { elsewhere: 'not-found' }
		}
	},
	undetermined: { 'neither bed nor department': { record: { visit: visit('', ''), fee }, missing: { kind: 'document', what: 'visit,order' } } }
});

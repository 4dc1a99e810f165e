import rule from '../../../../rules/checks/compliance/intensive-care-without-record.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = (department: string, bed = '') => `
	mdtrt_id|psn_no|med_type|begntime|endtime|adm_dept_name|bed_no
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00|${department}|${bed}`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|medins_list_name|cnt|unt|pric|det_item_fee_sumamt|init_feedetl_sn
	F1|M1|2026-05-05|2026-05-07|重症监护|72|小时|10|720.00|
	${lines.join('\n')}`;
const order = (text: string) => `
	mdtrt_id|drord_no|drord_begn_time|drord_cont
	M1|L1|2026-05-04 10:00|${text}`;
const device = (name: string) => `
	mdtrt_id|device|begin_time|end_time|hours
	M1|${name}|2026-05-05 08:00|2026-05-05 20:00|12`;
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|日常病程记录|2026-05-06 09:00|${text}`;
const WARD = visit('呼吸内科');
const PLAIN = order('Ⅱ级护理');

testRule(rule, {
	valid: {
		'a coronary unit by its name': { visit: visit('冠心病监护病房'), fee: fee(), order: PLAIN },
		'a bed of the unit': { visit: visit('呼吸内科', 'RICU-03'), fee: fee(), order: PLAIN },
		'an order of transfer': { visit: WARD, fee: fee(), order: order('转入ICU') },
		'a note of the unit': { visit: WARD, fee: fee(), order: PLAIN, document: document('患者昨日由EICU转回我科。') },
		'a ventilator': { visit: WARD, fee: fee(), order: PLAIN, device: device('有创呼吸机') },
		refunded: { visit: WARD, fee: fee('F2|M1|2026-05-08||重症监护|-72|小时|10|-720.00|F1'), order: PLAIN },
		'not charged': { visit: WARD, fee: fee().replace('重症监护', '心电监测'), order: PLAIN }
	},
	invalid: {
		'an ordinary ward; the charge does not prove itself': {
			record: { visit: WARD, fee: fee(), order: PLAIN, device: device('心电监护仪'), document: document('患者一般情况可，继续目前治疗。') },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 72 720.00'],
			clears: { 'special-nursing': 'not-found' }
		},
		'a transfer is only planned': {
			record: { visit: WARD, fee: fee(), document: document('必要时转ICU治疗。') },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 72 720.00'],
			clears: { 'special-nursing': 'no-data' }
		},
		'critical, but in the ward': {
			record: { visit: WARD, fee: fee(), order: order('特级护理') },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 72 720.00'],
			clears: { 'special-nursing': 'found' }
		}
	},
	undetermined: {
		'neither orders nor texts': { record: { visit: WARD, fee: fee() }, missing: { kind: 'document', what: 'order,document,nursing' } },
		'a refund that fits two lines': {
			record: {
				visit: WARD,
				fee: fee('F2|M1|2026-05-05|2026-05-07|重症监护|72|小时|10|720.00|', 'F3|M1|2026-05-08||重症监护|-24|小时|10|-240.00|'),
				order: PLAIN
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

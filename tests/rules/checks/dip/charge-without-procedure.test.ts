import rule from '../../../../rules/checks/dip/charge-without-procedure.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = (type = '21') => `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|${type}|2026-05-04 09:00|2026-05-10 10:00
	M9|P9|21|2026-05-04 09:00|2026-05-10 10:00`;
const operation = (line = '') => `
	mdtrt_id|oprn_oprt_code|oprn_oprt_name|vali_flag
	${line || 'M9|51.2300|腹腔镜胆囊切除术|1'}`;
const fee = (name: string, kind = '06', amount = '1200.00', more = '') => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	F1|M1|2026-05-05|${name}|${kind}|1|${amount}|${amount}|
	${more}`;
/** Two lines alike, and a refund that names neither. */
const unclear = 'F2|M1|2026-05-05|腹腔镜胆囊切除术|06|1|1200.00|1200.00|\n\tF3|M1|2026-05-06|腹腔镜胆囊切除术|06|-1|1200.00|-1200.00|';
const refund = 'F2|M1|2026-05-06|腹腔镜胆囊切除术|06|-1|1200.00|-1200.00|F1';

testRule(rule, {
	valid: {
		'the list has a procedure': { visit: visit(), operation: operation('M1|51.2300|腹腔镜胆囊切除术|1'), fee: fee('腹腔镜胆囊切除术') },
		'a bedside act': { visit: visit(), operation: operation(), fee: fee('清创缝合（大）') },
		'a small charge': { visit: visit(), operation: operation(), fee: fee('甲沟炎切开引流术', '06', '120.00') },
		'no operation': { visit: visit(), operation: operation(), fee: fee('超声检查', '03') },
		'taken back': { visit: visit(), operation: operation(), fee: fee('腹腔镜胆囊切除术', '06', '1200.00', refund) },
		'the list has a procedure, whatever was taken back': {
			visit: visit(),
			operation: 'mdtrt_id|oprn_oprt_code\nM1|51.2300',
			fee: fee('腹腔镜胆囊切除术', '06', '1200.00', unclear)
		},
		'an outpatient': { visit: visit('11'), operation: operation(), fee: fee('腹腔镜胆囊切除术') }
	},
	invalid: {
		'a cholecystectomy that nobody listed': {
			record: { visit: visit(), operation: operation(), fee: fee('腹腔镜胆囊切除术') },
			visit: 'M1',
			grade: 'suspect',
			message: 'unlisted',
			data: { item: '腹腔镜胆囊切除术', amount: '1200.00' },
			lines: ['F1 related 1 1200.00'],
			fund: null
		},
		'its procedure is void': {
			record: { visit: visit(), operation: operation('M1|51.2300|腹腔镜胆囊切除术|0'), fee: fee('腹腔镜胆囊切除术') },
			grade: 'suspect',
			message: 'unlisted',
			lines: ['F1 related 1 1200.00']
		}
	},
	undetermined: {
		'a refund of either of two lines': {
			record: { visit: visit(), operation: operation(), fee: fee('腹腔镜胆囊切除术', '06', '1200.00', unclear) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

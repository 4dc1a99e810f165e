import rule from '../../../rules/checks/compliance/hours-over-device-record.ts';
import { hourly } from '../harness/kinds.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-05-10 14:00 | 2026-05-14 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | fee_end_time | hilist_code | medins_list_name | cnt | unt | pric | det_item_fee_sumamt | init_feedetl_sn
	${lines.join('\n')}`;
const device = (...lines: string[]) => `
	mdtrt_id | device | begin_time | end_time | hours
	${lines.join('\n')}`;
const document = `
	mdtrt_id | doc_type | text
	M1       | 病程记录 | 拔管后呼吸困难，再次上机。`;
const ventilator = 'F1|M1|2026-05-10|2026-05-14||有创呼吸机辅助呼吸|120|小时|50|6000.00|';
const filter = 'F2|M1|2026-05-10|2026-05-12||连续性血液净化（CRRT）|48|小时|80|3840.00|';
const coded = 'F1|M1|2026-05-10|2026-05-14|003106030010000|呼吸机|120|小时|50|6000.00|';
const monitor = 'F3|M1|2026-05-10|2026-05-14||心电监测|96|小时|8|768.00|';

testRule(rule, {
	knowledge: hourly,
	valid: {
		'as recorded': { visit, fee: fee(ventilator), device: device('M1|呼吸机|||120') },
		'the last hour begun': { visit, fee: fee(ventilator), device: device('M1|呼吸机|||119') },
		'over two records': { visit, fee: fee(ventilator), device: device('M1|呼吸机|2026-05-10 15:00|2026-05-12 15:00|', 'M1|有创呼吸机|||72') },
		'too many, refunded': {
			visit,
			fee: fee(ventilator, 'F9|M1|2026-05-14|||有创呼吸机辅助呼吸|-24|小时|50|-1200.00|F1'),
			device: device('M1|呼吸机|||96')
		},
		'charged by the day': { visit, fee: fee('F1|M1|2026-05-10|||有创呼吸机辅助呼吸|5|日|900|4500.00|'), device: device('M1|呼吸机|||3') }
	},
	invalid: {
		'a ventilator and a filter': {
			record: { visit, fee: fee(ventilator, filter), device: device('M1|呼吸机|2026-05-10 15:00|2026-05-14 15:00|96', 'M1|连续性血液净化|||40') },
			grade: 'suspect',
			message: 'over',
			data: { billed: 120, recorded: 96, extra: 24 },
			lines: ['F1 offending 24 1200.00', 'F2 offending 8 640.00'],
			clears: { resumed: 'no-data' }
		},
		'by code, with hours from times': {
			record: { visit, fee: fee(coded), device: device('M1|呼吸机|2026-05-10 15:00|2026-05-14 15:00|'), document },
			grade: 'certain',
			message: 'over',
			data: { extra: 24 },
			lines: ['F1 offending 24 1200.00'],
			clears: { resumed: 'found' }
		},
		'one device whose record says nothing hides no other': {
			record: { visit, fee: fee(ventilator, monitor), device: device('M1|呼吸机|||96', 'M1|心电监测|||') },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 24 1200.00']
		}
	},
	undetermined: {
		'a record without hours': {
			record: { visit, fee: fee(monitor), device: device('M1|心电监测|||') },
			missing: { kind: 'value', what: 'device.hours' }
		},
		'times that know the day only': {
			record: { visit, fee: fee(ventilator), device: device('M1|呼吸机|2026-05-10|2026-05-14|') },
			missing: { kind: 'value', what: 'device.hours' }
		},
		'no record of the device': {
			record: { visit, fee: fee(ventilator), device: device('M1|心电监测|||96') },
			missing: { kind: 'document', what: 'device' }
		}
	}
});

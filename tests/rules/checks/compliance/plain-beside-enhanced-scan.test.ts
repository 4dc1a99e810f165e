import rule from '../../../../rules/checks/compliance/plain-beside-enhanced-scan.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, name: string, at = '2026-05-05', cnt = 1, price = 280, of = '') =>
	`${sn}|M1|${at}||${name}|${cnt}|${price}|${cnt * price}.00|${cnt * price}.00|${of}`;
const exam = (...rows: string[]) => `
	mdtrt_id|rpt_no|exam_time|exam_type|exam_part|item_name
	${rows.join('\n')}`;
const [ctPlain, ctEnhanced] = ['X线计算机体层(CT)平扫', 'X线计算机体层(CT)增强扫描'];

testRule(rule, {
	valid: {
		'other parts by name': { visit, fee: fee(line('A', '头颅CT平扫'), line('B', '腹部CT增强扫描')) },
		'the next day': { visit, fee: fee(line('A', '胸部CT平扫'), line('B', '胸部CT增强扫描', '2026-05-06')) },
		'an emergency at night': { visit, fee: fee(line('A', '胸部CT平扫', '2026-05-05 02:00'), line('B', '胸部CT增强扫描', '2026-05-05 15:00')) },
		'CT and MR': { visit, fee: fee(line('A', '头颅CT平扫'), line('B', '头颅磁共振增强扫描')) },
		refunded: { visit, fee: fee(line('A', '胸部CT平扫'), line('B', '胸部CT增强扫描'), line('R', '胸部CT平扫', '2026-05-06', -1, 280, 'A')) },
		'one item for both': { visit, fee: fee(line('A', '胸部CT平扫+增强')) },
		'an addition to the plain scan': { visit, fee: fee(line('A', '胸部CT平扫'), line('B', 'CT增强扫描加收')) },
		'a medium is no scan': { visit, fee: fee(line('A', '胸部CT平扫'), line('B', 'CT增强用对比剂')) },
		'a plain head and an enhanced belly under names without a part': {
			visit,
			exam: exam('M1|R1|2026-05-05|CT|头颅|CT平扫', 'M1|R2|2026-05-05|CT|腹部|CT增强'),
			fee: fee(line('A', ctPlain), line('B', ctEnhanced))
		}
	},
	invalid: {
		'of one part by name': {
			record: {
				visit,
				settlement,
				exam: exam('M1||2026-05-05|CT||胸部CT增强扫描'),
				fee: fee(line('A', '胸部CT增强扫描', '2026-05-05', 1, 420), line('B', '胸部CT平扫'))
			},
			grade: 'suspect',
			message: 'both',
			data: { enhanced: '胸部CT增强扫描', plain: '胸部CT平扫', quantity: 1 },
			lines: ['A related 1 420.00', 'B offending 1 280.00'],
			fund: '210.00',
			clears: { 'separate-exams': 'not-found' }
		},
		'under two words for one part': {
			record: { visit, fee: fee(line('A', '颅脑MR增强'), line('B', '磁共振平扫（头部）', '2026-05-05', 2)) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 280.00', 'B offending 1 280.00'],
			clears: { 'separate-exams': 'no-data' }
		},
		'within the hours of one examination': {
			record: { visit, fee: fee(line('A', '胸部CT增强扫描', '2026-05-05 15:00'), line('B', '胸部CT平扫', '2026-05-05 14:20')) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 280.00', 'B offending 1 280.00']
		},
		'names without a part, one part examined': {
			record: { visit, exam: exam('M1|R1|2026-05-05|CT|胸部|胸部CT'), fee: fee(line('A', ctEnhanced), line('B', ctPlain)) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 280.00', 'B offending 1 280.00']
		},
		'names without a part, no records of examinations': {
			record: { visit, fee: fee(line('A', ctEnhanced), line('B', ctPlain)) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 280.00', 'B offending 1 280.00']
		},
		'three scans of two parts': {
			record: {
				visit,
				exam: exam('M1|R1|2026-05-05|CT|胸部|CT', 'M1|R2|2026-05-05|CT|腹部|CT'),
				fee: fee(line('A', ctEnhanced), line('B', ctPlain, '2026-05-05', 2))
			},
			grade: 'suspect',
			message: 'both',
			data: { quantity: 1 },
			lines: ['A related 1 280.00', 'B offending 1 280.00'],
			clears: { 'separate-exams': 'found' }
		}
	},
	undetermined: {
		'no date': {
			record: { visit, fee: fee(line('A', '胸部CT增强扫描', ''), line('B', '胸部CT平扫')) },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		},
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(line('A', '胸部CT增强扫描'), line('B', '胸部CT平扫'), line('C', '胸部CT平扫'), line('R', '胸部CT平扫', '2026-05-06', -1))
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

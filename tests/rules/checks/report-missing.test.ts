import rule from '../../../rules/checks/fraud/report-missing.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-03-13 09:20 | 2026-03-20 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | cnt | unt | pric | det_item_fee_sumamt | init_feedetl_sn
	${lines.join('\n')}`;
const lab = (...lines: string[]) => `
	mdtrt_id | rpt_no | rpt_time | rpt_name | item_name
	${lines.join('\n')}`;
const exam = (...lines: string[]) => `
	mdtrt_id | rpt_no | exam_time | item_name | exam_part
	${lines.join('\n')}`;
const blood = (count: number, unit = '次') => `F1|M1|2026-03-13|血常规|04|${count}|${unit}|25|${count * 25}.00|`;
const liver = 'F2|M1|2026-03-13|肝功能|04|1|次|80|80.00|';
const two = lab('M1|L1|2026-03-14 07:30|血常规|白细胞', 'M1|L1|2026-03-14 07:30|血常规|血小板', 'M1||2026-03-18 07:30|血常规（复查）|白细胞');
const both = lab('M1|L1|2026-03-14 07:30|血常规|白细胞', 'M1|L2|2026-03-14 07:30|肝功能|ALT');
const document = `
	mdtrt_id | doc_type | text
	M1       | 病程记录 | 复查血常规正常。`;

testRule(rule, {
	valid: {
		'a report for each': { visit, fee: fee(blood(2)), lab: two },
		'more, refunded': { visit, fee: fee(blood(3), 'F9|M1|2026-03-15|血常规|04|-1|次|25|-25.00|F1'), lab: two },
		'at the bedside': { visit, fee: fee('F1|M1|2026-03-13|葡萄糖测定（床旁）|04|20|次|6|120.00|'), lab: two },
		'charged by the site': { visit, fee: fee('F1|M1|2026-03-13|胸部CT平扫|03|2|部位|280|560.00|'), exam: exam('M1|E1|2026-03-13|胸部CT平扫|') },
		'names that do not compare': {
			visit,
			fee: fee(blood(1), 'F2|M1|2026-03-13|生化全套|04|1|次|120|120.00|'),
			lab: lab('M1|L1|2026-03-14 07:30|血常规|白细胞', 'M1|L2|2026-03-14 07:30|生化/炎症|ALT')
		},
		'a name that could mean it': {
			visit,
			fee: fee(blood(1), liver, 'F3|M1|2026-03-13|动脉血气分析|04|6|次|52|312.00|'),
			lab: `${both}\nM1|L3|2026-03-14 08:00|动脉血气|PaO2`
		},
		'one item alone has its report: too few to compare': {
			visit,
			fee: fee('F1|M1|2026-03-13|胸部CT增强扫描|03|1|次|420|420.00|', 'F2|M1|2026-03-13|腹部DR摄影|03|1|次|80|80.00|'),
			exam: exam('M1|E1|2026-03-13|胸部CT增强扫描|')
		},
		'an outpatient visit': { visit: visit.replace('| 21 ', '| 11 '), fee: fee(blood(5)), lab: two },
		'no tests': { visit, fee: fee('F1|M1|2026-03-13|床位费|01|7|日|50|350.00|') }
	},
	invalid: {
		'four charged, two reported': {
			record: { visit, fee: fee(blood(4)), lab: two, document },
			grade: 'suspect',
			message: 'more',
			data: { billed: 4, reports: 2 },
			lines: ['F1 offending 2 50.00'],
			clears: { 'told-in-documents': 'found' }
		},
		'over two lines, the later one': {
			record: { visit, fee: fee(blood(1), 'F2|M1|2026-03-18|血常规|04|2|次|25|50.00|'), lab: two },
			grade: 'suspect',
			message: 'more',
			lines: ['F2 offending 1 25.00'],
			clears: { 'told-in-documents': 'no-data' }
		},
		'an item without any report, where the others have theirs': {
			record: { visit, fee: fee(blood(1), liver, 'F3|M1|2026-03-13|甲状腺功能|04|1|次|150|150.00|'), lab: both },
			grade: 'suspect',
			message: 'none',
			lines: ['F3 offending 1 150.00']
		},
		'three days by the site, reported on the second': {
			record: {
				visit,
				fee: fee(...['13', '15', '17'].map((day, i) => `F${i}|M1|2026-03-${day}|数字化摄影(DR)|03|2|部位|65|130.00|`)),
				exam: exam('M1|E1|2026-03-15|数字化摄影(DR)|胸部')
			},
			grade: 'suspect',
			message: 'days',
			data: { billed: 3, reports: 1 },
			lines: ['F2 offending 2 130.00', 'F0 offending 2 130.00']
		},
		'an examination': {
			record: { visit, fee: fee('F1|M1|2026-03-13|胸部CT平扫|03|2|次|280|560.00|'), exam: exam('M1|E1|2026-03-13|胸部CT平扫|') },
			grade: 'suspect',
			message: 'more',
			lines: ['F1 offending 1 280.00']
		}
	},
	undetermined: {
		'no reports loaded': { record: { visit, fee: fee(blood(2)) }, missing: { kind: 'table', what: 'lab' } },
		'no reports in the stay': {
			record: { visit, fee: fee(blood(2)), lab: lab('M2|L1|2026-03-14 07:30|血常规|白细胞') },
			missing: { kind: 'document', what: 'lab' }
		},
		'a refund that fits two lines': {
			record: { visit, fee: fee(blood(2), 'F2|M1|2026-03-13|血常规|04|2|次|25|50.00|', 'F3|M1|2026-03-15|血常规|04|-1|次|25|-25.00|'), lab: two },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

import rule from '../../../rules/checks/clinical/order-missing.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-03-13 09:20 | 2026-03-20 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | cnt | pric | det_item_fee_sumamt | rx_drord_no | init_feedetl_sn
	${lines.join('\n')}`;
const order = (...lines: string[]) => `
	mdtrt_id | drord_no | drord_begn_time  | drord_cont | drord_detl_name
	${lines.join('\n')}`;
const text = (said: string) => `
	mdtrt_id | doc_type | text
	M1       | 病程记录 | ${said}`;
const lab = (name: string) => `
	mdtrt_id | rpt_time         | rpt_name | item_name
	M1       | 2026-03-14 07:30 | ${name}  | 白蛋白 ALB`;
const albumin = 'F1|M1|2026-03-16|人血白蛋白|09|4|320|1280.00||';
const cef = 'F2|M1|2026-03-14|注射用头孢呋辛钠|09|6|30|180.00|L5|';
const orders = order(
	'M1|L5|2026-03-13 11:00|注射用头孢呋辛钠 1.5g + 0.9%氯化钠100ml ivgtt bid|',
	'M1|T1|2026-03-13 10:30|血常规、生化全套、胸部CT平扫|'
);
const line = (name: string, kind: string, number = '') => fee(`F1|M1|2026-03-16|${name}|${kind}|1|100|100.00|${number}|`, cef);
const operation = `
	mdtrt_id | oprn_oprt_code | oprn_oprt_name        | oprn_oprt_date
	M1       | 65.25          | 卵巢囊肿剔除术+卵巢修补术 | 2026-03-16`;
const other = `
	mdtrt_id | oprn_oprt_code | oprn_oprt_name | oprn_oprt_date
	M1       | 65.25          | 阑尾切除术     | 2026-03-16`;

testRule(rule, {
	valid: {
		'its number names an order': { visit, fee: line('某药注射液', '09', 'T9/T1'), order: orders },
		'an order names it without form and strength': {
			visit,
			fee: line('注射用卡铂', '09'),
			order: order('M1|T5|2026-03-14 10:30|卡铂 0.5g + 5%葡萄糖250ml ivgtt（化疗D1）|', 'M1|L5|2026-03-13 11:00|头孢呋辛|')
		},
		'an order names a shorter form': {
			visit,
			fee: line('盐酸托烷司琼葡萄糖注射液', '09'),
			order: order('M1|T3|2026-03-14 08:30||托烷司琼', 'M1|L5|2026-03-13 11:00|头孢呋辛|')
		},
		'one of several tests in an order': { visit, fee: line('生化全套', '04'), order: orders },
		'a solvent': { visit, fee: line('0.9%氯化钠注射液', '09'), order: orders },
		'an accessory item': { visit, fee: line('静脉输液（抗感染）', '05'), order: orders },
		'no kind that is ordered': { visit, fee: line('床位费', '01'), order: orders },
		'a document tells of it': { visit, fee: fee(albumin, cef), order: orders, document: text('予人血白蛋白10g静滴。') },
		'a report of it': { visit, fee: line('动脉血气分析', '04'), order: orders, lab: lab('动脉血气') },
		'part of the operation': { visit, fee: line('卵巢修补术', '05'), order: orders, operation },
		'herbs of a decoction': { visit, fee: line('当归', '10'), order: order('M1|L5|2026-03-13 11:00|中药汤剂 7剂 水煎服|') },
		refunded: { visit, fee: fee(albumin, cef, 'F3|M1|2026-03-17|人血白蛋白|09|-4|320|-1280.00||F1'), order: orders },
		'after the stay: another rule': { visit, fee: fee(albumin.replace('03-16', '03-21'), cef), order: orders },
		'an outpatient visit': { visit: visit.replace('| 21 ', '| 11 '), fee: fee(albumin, cef), order: orders }
	},
	invalid: {
		'albumin that nobody ordered': {
			record: { visit, fee: fee(albumin, cef), order: orders, lab: lab('肝功能'), document: text('查白蛋白39g/L。') },
			grade: 'suspect',
			message: 'missing',
			data: { quantity: 4 },
			lines: ['F1 offending 4 1280.00'],
			clears: { 'record-of-use': 'not-found', operation: 'no-data', rescue: 'not-found' }
		},
		'its number names no order; nothing else is loaded': {
			record: { visit, fee: line('彩色多普勒超声', '1410', 'T9'), order: orders },
			grade: 'suspect',
			message: 'missing',
			lines: ['F1 offending 1 100.00'],
			clears: { 'record-of-use': 'no-data' }
		},
		'a treatment beside an operation': {
			record: { visit, fee: line('超声雾化', '05'), order: orders, operation: other, document: text('抢救成功。') },
			grade: 'suspect',
			message: 'missing',
			lines: ['F1 offending 1 100.00'],
			clears: { operation: 'found', rescue: 'found' }
		}
	},
	undetermined: {
		'no orders in the stay': {
			record: { visit, fee: fee(albumin), order: order('M2|L1|2026-03-13 11:00|二级护理|') },
			missing: { kind: 'document', what: 'order' }
		},
		'most lines match no order': {
			record: {
				visit,
				fee: fee(albumin, cef, 'F3|M1|2026-03-14|全血细胞分析|04|1|25|25.00||', 'F4|M1|2026-03-14|肝功能全套|04|1|80|80.00||'),
				order: orders
			},
			missing: { kind: 'value', what: 'fee.rx_drord_no' }
		}
	}
});

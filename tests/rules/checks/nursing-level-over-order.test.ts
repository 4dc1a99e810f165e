import rule from '../../../rules/checks/compliance/nursing-level-over-order.ts';
import { nursing } from '../harness/kinds.ts';
import { testRule } from '../harness/rule-tester.ts';

const visits = (...lines: string[]) => `
	mdtrt_id | psn_no | med_type | fixmedins_name | begntime         | endtime
	M1       | P1     | 21       | 甲医院         | 2026-03-13 09:20 | 2026-03-20 10:00
	${lines.join('\n')}`;
const visit = visits();
const peer = (name = '甲医院') => visits(`M2|P2|21|${name}|2026-03-01 09:00|2026-03-05 10:00`);
const order = (...lines: string[]) => `
	mdtrt_id | drord_no | drord_begn_time  | drord_stop_time  | drord_cont
	${lines.join('\n')}`;
const second = order('M1|L1|2026-03-13 10:00|2026-03-20 10:00|内科护理常规', 'M1|L2|2026-03-13 10:00|2026-03-20 10:00|二级护理');
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | fee_end_time | medins_list_name | cnt | unt | pric | det_item_fee_sumamt
	${lines.join('\n')}`;
const record = (...lines: string[]) => `
	mdtrt_id | rec_time | nursing_level
	${lines.join('\n')}`;
const over = 'F1|M1|2026-03-13|2026-03-20|一级护理|8|日|25|200.00';

testRule(rule, {
	knowledge: nursing,
	valid: {
		'as ordered': { visit, order: second, fee: fee('F1|M1|2026-03-13|2026-03-20|二级护理|8|日|12|96.00') },
		'below the order': { visit, order: order('M1|L2|2026-03-13 10:00||Ⅰ级护理'), fee: fee('F1|M1|2026-03-13|2026-03-20|二级护理|8|日|12|96.00') },
		'a higher level on the days that it was ordered': {
			visit,
			order: order('M1|L1|2026-03-13 10:00|2026-03-15 09:00|一级护理', 'M1|L2|2026-03-15 09:00||二级护理'),
			fee: fee('F1|M1|2026-03-13|2026-03-15|一级护理|3|日|25|75.00', 'F2|M1|2026-03-16|2026-03-19|二级护理|4|日|12|48.00')
		},
		'several units on one day, one order of the stay allows them': {
			visit,
			order: order('M1|L1|2026-03-13 10:00|2026-03-15 09:00|一级护理', 'M1|L2|2026-03-15 09:00||二级护理'),
			fee: fee('F1|M1|2026-03-18||一级护理|3|日|25|75.00')
		},
		'a day without an order in force': {
			visit,
			order: order('M1|L2|2026-03-14 10:00|2026-03-20 10:00|二级护理'),
			fee: fee('F1|M1|2026-03-13||一级护理|1|日|25|25.00')
		},
		'the ordered level costs no less': { visit, order: second, fee: fee(over, 'F2|M1|2026-03-20||二级护理|1|日|25|25.00') }
	},
	invalid: {
		'first level charged, second ordered; the price is in the stay': {
			record: { visit, order: second, fee: fee(over, 'F2|M1|2026-03-20||二级护理|1|日|12|12.00'), nursing: record('M1|2026-03-13|二级护理') },
			grade: 'suspect',
			message: 'above',
			data: { days: 8 },
			lines: ['F1 offending 8 104.00'],
			clears: { 'record-of-level': 'not-found' }
		},
		'the price is that of the institution in the batch': {
			record: { visit: peer(), order: second, fee: fee(over, 'G1|M2|2026-03-01|2026-03-04|二级护理|4|日|12|48.00') },
			visit: 'M1',
			grade: 'suspect',
			message: 'above',
			lines: ['F1 offending 8 104.00'],
			clears: { 'record-of-level': 'no-data' }
		},
		'the price of another institution is none': {
			record: { visit: peer('乙医院'), order: second, fee: fee(over, 'G1|M2|2026-03-01|2026-03-04|二级护理|4|日|12|48.00') },
			visit: 'M1',
			grade: 'suspect',
			message: 'above',
			lines: ['F1 offending 8 -']
		},
		'only on the days after the order changed': {
			record: {
				visit,
				order: order('M1|L1|2026-03-13 10:00|2026-03-15 09:00|I级护理', 'M1|L2|2026-03-15 09:00||II级护理'),
				fee: fee('F1|M1|2026-03-13|2026-03-18|一级护理|6|日|25|150.00', 'F2|M1|2026-03-19||二级护理|1|日|12|12.00'),
				nursing: record('M1|2026-03-17|一级护理')
			},
			grade: 'suspect',
			message: 'above',
			data: { days: 3 },
			lines: ['F1 offending 3 39.00'],
			clears: { 'record-of-level': 'found' }
		},
		'under two orders in turn': {
			record: {
				visit,
				order: order('M1|L1|2026-03-13 10:00|2026-03-14 23:00|二级护理', 'M1|L2|2026-03-15 09:00||三级护理'),
				fee: fee(
					'F1|M1|2026-03-13|2026-03-18|一级护理|6|日|25|150.00',
					'F2|M1|2026-03-13||二级护理|1|日|12|12.00',
					'F3|M1|2026-03-19||三级护理|1|日|5|5.00'
				)
			},
			grade: 'suspect',
			message: 'above',
			data: { days: 6 },
			lines: ['F1 offending 6 106.00']
		}
	},
	undetermined: {
		'no order of a level in the stay': {
			record: { visit, order: order('M1|L1|2026-03-13 10:00||内科护理常规'), fee: fee(over) },
			missing: { kind: 'document', what: 'order' }
		}
	}
});

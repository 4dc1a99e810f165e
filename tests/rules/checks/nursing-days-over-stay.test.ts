import rule from '../../../rules/checks/compliance/nursing-days-over-stay.ts';
import { nursing } from '../harness/kinds.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-05-11 10:00 | 2026-05-16 10:00`;
const order = (...lines: string[]) => `
	mdtrt_id | drord_no | drord_begn_time  | drord_stop_time | drord_cont
	${lines.join('\n')}`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | fee_end_time | hilist_code | medins_list_name | cnt | unt | pric | det_item_fee_sumamt | init_feedetl_sn
	${lines.join('\n')}`;
const [special, first, second] = ['001201000010000', '001201000020000', '001201000030000'];

testRule(rule, {
	knowledge: nursing,
	valid: {
		'as many days as the stay, over two levels': {
			visit,
			fee: fee(`F1|M1|2026-05-11|2026-05-12|${first}|一级护理|2|日|25|50.00|`, `F2|M1|2026-05-13|2026-05-15|${second}|二级护理|3|日|12|36.00|`)
		},
		'two days too many, refunded': {
			visit,
			fee: fee(`F1|M1|2026-05-11||${second}|二级护理|7|日|12|84.00|`, `F2|M1|2026-05-16||${second}|二级护理|-2|日|12|-24.00|F1`)
		},
		'nursing charged by the hour': { visit, fee: fee(`F1|M1|2026-05-11||${special}|特级护理|120|小时|8|960.00|`) },
		'the days after the stay belong to another rule': {
			visit,
			fee: fee(`F1|M1|2026-05-11||${second}|二级护理|5|日|12|60.00|`, `F2|M1|2026-05-20||${second}|二级护理|2|日|12|24.00|`)
		},
		'special nursing of a kind, no level of care': { visit, fee: fee('F1|M1|2026-05-11|||一般专项护理（吸痰）|30|次|5|150.00|') }
	},
	invalid: {
		'eight days in a stay of five': {
			record: { visit, fee: fee(`F1|M1|2026-05-11|2026-05-16|${second}|二级护理|8|日|12|96.00|`) },
			grade: 'certain',
			message: 'over',
			data: { billed: 8, stay: 5, extra: 3 },
			lines: ['F1 offending 3 36.00'],
			clears: { 'level-change': 'no-data' }
		},
		'one day too many, the level changed': {
			record: {
				visit,
				order: order('M1|L1|2026-05-11 10:00|2026-05-13 09:00|Ⅰ级护理', 'M1|L2|2026-05-13 09:00||Ⅱ级护理'),
				fee: fee(`F1|M1|2026-05-11|2026-05-13|${first}|一级护理|3|日|25|75.00|`, `F2|M1|2026-05-13|2026-05-15|${second}|二级护理|3|日|12|36.00|`)
			},
			grade: 'suspect',
			message: 'over',
			lines: ['F2 offending 1 12.00'],
			clears: { 'level-change': 'found' }
		},
		'recognised by its name': {
			record: { visit, fee: fee('F1|M1|2026-05-11|||二级护理|8|日|12|96.00|') },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 3 36.00']
		}
	},
	undetermined: {
		'no discharge yet': {
			record: { visit: visit.replace('2026-05-16 10:00', ''), fee: fee(`F1|M1|2026-05-11||${second}|二级护理|8|日|12|96.00|`) },
			missing: { kind: 'value', what: 'visit.endtime' }
		},
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(
					`F1|M1|2026-05-11||${second}|二级护理|4|日|12|48.00|`,
					`F2|M1|2026-05-11||${second}|二级护理|4|日|12|48.00|`,
					`F3|M1|2026-05-16||${second}|二级护理|-1|日|12|-12.00|`
				)
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

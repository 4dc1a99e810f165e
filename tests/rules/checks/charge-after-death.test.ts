import rule from '../../../rules/checks/fraud/charge-after-death.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = (way: string, died: string) => `
	mdtrt_id | psn_no | med_type | begntime         | endtime          | dscg_way | die_date
	M1       | P1     | 21       | 2026-03-13 09:20 | 2026-03-20 10:00 | ${way}   | ${died}`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt | init_feedetl_sn
	${lines.join('\n')}`;

testRule(rule, {
	valid: {
		'on the day of death, times unknown': { visit: visit('5', '2026-03-20'), fee: fee('F1|M1|2026-03-20|静脉输液|1|8|8.00|') },
		'minutes after, written down late': { visit: visit('5', '2026-03-20 09:30'), fee: fee('F1|M1|2026-03-20 10:10|静脉输液|1|8|8.00|') },
		'care of the body': {
			visit: visit('5', '2026-03-20'),
			fee: fee('F1|M1|2026-03-21|尸体料理|1|60|60.00|', 'F2|M1|2026-03-21|太平间冷藏|1|60|60.00|')
		},
		'nobody died': { visit: visit('1', ''), fee: fee('F1|M1|2026-03-21|静脉输液|1|8|8.00|') },
		refunded: { visit: visit('死亡', ''), fee: fee('F1|M1|2026-03-21|静脉输液|1|8|8.00|', 'F2|M1|2026-03-22|静脉输液|-1|8|-8.00|F1') }
	},
	invalid: {
		'the day after the date of death': {
			record: { visit: visit('5', '2026-03-18'), fee: fee('F1|M1|2026-03-19|二级护理|1|12|12.00|', 'F2|M1|2026-03-18|二级护理|1|12|12.00|') },
			grade: 'certain',
			message: 'later',
			lines: ['F1 offending 1 12.00'],
			clears: { 'way-of-leaving': 'not-found' }
		},
		'left by death, no date of its own': {
			record: { visit: visit('5', ''), fee: fee('F1|M1|2026-03-22|二级护理|2|12|24.00|') },
			grade: 'certain',
			message: 'later',
			lines: ['F1 offending 2 24.00']
		},
		'a date of death, yet left as cured': {
			record: { visit: visit('1', '2026-03-18'), fee: fee('F1|M1|2026-03-19|二级护理|1|12|12.00|') },
			grade: 'suspect',
			message: 'later',
			lines: ['F1 offending 1 12.00'],
			clears: { 'way-of-leaving': 'found' }
		},
		'hours after, to the minute': {
			record: { visit: visit('5', '2026-03-20 03:30'), fee: fee('F1|M1|2026-03-20 09:10|静脉输液|1|8|8.00|') },
			grade: 'suspect',
			message: 'sameDay',
			lines: ['F1 offending 1 8.00']
		}
	},
	undetermined: {
		'a refund that fits it and another': {
			record: {
				visit: visit('5', '2026-03-18'),
				fee: fee('F1|M1|2026-03-19|静脉输液|1|8|8.00|', 'F2|M1|2026-03-18|静脉输液|1|8|8.00|', 'F3|M1|2026-03-22|静脉输液|-1|8|-8.00|')
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

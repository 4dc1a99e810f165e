import rule from '../../../rules/checks/compliance/charge-outside-stay.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime          | adm_way | dscg_way | die_date
	M1       | P1     | 21       | 2026-03-13 09:20 | 2026-03-20 10:00 | 门诊    | 1        |`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | fee_end_time | medins_list_name | cnt | pric | det_item_fee_sumamt | dscg_tkdrug_flag | init_feedetl_sn
	${lines.join('\n')}`;
const settlement = `
	mdtrt_id | setl_id | medfee_sumamt | inscp_amt | fund_pay_sumamt
	M1       | S1      | 1000.00       |           | 800.00`;

testRule(rule, {
	valid: {
		'on the days of admission and discharge': { visit, fee: fee('F1|M1|2026-03-13||静脉输液|1|8|8.00||', 'F2|M1|2026-03-20||静脉输液|1|8|8.00||') },
		'drugs taken home': { visit, fee: fee('F1|M1|2026-03-21||奥希替尼片|28|168|4704.00|1|') },
		'a refund after the stay': { visit, fee: fee('F1|M1|2026-03-19||静脉输液|2|8|16.00||', 'F2|M1|2026-03-22||静脉输液|-1|8|-8.00||F1') },
		'a line after the stay, refunded': { visit, fee: fee('F1|M1|2026-03-21||静脉输液|1|8|8.00||', 'F2|M1|2026-03-22||静脉输液|-1|8|-8.00||F1') },
		'an outpatient visit': { visit: visit.replace('| 21 ', '| 11 '), fee: fee('F1|M1|2026-03-25||静脉输液|1|8|8.00||') },
		'an open stay has no after': { visit: visit.replace('2026-03-20 10:00', ''), fee: fee('F1|M1|2026-03-25||静脉输液|1|8|8.00||') },
		'a span that ends on the day after discharge': { visit, fee: fee('F1|M1|2026-03-13|2026-03-21|二级护理|9|12|108.00||') },
		'a span that ends late, with no more units than days inside': { visit, fee: fee('F1|M1|2026-03-13|2026-03-25|二级护理|7|12|84.00||') },
		'after a death: another rule': { visit: visit.replace('| 1        |', '| 5 | 2026-03-20'), fee: fee('F1|M1|2026-03-21||静脉输液|1|8|8.00||') }
	},
	invalid: {
		'the day after discharge': {
			record: {
				visit,
				settlement,
				fee: fee('F1|M1|2026-03-21||一级护理|1|25|25.00||', 'F2|M1|2026-03-21||静脉输液|1|8|8.00||', 'F3|M1|2026-03-20||静脉输液|1|8|8.00||')
			},
			grade: 'certain',
			message: 'after',
			data: { day: '2026-03-21', days: 1 },
			lines: ['F1 offending 1 25.00', 'F2 offending 1 8.00'],
			fund: '26.40'
		},
		'before the admission': {
			record: { visit: visit.replace('门诊', '急诊'), fee: fee('F1|M1|2026-03-11||胸部CT平扫|1|280|280.00||') },
			grade: 'suspect',
			message: 'before',
			data: { days: 2 },
			lines: ['F1 offending 1 280.00'],
			clears: { 'emergency-admission': 'found' }
		},
		'before the admission of an open stay': {
			record: { visit: visit.replace('2026-03-20 10:00', ''), fee: fee('F1|M1|2026-03-11||胸部CT平扫|1|280|280.00||') },
			grade: 'suspect',
			message: 'before',
			lines: ['F1 offending 1 280.00'],
			clears: { 'emergency-admission': 'not-found' }
		},
		'a span of which a part lies after': {
			record: { visit, fee: fee('F1|M1|2026-03-13|2026-03-22|二级护理|10|12|120.00||') },
			grade: 'suspect',
			message: 'tail',
			data: { days: 2 },
			lines: ['F1 offending 2 24.00']
		},
		'a part of it refunded': {
			record: { visit, fee: fee('F1|M1|2026-03-21||静脉输液|3|8|24.00||', 'F2|M1|2026-03-22||静脉输液|-1|8|-8.00||F1') },
			grade: 'certain',
			message: 'after',
			lines: ['F1 offending 2 16.00']
		}
	},
	undetermined: {
		'a refund that fits it and another': {
			record: {
				visit,
				fee: fee('F1|M1|2026-03-21||静脉输液|1|8|8.00||', 'F2|M1|2026-03-20||静脉输液|1|8|8.00||', 'F3|M1|2026-03-22||静脉输液|-1|8|-8.00||')
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		},
		'no admission': {
			record: { visit: visit.replace('2026-03-13 09:20', ''), fee: fee('F1|M1|2026-03-21||静脉输液|1|8|8.00||') },
			missing: { kind: 'value', what: 'visit.begntime' }
		}
	}
});

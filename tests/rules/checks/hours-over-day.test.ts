import rule from '../../../rules/checks/compliance/hours-over-day.ts';
import { hourly } from '../harness/kinds.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-05-10 14:00 | 2026-05-14 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | fee_end_time | medins_list_name | cnt | unt | pric | det_item_fee_sumamt | chrg_hours | init_feedetl_sn
	${lines.join('\n')}`;

testRule(rule, {
	knowledge: hourly,
	valid: {
		'a full day': { visit, fee: fee('F1|M1|2026-05-11||心电监测|24|小时|8|192.00||') },
		'as many hours as the days of the span have': { visit, fee: fee('F1|M1|2026-05-10|2026-05-14|有创呼吸机辅助呼吸|120|小时|50|6000.00|120|') },
		'pumps side by side': { visit, fee: fee('F1|M1|2026-05-11||微量泵使用|48|小时|2|96.00||') },
		'two items on one day': { visit, fee: fee('F1|M1|2026-05-11||心电监测|20|小时|8|160.00||', 'F2|M1|2026-05-11||吸氧|20|小时|3|60.00||') },
		'charged by the time': { visit, fee: fee('F1|M1|2026-05-11||心电监测|30|次|8|240.00||') },
		'too many, refunded': { visit, fee: fee('F1|M1|2026-05-11||心电监测|30|小时|8|240.00||', 'F2|M1|2026-05-12||心电监测|-6|小时|8|-48.00||F1') }
	},
	invalid: {
		'two lines of one day': {
			record: { visit, fee: fee('F1|M1|2026-05-11||心电监测|20|小时|8|160.00||', 'F2|M1|2026-05-11||心电监测|10|小时|8|80.00||') },
			grade: 'suspect',
			message: 'over',
			data: { hours: 30, extra: 6 },
			lines: ['F1 offending 6 48.00']
		},
		'a span that has not so many hours, nor has the stay': {
			record: { visit, fee: fee('F1|M1|2026-05-10|2026-05-14|有创呼吸机辅助呼吸|150|小时|50|7500.00||') },
			grade: 'certain',
			message: 'over',
			data: { hours: 30, extra: 30 },
			lines: ['F1 offending 30 1500.00']
		},
		'no unit, but an hourly item; another by its hours': {
			record: { visit, fee: fee('F1|M1|2026-05-11||心电监测|30||8|240.00||') },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 6 48.00']
		},
		'the hours stand in a field of their own': {
			record: { visit, fee: fee('F1|M1|2026-05-11||高流量吸氧|1|日|300|300.00|30|') },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 0.2 60.00']
		}
	},
	undetermined: {
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(
					'F1|M1|2026-05-11||心电监测|30|小时|8|240.00||',
					'F2|M1|2026-05-12||心电监测|20|小时|8|160.00||',
					'F3|M1|2026-05-13||心电监测|-6|小时|8|-48.00||'
				)
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

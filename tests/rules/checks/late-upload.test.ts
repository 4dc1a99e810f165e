import rule from '../../../rules/checks/compliance/late-upload.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-05-01 09:00 | 2026-05-08 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | fee_end_time | crte_time | medins_list_name | cnt | pric | det_item_fee_sumamt | inscp_amt | init_feedetl_sn | memo
	${lines.join('\n')}`;
const line = (sn: string, at: string, created: string, { until = '', memo = '', cnt = 1, of = '' } = {}) =>
	`${sn}|M1|${at}|${until}|${created}|血细胞分析|${cnt}|25|${cnt * 25}.00|${cnt * 25}.00|${of}|${memo}`;
const limit = { rule: 'late-upload', name: 'maxDelayHours', value: 24, region: 'fixture', source: 'fixture' };

testRule(rule, {
	parameters: [limit],
	valid: {
		'within the day': { visit, fee: fee(line('A', '2026-05-01 10:00', '2026-05-02 09:00')) },
		'just at the limit': { visit, fee: fee(line('A', '2026-05-01 10:00', '2026-05-02 10:00')) },
		'a bare date may mean its end': { visit, fee: fee(line('A', '2026-05-01', '2026-05-02 23:00')) },
		'over days, from the last': { visit, fee: fee(line('A', '2026-05-01', '2026-05-08 23:00', { until: '2026-05-07' })) },
		'refunded in full; the refund itself came late': {
			visit,
			fee: fee(line('A', '2026-05-01 10:00', '2026-05-09 10:00'), line('R', '2026-05-01 11:00', '2026-05-30 10:00', { cnt: -1, of: 'A' }))
		},
		'before the charge': { visit, fee: fee(line('A', '2026-05-03 10:00', '2026-05-01 10:00')) }
	},
	invalid: {
		'nineteen days later': {
			record: { visit, fee: fee(line('A', '2026-05-01 10:00', '2026-05-20 10:00'), line('B', '2026-05-02 10:00', '2026-05-02 11:00')) },
			grade: 'suspect',
			message: 'late',
			data: { lines: 1, hours: 456 },
			lines: ['A offending 1 0.00'],
			clears: { 'outage-noted': 'not-found' }
		},
		'a bare date, two days and an hour': {
			record: { visit, fee: fee(line('A', '2026-05-01', '2026-05-03 01:00')) },
			grade: 'suspect',
			message: 'late',
			data: { hours: 25 },
			lines: ['A offending 1 0.00']
		},
		'after an outage': {
			record: { visit, fee: fee(line('A', '2026-05-01 10:00', '2026-05-05 10:00', { memo: '网络中断后补传' })) },
			grade: 'suspect',
			message: 'late',
			lines: ['A offending 1 0.00'],
			clears: { 'outage-noted': 'found' }
		}
	},
	undetermined: {
		'no time of creation': { record: { visit, fee: fee(line('A', '2026-05-01 10:00', '')) }, missing: { kind: 'value', what: 'fee.crte_time' } },
		'no such column': {
			record: { visit, fee: 'feedetl_sn|mdtrt_id|fee_ocur_time|cnt|det_item_fee_sumamt\nA|M1|2026-05-01 10:00|1|25.00' },
			missing: { kind: 'field', what: 'fee.crte_time' }
		}
	}
});

testRule(rule, {
	valid: { 'no lines': { visit, fee: fee(line('A', '2026-05-01 10:00', '2026-05-01 10:00', { cnt: 0 })) } },
	invalid: {},
	undetermined: {
		'the region has set no limit': {
			record: { visit, fee: fee(line('A', '2026-05-01 10:00', '2026-05-20 10:00')) },
			missing: { kind: 'parameter', what: 'late-upload.maxDelayHours' }
		}
	}
});

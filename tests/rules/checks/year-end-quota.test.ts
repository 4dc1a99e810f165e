import rule from '../../../rules/checks/fraud/year-end-quota.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	readonly settled?: string;
	readonly handed?: readonly string[];
	readonly kind?: string;
	readonly fund?: string;
	readonly more?: string;
}
const scene = ({ settled = '2026-12-30 10:00', handed = ['2027-03-05'], kind = '41', fund = '140.00', more = '' }: Scene = {}) => ({
	visit: `mdtrt_id | psn_no | med_type | fixmedins_code | begntime\nA | P1 | ${kind} | Y1 | ${settled}`,
	settlement: `setl_id | mdtrt_id | setl_time | medfee_sumamt | inscp_amt | fund_pay_sumamt | init_setl_id | refd_setl_flag\nS1 | A | ${settled} | 200.00 | 200.00 | ${fund} | |\n${more}`,
	stock: `fixmedins_code | name | movement | cnt | moved_at | setl_id\n${handed.map((day) => `Y1 | 参茸大补丸 | 销售出库 | 1 | ${day} | S1`).join('\n')}`
});

testRule(rule, {
	valid: {
		'handed out on the day': scene({ handed: ['2026-12-30'] }),
		'some of it on the day': scene({ handed: ['2026-12-30', '2027-03-05'] }),
		'a few days over the year’s end': scene({ handed: ['2027-01-04'] }),
		'settled in spring': scene({ settled: '2026-03-01 10:00', handed: ['2026-06-05'] }),
		'a hospital': scene({ kind: '11' }),
		'paid by nobody’s fund': scene({ fund: '0.00' }),
		'taken back': scene({ more: 'S2 | A | 2026-12-31 | -200.00 | -200.00 | -140.00 | S1 | 1' })
	},
	invalid: {
		'goods of March': {
			record: scene(),
			grade: 'suspect',
			message: 'kept',
			data: { settled: '2026-12-30', handed: '2027-03-05' },
			lines: ['S1 offending - 200.00'],
			fund: '140.00',
			clears: { 'out-of-stock': 'no-data' }
		}
	},
	undetermined: {
		'the day it left is not told': { record: scene({ handed: [''] }), missing: { kind: 'value', what: 'stock.moved_at' } },
		'settled at no time': { record: scene({ settled: '' }), missing: { kind: 'value', what: 'settlement.setl_time' } }
	}
});

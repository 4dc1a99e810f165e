import rule from '../../../rules/checks/fraud/clustered-admissions.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	persons?: number;
	day?: (i: number) => string;
	address?: (i: number) => string;
	cash?: string;
	aid?: string;
	fund?: string;
	way?: string;
	note?: string;
	type?: string;
}
const scene = ({
	persons = 20,
	day = (i) => `2026-04-0${6 + (i % 2)}`,
	address = (i) => `某县南河镇柳树村${i}号`,
	cash = '0.00',
	aid = '0.00',
	fund = '2400.00',
	way = '2',
	note = '体检发现血压偏高，要求住院调理。',
	type = '21'
}: Scene = {}) => {
	const ids = Array.from({ length: persons }, (_, i) => i);
	return {
		visit: `mdtrt_id | psn_no | med_type | fixmedins_code | begntime | adm_way | addr
			${ids.map((i) => `V${i}|P${i}|${type}|H1|${day(i)}|${way}|${address(i)}`).join('\n')}`,
		settlement: `mdtrt_id | setl_id | medfee_sumamt | fund_pay_sumamt | acct_pay | cash_payamt | maf_pay
			${ids.map((i) => `V${i}|S${i}|3000.00|${fund}|0.00|${cash}|${aid}`).join('\n')}`,
		document: `mdtrt_id | doc_type | text\n${ids.map((i) => `V${i}|入院记录|${note}`).join('\n')}`
	};
};

testRule(rule, {
	valid: {
		'nine persons': scene({ persons: 9 }),
		'over a month': scene({ day: (i) => `2026-04-${String(1 + i).padStart(2, '0')}` }),
		'of many villages': scene({ address: (i) => `某县南河镇${'甲乙丙丁'[i % 4]}村${i}号` }),
		'each paid the own part': scene({ cash: '600.00' }),
		'medical aid paid': scene({ aid: '300.00' }),
		'the funds paid all': scene({ fund: '3000.00' }),
		'acutely ill': scene({ note: '突发腹痛、腹泻 6 小时，考虑食物中毒。' }),
		'by the emergency room': scene({ way: '1' }),
		'outpatient visits': scene({ type: '11' })
	},
	invalid: {
		'twenty of one village within two days': {
			record: scene(),
			visit: 'V0',
			grade: 'suspect',
			message: 'cluster',
			data: { village: '某县南河镇柳树村', persons: 20, days: 2, own: '600.00' },
			lines: ['S0 offending - 3000.00'],
			fund: '2400.00',
			clears: { arrears: 'no-data' }
		}
	},
	undetermined: {
		'cash not told': { record: scene({ cash: '' }), missing: { kind: 'value', what: 'settlement.cash_payamt' } },
		'no addresses': { record: scene({ address: () => '' }), missing: { kind: 'value', what: 'visit.addr' } }
	}
});

import rule from '../../../rules/checks/fraud/card-in-two-places.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	second?: string;
	first?: string;
	at?: string;
	type?: string;
	district?: string;
	fund?: string;
	acct?: string;
}
const scene = ({
	first = '2026-04-08 10:00',
	second = '2026-04-08 10:20',
	at = 'H2',
	type = '11',
	district = '330100',
	fund = '80.00',
	acct = '0.00'
}: Scene = {}) => ({
	visit: `
		mdtrt_id | psn_no | med_type | fixmedins_code | begntime
		A|P1|41|H1|2026-04-08
		B|P1|${type}|${at}|2026-04-08`,
	settlement: `
		mdtrt_id | setl_id | setl_time | medfee_sumamt | fund_pay_sumamt | acct_pay
		A|S1|${first}|60.00|40.00|0.00
		B|S2|${second}|120.00|${fund}|${acct}`,
	institution: `
		fixmedins_code | admdvs
		H1|320106
		H2|${district}
		H3|320104`
});

testRule(rule, {
	valid: {
		'an hour later': scene({ second: '2026-04-08 11:00' }),
		'another district of the same city': scene({ at: 'H3' }),
		'the same institution': scene({ at: 'H1' }),
		'a stay': scene({ type: '21' }),
		'taken back and settled anew': {
			...scene(),
			settlement: `
				mdtrt_id | setl_id | setl_time | medfee_sumamt | init_setl_id
				A|S1|2026-04-08 10:00|60.00|
				A|S3|2026-04-08 10:05|-60.00|S1
				B|S2|2026-04-08 10:20|120.00|`
		}
	},
	invalid: {
		'twenty minutes later in another city': {
			record: scene(),
			grade: 'suspect',
			message: 'apart',
			data: { first: '2026-04-08 10:00', minutes: 20 },
			lines: ['S2 offending - 120.00'],
			fund: '80.00',
			clears: { family: 'not-found', delayed: 'no-data' }
		},
		'around midnight, from the personal account': {
			record: scene({ first: '2026-04-08 23:50', second: '2026-04-09 00:10', fund: '0.00', acct: '120.00' }),
			grade: 'suspect',
			message: 'apart',
			data: { minutes: 20 },
			lines: ['S2 offending - 120.00'],
			clears: { family: 'found' }
		}
	},
	undetermined: {
		'days only': { record: scene({ second: '2026-04-08' }), missing: { kind: 'precision', what: 'settlement.setl_time' } },
		'no time': { record: scene({ first: '' }), missing: { kind: 'value', what: 'settlement.setl_time' } },
		'taken back in part': {
			record: {
				...scene(),
				settlement: `
				mdtrt_id | setl_id | setl_time | medfee_sumamt | init_setl_id
				A|S1|2026-04-08 10:00|60.00|
				A|S3|2026-04-08 10:05|-20.00|S1
				B|S2|2026-04-08 10:20|120.00|`
			},
			missing: { kind: 'ambiguous-refund', what: 'settlement.init_setl_id' }
		},
		'no district': { record: scene({ district: '' }), missing: { kind: 'value', what: 'institution.admdvs' } },
		'no institution': { record: scene({ at: '' }), missing: { kind: 'value', what: 'visit.fixmedins_code' } }
	}
});

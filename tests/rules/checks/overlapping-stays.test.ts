import rule from '../../../rules/checks/fraud/overlapping-stays.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Stay {
	id: string;
	from: string;
	to: string;
	type?: string;
	at?: string;
	way?: string;
	refl?: string;
	born?: string;
	age?: string;
	number?: string;
	valid?: string;
	person?: string;
}
const visits = (...stays: Stay[]) => `
	mdtrt_id | psn_no | med_type | fixmedins_code | begntime | endtime | dscg_way | refl_old_mdtrt_id | brdy | age | ipt_otp_no | vali_flag
	${stays.map((s) => [s.id, s.person ?? 'P1', s.type ?? '21', s.at ?? 'H1', s.from, s.to, s.way ?? '1', s.refl ?? '', s.born ?? '1960-01-01', s.age ?? '66', s.number ?? s.id, s.valid ?? '1'].join('|')).join('\n')}`;
const one: Stay = { id: 'M1', from: '2026-04-02 09:00', to: '2026-04-12 11:00' };
const two: Stay = { id: 'M2', at: 'H2', from: '2026-04-08 09:00', to: '2026-04-20 10:00' };
const settlement = `
	mdtrt_id | setl_id | medfee_sumamt | inscp_amt | fund_pay_sumamt
	M2       | S2      | 3200.00       | 3000.00   | 2500.00`;
const pair = (later: Partial<Stay> = {}, earlier: Partial<Stay> = {}) => ({
	visit: visits({ ...one, ...earlier }, { ...two, ...later }),
	settlement
});

testRule(rule, {
	valid: {
		'on the day of a transfer': pair({ from: '2026-04-12 08:00' }),
		'one after the other': pair({ from: '2026-04-14 09:00' }),
		referred: pair({ refl: 'M1' }),
		'a newborn under the mother': pair({ born: '2026-04-05', age: '0' }),
		'a newborn by age': pair({ born: '', age: '0' }),
		'day surgery': pair({ type: '28' }),
		'a bed at home': pair({ type: '71' }),
		'an outpatient visit': pair({ type: '11' }),
		'a void visit': pair({ valid: '0' }),
		'two persons': pair({ person: 'P2' }),
		'an open stay after the other': pair({ from: '2026-04-14 09:00', to: '' })
	},
	invalid: {
		'four days at two hospitals': {
			record: pair(),
			visit: 'M2',
			grade: 'certain',
			message: 'days',
			data: { days: 4 },
			lines: ['S2 offending - 3200.00'],
			fund: '2500.00',
			clears: { 'left-by-transfer': 'not-found' }
		},
		'one inside the other': {
			record: pair({ to: '2026-04-10 10:00' }),
			visit: 'M2',
			grade: 'certain',
			message: 'days',
			data: { days: 2 },
			lines: ['S2 offending - 3200.00']
		},
		'one day': {
			record: pair({ from: '2026-04-11' }, { way: '2' }),
			visit: 'M2',
			grade: 'suspect',
			message: 'days',
			data: { days: 1 },
			lines: ['S2 offending - 3200.00'],
			clears: { 'left-by-transfer': 'found' }
		},
		'at one hospital, under one number': {
			record: pair({ at: 'H1', number: 'M1' }),
			visit: 'M2',
			grade: 'suspect',
			message: 'days',
			lines: ['S2 offending - 3200.00'],
			clears: { 'same-number': 'found' }
		},
		'hours of one day, to the minute': {
			record: pair({ from: '2026-04-12 08:00' }, { to: '2026-04-12 17:00' }),
			visit: 'M2',
			grade: 'suspect',
			message: 'hours',
			data: { hours: 9 },
			lines: ['S2 offending - 3200.00']
		},
		'an open stay that began inside': { record: pair({ to: '' }), visit: 'M2', grade: 'certain', message: 'days', lines: ['S2 offending - 3200.00'] }
	},
	undetermined: { 'the other stay has no end': { record: pair({}, { to: '' }), missing: { kind: 'value', what: 'visit.endtime' } } }
});

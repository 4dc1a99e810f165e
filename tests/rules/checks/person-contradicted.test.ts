import rule from '../../../rules/checks/fraud/person-contradicted.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Visit {
	id: string;
	sex?: string;
	born?: string;
	name?: string;
	certno?: string;
}
const record = (...visits: Visit[]) => ({
	visit: `
		mdtrt_id | psn_no | med_type | begntime | gend | brdy | psn_name | certno
		${visits.map((v, i) => [v.id, 'P1', '11', `2026-04-0${i + 1}`, v.sex ?? '1', v.born ?? '1956-07-01', v.name ?? '王建国', v.certno ?? ''].join('|')).join('\n')}`,
	settlement: `
		mdtrt_id | setl_id | medfee_sumamt
		${visits.map((v) => `${v.id}|S-${v.id}|120.00`).join('\n')}`
});
const lines = ['S-B offending - 120.00'];

testRule(rule, {
	valid: {
		'the same person': record({ id: 'A' }, { id: 'B', sex: '男' }, { id: 'C' }),
		'a masked name': record({ id: 'A' }, { id: 'B', name: '王*国' }, { id: 'C', name: '王某' }),
		'a newborn under the mother’s card': record(
			{ id: 'A', sex: '2', born: '1996-07-01', name: '李红' },
			{ id: 'B', sex: '1', born: '2026-04-02', name: '李红之子' },
			{ id: 'C', sex: '2', born: '1996-07-01', name: '李红' }
		),
		'a sex that is not stated': record({ id: 'A' }, { id: 'B', sex: '9' }),
		'one visit': record({ id: 'A', sex: '' })
	},
	invalid: {
		'two men’s visits and a woman’s': {
			record: record({ id: 'A' }, { id: 'B', sex: '2' }, { id: 'C' }),
			grade: 'suspect',
			message: 'gend',
			data: { own: '女', other: '男' },
			lines,
			clears: { 'identity-number': 'no-data' }
		},
		'another day of birth, the identity number says the usual one': {
			record: record({ id: 'A' }, { id: 'B', born: '1988-02-03', certno: '110101195607011234' }, { id: 'C' }),
			grade: 'suspect',
			message: 'brdy',
			data: { own: '1988-02-03', other: '1956-07-01' },
			lines,
			clears: { 'identity-number': 'found' }
		},
		'another name, and the second of two': { record: record({ id: 'A' }, { id: 'B', name: '赵小燕' }), grade: 'suspect', message: 'psn_name', lines }
	},
	undetermined: {
		'nothing said of the person': {
			record: record({ id: 'A' }, { id: 'B', sex: '', born: '', name: '' }),
			missing: { kind: 'value', what: 'visit.gend' }
		}
	}
});

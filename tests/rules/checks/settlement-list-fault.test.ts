import rule from '../../../rules/checks/compliance/settlement-list-fault.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = ({ type = '21', begin = '2026-05-04 09:00', end = '2026-05-10 10:00', days = '6', main = '' } = {}) => `
	mdtrt_id | psn_no | med_type | begntime | endtime | ipt_days | dscg_maindiag_code
	M1       | P1     | ${type}  | ${begin} | ${end}  | ${days}  | ${main}`;
const diagnosis = (...rows: string[]) => `
	mdtrt_id | diag_type | maindiag_flag | diag_code | vali_flag
	${rows.map((row) => `M1|${row}`).join('\n')}`;
const operation = (...rows: string[]) => `
	mdtrt_id | oprn_oprt_code | oprn_oprt_date | oprn_oprt_begntime
	${rows.map((row) => `M1|${row}`).join('\n')}`;
const one = diagnosis('1|1|J18.900|1', '1|0|I10.x00|1');

testRule(rule, {
	valid: {
		'a sound list': { visit: visit(), diagnosis: one, operation: operation('51.2300|2026-05-06|') },
		'first and last day both counted': { visit: visit({ days: '7' }) },
		'in and out on a day': { visit: visit({ end: '2026-05-04 18:00', days: '1' }) },
		'in and out on a day, counted as none': { visit: visit({ end: '2026-05-04 18:00', days: '0' }) },
		'days not given': { visit: visit({ days: '' }) },
		'a main diagnosis of the admission and of the discharge': { visit: visit(), diagnosis: diagnosis('1|1|J18.900|1', '2|1|J15.900|1') },
		'one main diagnosis twice': { visit: visit(), diagnosis: diagnosis('1|1|J18.900|1', '1|1|J18.900|1') },
		'a void second one': { visit: visit(), diagnosis: diagnosis('1|1|J18.900|1', '1|1|J15.900|0') },
		'the main diagnosis is on the visit': { visit: visit({ main: 'J18.900' }), diagnosis: diagnosis('1|0|I10.x00|1') },
		'an operation with its begin': { visit: visit(), operation: operation('51.2300||2026-05-06 09:00') },
		'an outpatient visit': { visit: visit({ type: '11', end: '2026-05-01 10:00' }), diagnosis: diagnosis('1|0|J18.900|1') }
	},
	invalid: {
		'discharged before admission': { record: { visit: visit({ end: '2026-05-01 10:00' }) }, grade: 'suspect', message: 'dates', lines: [] },
		'nine days for six': {
			record: { visit: visit({ days: '9' }) },
			grade: 'suspect',
			message: 'more-days',
			data: { said: 9, days: 6, apart: 3 },
			lines: []
		},
		'two days for six': {
			record: { visit: visit({ days: '2' }) },
			grade: 'suspect',
			message: 'fewer-days',
			data: { said: 2, days: 6, apart: 4 },
			lines: []
		},
		'no main diagnosis': { record: { visit: visit(), diagnosis: diagnosis('1|0|J18.900|1') }, grade: 'suspect', message: 'no-main', lines: [] },
		'two main diagnoses': {
			record: { visit: visit(), diagnosis: diagnosis('1|1|J18.900|1', '1|1|I63.900|1') },
			grade: 'suspect',
			message: 'several-mains',
			data: { count: 2 },
			lines: []
		},
		'an operation without a date': {
			record: { visit: visit(), operation: operation('51.2300||', '45.1300|2026-05-06|') },
			grade: 'suspect',
			message: 'undated',
			data: { count: 1 },
			lines: []
		}
	},
	undetermined: {
		'still in the bed': { record: { visit: visit({ end: '' }) }, missing: { kind: 'value', what: 'visit.endtime' } },
		'two main diagnoses that do not say of what': {
			record: { visit: visit(), diagnosis: diagnosis('|1|J18.900|1', '|1|I63.900|1') },
			missing: { kind: 'value', what: 'diagnosis.diag_type' }
		}
	}
});

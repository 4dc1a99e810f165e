import rule from '../../../../rules/checks/dip/operation-outside-stay.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = ({ way = '3', end = '2026-05-10 10:00', type = '21' } = {}) => `
	mdtrt_id|psn_no|med_type|begntime|endtime|adm_way
	M1|P1|${type}|2026-05-04 09:00|${end}|${way}`;
const operation = (...lines: string[]) => `
	mdtrt_id|oprn_oprt_code|oprn_oprt_name|oprn_oprt_date|oprn_oprt_begntime|vali_flag
	${lines.map((line) => `M1|51.2300|腹腔镜胆囊切除术|${line}`).join('\n')}`;

testRule(rule, {
	valid: {
		'on the day of admission': { visit: visit(), operation: operation('2026-05-04||') },
		'on the day of discharge': { visit: visit(), operation: operation('2026-05-10||') },
		'dated by its end after midnight, begun before': {
			visit: visit({ end: '2026-05-10 23:50' }),
			operation: operation('2026-05-11|2026-05-10 23:10|')
		},
		'still in the bed': { visit: visit({ end: '' }), operation: operation('2026-06-11||') },
		'an invalid record': { visit: visit(), operation: operation('2026-05-20||0') },
		'an outpatient': { visit: visit({ type: '11' }), operation: operation('2026-05-20||') }
	},
	invalid: {
		'ten days after discharge, beside one in the stay': {
			record: { visit: visit(), operation: operation('2026-05-20||', '2026-05-05||') },
			grade: 'suspect',
			message: 'after',
			data: { day: '2026-05-20', days: 10 },
			lines: [],
			fund: null
		},
		'the day before admission': {
			record: { visit: visit(), operation: operation('2026-05-03||') },
			grade: 'suspect',
			message: 'before',
			data: { days: 1 },
			lines: [],
			clears: { 'emergency-admission': 'not-found' }
		},
		'before an emergency admission': {
			record: { visit: visit({ way: '1' }), operation: operation('|2026-05-03 22:10|') },
			grade: 'suspect',
			message: 'before',
			lines: [],
			clears: { 'emergency-admission': 'found' }
		}
	},
	undetermined: {
		'not dated': { record: { visit: visit(), operation: operation('||') }, missing: { kind: 'value', what: 'operation.oprn_oprt_date' } },
		'no admission': {
			record: { visit: visit().replace('2026-05-04 09:00', ''), operation: operation('2026-05-20||') },
			missing: { kind: 'value', what: 'visit.begntime' }
		}
	}
});

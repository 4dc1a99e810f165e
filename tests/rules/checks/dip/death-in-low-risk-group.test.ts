import rule from '../../../../rules/checks/dip/death-in-low-risk-group.ts';
import { testRule } from '../../harness/rule-tester.ts';
import { dipGroups } from './groups.ts';

const knowledge = dipGroups('K35.8 600');
/** M1, which died, and peers of which some did. */
const record = ({ code = 'K35.800', way = '5', date = '', peers = 60, deaths = 0 } = {}) => ({
	visit: `
		mdtrt_id|psn_no|med_type|begntime|endtime|dscg_maindiag_code|dscg_way|die_date
		M1|P1|21|2026-05-01|2026-05-06|${code}|${way}|${date}
		${Array.from({ length: peers }, (_, i) => `Q${i}|P-Q${i}|21|2026-03-01|2026-03-09|K35.800|${i < deaths ? 5 : 1}|`).join('\n')}`,
	operation: `
		mdtrt_id|oprn_oprt_code|oprn_oprt_name
		M1||`
});

testRule(rule, {
	knowledge,
	valid: { 'nobody died': record({ way: '1' }), 'a group in which many die': record({ deaths: 5 }), 'of no group': record({ code: 'Z99.900' }) },
	invalid: {
		'the only death of sixty-one': {
			record: record(),
			visit: 'M1',
			grade: 'suspect',
			message: 'unexpected',
			data: { peers: 60, deaths: 0, group: 'K35.8' },
			lines: [],
			fund: null
		},
		'by the date of death': { record: record({ way: '', date: '2026-05-06' }), visit: 'M1', grade: 'suspect', message: 'unexpected', lines: [] }
	},
	undetermined: { 'too few peers': { record: record({ peers: 49 }), missing: { kind: 'peers', what: 'visit.dscg_maindiag_code' } } }
});

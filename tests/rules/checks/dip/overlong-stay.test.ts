import rule from '../../../../rules/checks/dip/overlong-stay.ts';
import { testRule } from '../../harness/rule-tester.ts';
import { dipGroups } from './groups.ts';

const knowledge = dipGroups('K80.1 600\nK80.2 600').map((point) => (point.group === 'K80.2' ? { ...point, meanDays: 90_000 } : point));
/** M1 and ten peers of 8 days in the same group. */
const record = ({ end = '2026-05-28', code = 'K80.100', dept = '普外科', peers = 10, way = '1' } = {}) => ({
	visit: `
		mdtrt_id|psn_no|med_type|begntime|endtime|dscg_maindiag_code|dscg_dept_name|dscg_way
		M1|P1|21|2026-05-01|${end}|${code}|${dept}|${way}
		${Array.from({ length: peers }, (_, i) => `Q${i}|P-Q${i}|21|2026-03-01|2026-03-09|K80.100|普外科|1`).join('\n')}`,
	operation: `
		mdtrt_id|oprn_oprt_code|oprn_oprt_name
		Q0||`
});

testRule(rule, {
	knowledge,
	valid: {
		'three times the mean of the batch': record({ end: '2026-05-25' }),
		'long, but under the least days': record({ end: '2026-05-15' }),
		'a psychiatric ward': record({ dept: '精神二科' }),
		'three times the mean of the catalogue': record({ code: 'K80.200', end: '2026-05-28' }),
		'of no group': record({ code: 'Z99.900' }),
		'still in the bed': record({ end: '' })
	},
	invalid: {
		'27 days where the batch has 8': {
			record: record(),
			visit: 'M1',
			grade: 'suspect',
			message: 'overlong',
			data: { days: 27, mean: '8.0', group: 'K80.1' },
			lines: [],
			fund: null,
			clears: { died: 'not-found' }
		},
		'28 days where the catalogue has 9': {
			record: record({ code: 'K80.200', end: '2026-05-29', peers: 1, way: '5' }),
			visit: 'M1',
			grade: 'suspect',
			message: 'overlong',
			data: { days: 28, mean: '9.0' },
			lines: [],
			clears: { died: 'found' }
		}
	},
	undetermined: {
		'too few peers and no mean in the catalogue': { record: record({ peers: 9 }), missing: { kind: 'peers', what: 'visit.dscg_maindiag_code' } },
		'no main diagnosis': { record: record({ code: '' }), missing: { kind: 'value', what: 'visit.dscg_maindiag_code' } }
	}
});

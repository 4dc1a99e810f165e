import rule from '../../../../rules/checks/dip/costs-at-band-edge.ts';
import { testRule } from '../../harness/rule-tester.ts';
import { dipGroups } from './groups.ts';

// M = 5,000: the mean of K80.1 is 3,000 元; its edges are 1,350–1,650 and 5,700–6,300.
const knowledge = dipGroups('K80.1 600');
interface Batch {
	/** Cost of the stays of H1 at the edge, and how many of its 40 are. */
	readonly cost?: string;
	readonly edge?: number;
	readonly others?: number;
	readonly stays?: number;
	readonly code?: string;
}
const record = ({ cost = '5950.00', edge = 20, others = 60, stays = 40, code = 'H1' }: Batch = {}) => {
	const ids = [
		...Array.from({ length: stays }, (_, i) => ({ id: `A${100 + i}`, at: code, cost: i < edge ? cost : '3000.00' })),
		...Array.from({ length: others }, (_, i) => ({ id: `B${100 + i}`, at: 'H2', cost: i < 3 ? '5950.00' : '3100.00' }))
	];
	return {
		visit: `
			mdtrt_id|psn_no|med_type|begntime|endtime|dscg_maindiag_code|fixmedins_code|fixmedins_name
			${ids.map(({ id, at }) => `${id}|P${id}|21|2026-05-01|2026-05-06|K80.100|${at}|`).join('\n')}`,
		settlement: `
			mdtrt_id|setl_id|medfee_sumamt
			${ids.map(({ id, cost: total }) => `${id}|S${id}|${total}`).join('\n')}`,
		operation: `
			mdtrt_id|oprn_oprt_code|oprn_oprt_name
			A100||`
	};
};

testRule(rule, {
	knowledge,
	valid: {
		'as many as elsewhere': record({ edge: 2 }),
		'none at the edge': record({ cost: '4500.00' }),
		'high, beyond the edge': record({ cost: '6300.01' })
	},
	invalid: {
		'half of the stays just below the upper limit': {
			record: record(),
			visit: 'A100',
			grade: 'suspect',
			message: 'crowded',
			data: { stays: 40, edge: 20, share: '50.0', others: '5.0', institution: 'H1' },
			lines: [],
			fund: null
		},
		'half of them just above the lower limit': { record: record({ cost: '1500.00' }), visit: 'A100', grade: 'suspect', message: 'crowded', lines: [] }
	},
	undetermined: {
		'a batch of one institution': { record: record({ others: 0 }), missing: { kind: 'peers', what: 'visit.fixmedins_code' } },
		'too few stays of its own': { record: record({ stays: 29 }), missing: { kind: 'peers', what: 'visit.fixmedins_code' } },
		'no institution': { record: record({ code: '' }), missing: { kind: 'value', what: 'visit.fixmedins_code' } }
	}
});

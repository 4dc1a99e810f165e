import rule from '../../../rules/checks/compliance/readmission-rate-over-peers.ts';
import { fewStays } from '../harness/departments.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Ward {
	at: string;
	stays?: number;
	/** How many of them come back, when, and what their discharge said. */
	back?: number;
	on?: string;
	to?: string;
	plan?: string;
	code?: string;
	way?: string;
}
function wards(list: readonly Ward[]) {
	const rows = list.flatMap(({ at, stays = 10, back = 0, on = '2026-05-28', to = at, plan = '', code = 'I10.x00', way = '1' }) =>
		Array.from({ length: stays }, (_, i) => {
			const first = [`${at}-${i}`, `P-${at}-${i}`, '21', at, '心内科', '2026-04-26', '2026-05-04', code, way, plan].join('|');
			const again = [`${at}-${i}b`, `P-${at}-${i}`, '21', to, '呼吸科', on, '2026-06-29', code, '1', ''].join('|');
			return i < back ? `${first}\n${again}` : first;
		})
	);
	return {
		visit: `mdtrt_id | psn_no | med_type | fixmedins_code | dscg_dept_name | begntime | endtime | dscg_maindiag_code | dscg_way | days_rinp_flag_31
			${rows.join('\n')}`
	};
}
const calm: Ward[] = Array.from({ length: 6 }, (_, i) => ({ at: `Q${i}`, stays: 8 }));
const expected = { visit: 'A-0', grade: 'suspect', message: 'over', lines: [], fund: null } as const;

testRule(rule, {
	parameters: fewStays(rule.meta.id),
	valid: {
		'after 32 days': wards([{ at: 'A', back: 4, on: '2026-06-05' }, ...calm]),
		'returns were planned': wards([{ at: 'A', back: 4, plan: '2' }, ...calm]),
		'to another institution': wards([{ at: 'A', back: 4, to: 'B' }, ...calm]),
		'cycles of chemotherapy': wards([{ at: 'A', back: 4, code: 'Z51.100' }, ...calm]),
		'transferred away': wards([{ at: 'A', back: 4, way: '2' }, ...calm]),
		'one return': wards([{ at: 'A', back: 1 }, ...calm]),
		'the same elsewhere': wards([{ at: 'A', back: 2 }, ...calm.map((ward) => ({ ...ward, back: 2 }))])
	},
	invalid: {
		'four of ten are back': {
			record: wards([{ at: 'A', back: 4 }, ...calm]),
			...expected,
			data: { share: '40.0', median: '0.0', peers: 6, stays: 10 }
		}
	},
	undetermined: { 'one hospital': { record: wards([{ at: 'A', back: 4 }]), missing: { kind: 'peers', what: 'visit.dscg_dept_name' } } }
});

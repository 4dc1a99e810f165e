import rule from '../../../rules/checks/compliance/infection-rate-over-peers.ts';
import { fewStays } from '../harness/departments.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Ward {
	at: string;
	stays?: number;
	infected?: number;
	code?: string;
	name?: string;
	cond?: string;
}
/** Wards of one name; the first stays of each have an infection. */
function wards(list: readonly Ward[]) {
	const stays = list.flatMap(({ at, stays: count = 10, infected = 0, code = 'J18.900', name = '肺炎', cond = '4' }) =>
		Array.from({ length: count }, (_, i) => ({ id: `${at}-${i}`, at, diagnosis: i < infected ? `${code}|${name}|${cond}` : 'I10.x00|高血压|1' }))
	);
	return {
		visit: `mdtrt_id | psn_no | med_type | fixmedins_code | dscg_dept_name | begntime | endtime
			${stays.map(({ id, at }) => `${id}|P-${id}|21|${at}|神经内科|2026-05-04|2026-05-20`).join('\n')}`,
		diagnosis: `mdtrt_id | diag_code | diag_name | adm_cond\n${stays.map(({ id, diagnosis }) => `${id}|${diagnosis}`).join('\n')}`
	};
}
const clean: Ward[] = Array.from({ length: 6 }, (_, i) => ({ at: `Q${i}`, stays: 8 }));
const expected = { visit: 'A-0', grade: 'suspect', message: 'over', lines: [], fund: null } as const;

testRule(rule, {
	parameters: fewStays(rule.meta.id),
	valid: {
		'present on admission': wards([{ at: 'A', infected: 3, cond: '1' }, ...clean]),
		'another diagnosis that came later': wards([{ at: 'A', infected: 3, code: 'K59.000', name: '便秘' }, ...clean]),
		'one case': wards([{ at: 'A', infected: 1 }, ...clean]),
		'the same elsewhere': wards([{ at: 'A', infected: 2 }, ...clean.map((ward) => ({ ...ward, infected: 2 }))]),
		'a ward of seven stays': wards([{ at: 'A', stays: 7, infected: 4 }, ...clean])
	},
	invalid: {
		'three stays of ten': { record: wards([{ at: 'A', infected: 3 }, ...clean]), ...expected, data: { share: '30.0', median: '0.0', stays: 10 } },
		'by name, the condition in a word': {
			record: wards([{ at: 'A', infected: 2, code: 'X99', name: '呼吸机相关性肺炎', cond: '无' }, ...clean]),
			...expected,
			data: { share: '20.0' }
		}
	},
	undetermined: {
		'condition on admission not said': {
			record: wards([{ at: 'A', infected: 3, cond: '' }, ...clean]),
			missing: { kind: 'value', what: 'diagnosis.adm_cond' }
		},
		'one hospital': { record: wards([{ at: 'A', infected: 3 }]), missing: { kind: 'peers', what: 'visit.dscg_dept_name' } }
	}
});

import rule from '../../../rules/checks/compliance/frequent-outpatient.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	visits?: number;
	type?: string;
	step?: number;
	item?: string;
	day?: (i: number) => string;
}
const dayOf = (i: number): string => `2026-05-${String(i + 1).padStart(2, '0')}`;
/** Visits of one person, two a day; the last is V11. */
const scene = ({ visits = 12, type = '11', step = 2, item = '感冒灵颗粒', day = (i) => dayOf(Math.floor(i / step)) }: Scene = {}) => {
	const ids = Array.from({ length: visits }, (_, i) => i);
	return {
		visit: `
			mdtrt_id | psn_no | med_type | begntime | adm_dept_name
			${ids.map((i) => `V${i}|P1|${type}|${day(i)}|科室${i}`).join('\n')}`,
		fee: `
			feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt
			${ids.map((i) => `F${i}|V${i}|${day(i)}|${item}|1|10|10.00`).join('\n')}`
	};
};
const order = `
	mdtrt_id | drord_no | drord_cont
	${Array.from({ length: 12 }, (_, i) => `V${i}|L${i}|创面换药`).join('\n')}`;

testRule(rule, {
	valid: {
		'once a day for a week': scene({ visits: 7, step: 1 }),
		'seven visits in a week are the limit': scene({ visits: 7, step: 2 }),
		'twelve visits in six weeks': scene({ day: (i) => `2026-0${i < 6 ? 5 : 6}-${String(1 + (i % 6) * 5).padStart(2, '0')}` }),
		'daily dressing': { ...scene(), order },
		'infusions day after day': scene({ item: '静脉输液' }),
		dialysis: scene({ item: '血液透析' }),
		'purchases at pharmacies': scene({ type: '41' }),
		'several settlements of few visits': {
			...scene({ visits: 2 }),
			settlement: `
				mdtrt_id | setl_id | medfee_sumamt
				${Array.from({ length: 9 }, (_, i) => `V0|S${i}|10.00`).join('\n')}`
		}
	},
	invalid: {
		'twelve visits in a week': {
			record: scene(),
			grade: 'suspect',
			message: 'often',
			data: { days: 7, visits: 12 },
			lines: ['F11 offending 1 10.00'],
			clears: { 'other-departments': 'found' }
		},
		'eight, one over': {
			record: scene({ visits: 8, step: 2 }),
			grade: 'suspect',
			message: 'often',
			data: { visits: 8 },
			lines: ['F7 offending 1 10.00']
		},
		'two bursts, the first told by its own last visit': {
			record: scene({ visits: 18, day: (i) => `2026-0${i < 9 ? 3 : 5}-${String(1 + ((i % 9) >> 1)).padStart(2, '0')}` }),
			visit: 'V8',
			grade: 'suspect',
			message: 'often',
			data: { visits: 9 },
			lines: ['F8 offending 1 10.00']
		}
	},
	undetermined: {
		'kinds of visits are not known': { record: scene({ type: '' }), missing: { kind: 'value', what: 'visit.med_type' } },
		'days are not known': { record: scene({ day: (i) => (i < 8 ? dayOf(i) : '') }), missing: { kind: 'value', what: 'visit.begntime' } }
	}
});

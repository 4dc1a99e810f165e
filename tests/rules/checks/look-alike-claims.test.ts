import { expect, it } from 'vitest';
import rule from '../../../rules/checks/fraud/look-alike-claims.ts';
import { mergeMembers } from '../../../rules/facts/rings.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	persons?: number;
	days?: readonly string[];
	items?: readonly string[];
	doctors?: readonly string[];
	changed?: string;
	code?: string;
	shift?: number;
	address?: (person: number) => string;
}
/** `persons` come on each of the days, all charged the same items; `changed` is a visit whose first quantity differs, `shift` lets other persons come on later days. */
function scene({
	persons = 5,
	days = ['2026-03-02', '2026-03-09'],
	items = ['A药', 'B药', 'C检验'],
	doctors = ['甲医生'],
	changed = '',
	code = 'M54.500',
	shift = 0,
	address = () => ''
}: Scene = {}) {
	const visits = days.flatMap((day, d) =>
		Array.from({ length: persons }, (_, p) => ({
			id: `V${d}-${p}`,
			person: `P${p + d * shift}`,
			address: address(p),
			day,
			doctor: doctors[p % doctors.length]!
		}))
	);
	return {
		visit: `
			mdtrt_id | psn_no | med_type | fixmedins_code | chfpdr_name | begntime | endtime | dscg_maindiag_code | addr
			${visits.map((v) => `${v.id}|${v.person}|11|H1|${v.doctor}|${v.day}|${v.day}|${code}|${v.address}`).join('\n')}`,
		fee: `
			feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt
			${visits.flatMap((v) => items.map((item, i) => `${v.id}-F${i}|${v.id}|${v.day}|${item}|${i === 0 && v.id === changed ? 3 : 2}|10|20.00`)).join('\n')}`
	};
}
const diagnosis = `
	mdtrt_id | diag_code | diag_name
	${['V0-0', 'V0-1', 'V0-2', 'V0-3', 'V0-4', 'V1-0', 'V1-1', 'V1-2', 'V1-3', 'V1-4'].map((id) => `${id}|N18.500|慢性肾脏病5期`).join('\n')}`;
const lines = ['V0-0-F0 offending 2 20.00', 'V0-0-F1 offending 2 20.00', 'V0-0-F2 offending 2 20.00'];

testRule(rule, {
	valid: {
		'four persons': scene({ persons: 4 }),
		'one day only': scene({ days: ['2026-03-02'] }),
		'two items': scene({ items: ['挂号费', 'A药'] }),
		'two doctors': scene({ persons: 8, doctors: ['甲医生', '乙医生'] }),
		'one of the five has another quantity': scene({ changed: 'V1-2' }),
		'other persons on the second day': scene({ shift: 3 }),
		dialysis: { ...scene(), diagnosis },
		'dialysis by its items': scene({ items: ['血液透析', 'A药', 'B药'] })
	},
	invalid: {
		'five persons on two days': {
			record: scene(),
			visit: 'V0-0',
			grade: 'suspect',
			message: 'ring',
			data: { persons: 5, days: 2, items: 3 },
			lines,
			clears: { household: 'no-data' }
		},
		'five persons of one house': {
			record: scene({ address: () => '某市某区和平路3号' }),
			visit: 'V0-0',
			grade: 'suspect',
			message: 'ring',
			lines,
			clears: { household: 'found' }
		},
		'one of the five lives elsewhere': {
			record: scene({ address: (person) => (person === 4 ? '某市某区和平路5号' : '某市某区和平路3号') }),
			visit: 'V0-0',
			grade: 'suspect',
			message: 'ring',
			lines,
			clears: { household: 'not-found' }
		},
		'five persons of one district': {
			record: scene({ address: () => '某市某区' }),
			visit: 'V0-0',
			grade: 'suspect',
			message: 'ring',
			lines,
			clears: { household: 'no-data' }
		},
		'six persons, one of them once alone': {
			record: scene({ persons: 6, changed: 'V1-5' }),
			visit: 'V0-0',
			grade: 'suspect',
			message: 'ring',
			data: { persons: 6, days: 2 },
			lines
		}
	}
});

it('look-alike-claims: the order of the shards does not matter', () => {
	const member = (visit: string, person: string, day: number) => ({ visit, person, place: 'H', day, signature: 's', address: '' });
	const [a, b] = [[member('V1', 'P1', 1), member('V2', 'P2', 1)], [member('V3', 'P3', 1)]];
	expect(mergeMembers([a, b])).toEqual(mergeMembers([b, a]));
});

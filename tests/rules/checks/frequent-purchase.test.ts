import rule from '../../../rules/checks/compliance/frequent-purchase.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	times?: number;
	shops?: number;
	drug?: (i: number) => string;
	type?: string;
	more?: string;
	kind?: string;
	days?: string;
	begin?: (i: number) => string;
}
const day = (i: number): string => `2026-04-${String(i + 1).padStart(2, '0')}`;
/** Purchases of one person, one a day; the last is V14 by default. */
const scene = ({ times = 15, shops = 5, drug = () => '阿托伐他汀钙片', type = '41', more = '', kind = '09', days = '', begin = day }: Scene = {}) => {
	const ids = Array.from({ length: times }, (_, i) => i);
	return {
		visit: `
			mdtrt_id | psn_no | med_type | fixmedins_code | begntime
			${ids.map((i) => `V${i}|P1|${type}|S${i % shops}|${begin(i)}`).join('\n')}`,
		fee: `
			feedetl_sn | init_feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | prd_days | cnt | pric | det_item_fee_sumamt
			${ids.map((i) => `F${i}||V${i}|${day(i)}|${drug(i)}|${kind}|${days}|2|30|60.00`).join('\n')}
			${more}`
	};
};

testRule(rule, {
	valid: {
		'ten times at three pharmacies': scene({ times: 10, shops: 3 }),
		'another drug each time': scene({ drug: (i) => `药品${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰'[i]}片` }),
		'several lines of one receipt': scene({
			times: 2,
			more: Array.from({ length: 12 }, (_, i) => `G${i}||V1|${day(1)}|阿托伐他汀钙片|09||1|30|30.00`).join('\n')
		}),
		'refunded and bought again': scene({ times: 11, shops: 3, more: `R3|F3|V3|${day(3)}|阿托伐他汀钙片|09||-2|30|-60.00` }),
		herbs: scene({ kind: '10' }),
		'at the doctor’s': scene({ type: '11' })
	},
	invalid: {
		'fifteen purchases in 15 days': {
			record: scene(),
			grade: 'suspect',
			message: 'often',
			data: { days: 30, times: 15, drug: '阿托伐他汀钙' },
			lines: ['F14 offending 2 60.00'],
			clears: { supply: 'no-data', fetched: 'no-data' }
		},
		'two packs and forms of one drug, a day’s supply each time': {
			record: scene({ drug: (i) => (i % 2 === 0 ? '阿托伐他汀钙片' : '阿托伐他汀钙片20mg'), days: '1' }),
			grade: 'suspect',
			message: 'often',
			lines: ['F14 offending 2 60.00'],
			clears: { supply: 'found' }
		},
		'few purchases, each at another pharmacy': {
			record: scene({ times: 5, days: '90' }),
			grade: 'suspect',
			message: 'places',
			data: { places: 5, drug: '阿托伐他汀钙' },
			lines: ['F4 offending 2 60.00'],
			clears: { supply: 'not-found' }
		}
	},
	undetermined: {
		'kinds of visits are not known': { record: scene({ type: '' }), missing: { kind: 'value', what: 'visit.med_type' } },
		'a refund that fits two lines': {
			record: scene({ times: 4, shops: 4, more: `G3||V3|${day(3)}|阿托伐他汀钙片|09||2|30|60.00\nR3||V3|${day(3)}|阿托伐他汀钙片|09||-1|30|-30.00` }),
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

import rule from '../../../rules/checks/compliance/set-billed-by-piece.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = 'mdtrt_id | med_type | begntime | endtime | fixmedins_code\nA | 21 | 2026-05-04 | 2026-05-10 | H1';
const SET = 'H1 | 人工膝关节（套） | 套 | 6000';
const scene = (prices: readonly number[], stock = SET, kind = '08', more = '') => ({
	visit,
	fee: [
		'feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | cnt | pric | det_item_fee_sumamt | init_feedetl_sn',
		...prices.map((price, i) => `F${i}|A|2026-05-06|人工膝关节${['股骨髁', '胫骨托', '垫片'][i]}|${kind}|1|${price}|${price}|`),
		...(more ? [more] : [])
	].join('\n'),
	stock: `fixmedins_code | name | unt | purchase_price\n${stock}`
});

testRule(rule, {
	valid: {
		'no more than the set': scene([3000, 2000, 1000]),
		'one piece alone': scene([7000]),
		'no material': scene([4000, 3000], SET, '06'),
		'a set of another institution': scene([4000, 3000], 'H2 | 人工膝关节（套） | 套 | 6000'),
		'bought by the piece': scene([4000, 3000], 'H1 | 人工膝关节股骨髁 | 件 | 4000'),
		'one taken back': scene([4000, 3000], SET, '08', 'R1|A|2026-05-07|人工膝关节胫骨托|08|-1|3000|-3000|F1')
	},
	invalid: {
		'three pieces for more than the set': {
			record: scene([4000, 3000, 1000]),
			grade: 'suspect',
			message: 'dearer',
			data: { price: '6000.00', sum: '8000.00', pieces: 3 },
			lines: ['F0 offending 1 1000.00', 'F1 offending 1 750.00', 'F2 offending 1 250.00'],
			clears: { 'bought-apart': 'not-found' }
		},
		'the dearest of two purchases counts': {
			record: scene([4000, 3000], `${SET}\nH1 | 人工膝关节（套） | 套 | 5000\nH1 | 人工膝关节垫片 | 件 | 500`),
			grade: 'suspect',
			message: 'dearer',
			lines: ['F0 offending 1 571.43', 'F1 offending 1 428.57'],
			clears: { 'bought-apart': 'found' }
		}
	}
});

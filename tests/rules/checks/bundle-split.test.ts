import rule from '../../../rules/checks/compliance/bundle-split.ts';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const whole = (name: string, parts: readonly string[], window: 'day' | 'visit', price?: number): KnowledgePoint => ({
	table: 'bundles',
	id: name,
	officialClass: '医疗服务项目分解收费',
	codes: [],
	name,
	parts: parts.map((part) => ({ names: [part], codes: [] })),
	least: parts.length,
	window,
	...(price === undefined ? {} : { price: price * 1_000_000 }),
	notice: 'fixture',
	got: { parts: { by: 'human', verified: false } }
});
const knowledge = [
	whole('血液透析滤过', ['血液透析', '血液滤过'], 'day'),
	whole('肝功能全套', ['丙氨酸氨基转移酶测定', '总胆红素测定'], 'day', 20),
	whole('膝关节成套假体', ['股骨髁', '胫骨托'], 'visit', 6000)
];
const visit = 'mdtrt_id | med_type | begntime | endtime\nA | 21 | 2026-05-04 | 2026-05-10';
const scene = (lines: string) => ({
	visit,
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt | init_feedetl_sn | rx_drord_no\n${lines}`
});

testRule(rule, {
	knowledge,
	valid: {
		'two days': scene('F1|A|2026-05-05|血液透析|1|400|400||\nF2|A|2026-05-07|血液滤过|1|500|500||'),
		'one part alone': scene('F1|A|2026-05-05|血液透析|1|400|400||\nF2|A|2026-05-05|血液透析|1|400|400||'),
		'the whole was charged too: that is another wrong': scene(
			'F1|A|2026-05-05|血液透析|1|400|400||\nF2|A|2026-05-05|血液滤过|1|500|500||\nF3|A|2026-05-05|血液透析滤过|1|700|700||'
		),
		'no dearer than the whole': scene('F1|A|2026-05-05|丙氨酸氨基转移酶测定|1|8|8||\nF2|A|2026-05-05|总胆红素测定|1|6|6||'),
		'one taken back': scene('F1|A|2026-05-05|血液透析|1|400|400||\nF2|A|2026-05-05|血液滤过|1|500|500||\nR1|A|2026-05-06|血液滤过|-1|500|-500|F2|')
	},
	invalid: {
		'both parts of a filtration': {
			record: scene('F1|A|2026-05-06 08:00|血液透析|1|400|400||L1\nF2|A|2026-05-06 09:00|血液滤过|1|500|500||L2'),
			grade: 'suspect',
			message: 'split',
			data: { whole: '血液透析滤过', parts: '血液透析、血液滤过' },
			lines: ['F1 offending 1 -', 'F2 offending 1 -'],
			clears: { 'ordered-apart': 'found' }
		},
		'dearer than the whole, over days of a visit': {
			record: scene('F1|A|2026-05-06|股骨髁|1|4000|4000||\nF2|A|2026-05-07|胫骨托|1|3000|3000||'),
			grade: 'suspect',
			message: 'dearer',
			data: { sum: '7000.00', price: '6000.00' },
			lines: ['F1 offending 1 571.43', 'F2 offending 1 428.57'],
			clears: { 'ordered-apart': 'no-data' }
		}
	},
	undetermined: {
		'no date': {
			record: scene('F1|A||血液透析|1|400|400||\nF2|A|2026-05-06|血液滤过|1|500|500||'),
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		}
	}
});

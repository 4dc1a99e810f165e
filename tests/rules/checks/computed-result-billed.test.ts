import rule from '../../../rules/checks/fraud/computed-result-billed.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Lab {
	readonly drift?: number;
	readonly stays?: number;
	readonly stock?: string;
	readonly more?: string;
	readonly without?: string;
	readonly item?: string;
	readonly results?: (i: number) => readonly string[];
}
const bilirubin =
	(drift: number) =>
	(i: number): string[] => [
		`总胆红素|${(10 + i * 0.3).toFixed(1)}`,
		`直接胆红素|${(3 + i * 0.1).toFixed(1)}`,
		`间接胆红素|${(7 + i * 0.2 + drift).toFixed(1)}`
	];
const osmolality = (i: number): string[] => [
	`钠|${136 + (i % 5)}.0`,
	'钾|4.1',
	`葡萄糖|${5 + (i % 3)}.2`,
	'尿素|4.8',
	`渗透压|${(2 * (136 + (i % 5)) + 5 + (i % 3) + 0.2 + 4.8).toFixed(1)}`
];
const scene = ({ drift = 0, stays = 24, stock = '', more = '', without = '', item = '血清间接胆红素测定', results = bilirubin(drift) }: Lab = {}) => {
	const ids = Array.from({ length: stays }, (_, i) => `M${i}`);
	return {
		visit: `mdtrt_id | psn_no | fixmedins_code\n${ids.map((id) => `${id}|P${id}|H1`).join('\n')}`,
		fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt | init_feedetl_sn\nF0|M0|2026-05-06|${item}|1|8|8|\n${more}`,
		lab: `mdtrt_id | rpt_no | item_name | result\n${ids.flatMap((id, i) => (id === without ? [] : results(i)).map((row) => `${id}|L${id}|${row}`)).join('\n')}`,
		...(stock ? { stock: `fixmedins_code | name\n${stock}` } : {})
	};
};

testRule(rule, {
	valid: {
		'measured: another value': scene({ drift: 1.2 }),
		'a reagent is bought': scene({ stock: 'H1 | 间接胆红素测定试剂盒' }),
		'too few reports to say': scene({ stays: 12 }),
		'not charged': scene({ item: '血清总胆红素测定' }),
		'taken back': scene({ more: 'R0|M0|2026-05-07|血清间接胆红素测定|-1|8|-8|F0' })
	},
	invalid: {
		'indirect bilirubin by subtraction': {
			record: scene({ stock: 'H1 | 总胆红素测定试剂盒' }),
			visit: 'M0',
			grade: 'suspect',
			message: 'reckoned',
			data: { reports: 24, share: 100 },
			lines: ['F0 offending 1 8.00'],
			clears: { 'reagent-in-stock': 'not-found' }
		},
		'osmolality by a formula without potassium': {
			record: scene({ item: '渗透压检查', results: osmolality }),
			visit: 'M0',
			grade: 'suspect',
			message: 'reckoned',
			lines: ['F0 offending 1 8.00'],
			clears: { 'reagent-in-stock': 'no-data' }
		}
	},
	undetermined: { 'charged without a report of its own': { record: scene({ without: 'M0' }), missing: { kind: 'document', what: 'lab' } } }
});

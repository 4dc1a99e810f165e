import rule from '../../../rules/checks/compliance/shifted-cost.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	readonly item?: string;
	readonly day?: string;
	readonly scope?: string;
	readonly kind?: string;
	readonly more?: string;
	readonly operation?: string | null;
	readonly document?: string;
}
const scene = ({
	item = '金属接骨板',
	day = '2026-05-06',
	scope = '0',
	kind = '11',
	more = '',
	operation = 'A|胫骨骨折切开复位内固定术|2026-05-06',
	document
}: Scene = {}) => ({
	visit: `mdtrt_id | psn_no | med_type | begntime | endtime\nA | P1 | 21 | 2026-05-04 | 2026-05-10\nB | P1 | ${kind} | ${day} 09:00 | ${day} 10:00`,
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | cnt | pric | det_item_fee_sumamt | inscp_amt | init_feedetl_sn
		F1|A|2026-05-06|胫骨骨折切开复位内固定术|06|1|2000|2000|2000|
		F2|B|${day}|${item}|08|1|6000|6000|${scope}|
		${more}`,
	...(operation === null ? {} : { operation: `mdtrt_id | oprn_oprt_name | oprn_oprt_date\n${operation}` }),
	...(document ? { document: `mdtrt_id | doc_type | text\nA | 知情同意书 | ${document}` } : {})
});

testRule(rule, {
	valid: {
		'a brace to wear': scene({ item: '膝关节支具' }),
		'before the stay': scene({ day: '2026-05-02' }),
		'in the scope of the insurance': scene({ scope: '6000' }),
		'the stay charges its own': scene({ more: 'F3|A|2026-05-06|金属接骨板|08|1|5000|5000|5000|' }),
		'a stay without an operation': scene({ operation: 'C|阑尾切除术|2026-05-06' }),
		'another stay': scene({ kind: '21' }),
		'taken back': scene({ more: 'R1|B|2026-05-07|金属接骨板|08|-1|6000|-6000|0|F2' })
	},
	invalid: {
		'a plate bought during the operation': {
			record: scene(),
			visit: 'B',
			grade: 'suspect',
			message: 'outside',
			data: { item: '金属接骨板' },
			lines: ['F2 offending 1 6000.00'],
			clears: { 'asked-for': 'no-data' }
		},
		'on the day before, asked for': {
			record: scene({ day: '2026-05-03', document: '患者要求使用目录外接骨板。' }),
			visit: 'B',
			grade: 'suspect',
			message: 'outside',
			lines: ['F2 offending 1 6000.00'],
			clears: { 'asked-for': 'found' }
		}
	},
	undetermined: {
		'operations were not handed over': { record: scene({ operation: null }), missing: { kind: 'table', what: 'operation' } },
		'no amount in scope': { record: scene({ scope: '' }), missing: { kind: 'value', what: 'fee.inscp_amt' } }
	}
});

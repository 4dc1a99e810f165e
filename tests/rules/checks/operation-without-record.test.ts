import rule from '../../../rules/checks/fraud/operation-without-record.ts';
import { testRule } from '../harness/rule-tester.ts';

const scene = ({ price = 1800, operation = '', note = '患者一般情况可。', day = '2026-05-06', kind = '06', more = '', others = {} } = {}) => ({
	visit: 'mdtrt_id | med_type | begntime\nA | 21 | 2026-05-04',
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | cnt | pric | det_item_fee_sumamt | init_feedetl_sn\nF1|A|${day}|阑尾切除术|${kind}|1|${price}|${price}|\n${more}`,
	operation: `mdtrt_id | oprn_oprt_name | oprn_oprt_date | vali_flag\nB | 疝修补术 | 2026-05-06 | 1\n${operation}`,
	...(note ? { document: `mdtrt_id | doc_type | rec_time | text\nA | 日常病程记录 | 2026-05-06 | ${note}` } : {}),
	...others
});

testRule(rule, {
	valid: {
		'an operation on the list': scene({ operation: 'A | 阑尾切除术 | 2026-05-06 | 1' }),
		'the night before': scene({ operation: 'A | 阑尾切除术 | 2026-05-05 | 1' }),
		'an anaesthesia': scene({ others: { anesthesia: 'mdtrt_id | anst_begin_time | anst_way\nA | 2026-05-06 08:00 | 全身麻醉' } }),
		'a note of it': scene({ note: '阑尾切除术后第一天，切口干燥。' }),
		'any operation in the notes': scene({ note: '昨日术中出血20ml。' }),
		'a small act': scene({ price: 120 }),
		'no operation': scene({ kind: '05' }),
		'taken back': scene({ more: 'R1|A|2026-05-07|阑尾切除术|06|-1|1800|-1800|F1' })
	},
	invalid: {
		'charged, and nothing known of it': {
			record: scene(),
			grade: 'suspect',
			message: 'none',
			data: { item: '阑尾切除术' },
			lines: ['F1 offending 1 1800.00'],
			clears: { planned: 'not-found' }
		},
		'only planned': {
			record: scene({ note: '拟明日行阑尾切除术。' }),
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 1800.00'],
			clears: { planned: 'found' }
		}
	},
	undetermined: {
		'no date': { record: scene({ day: '' }), missing: { kind: 'value', what: 'fee.fee_ocur_time' } },
		'no texts': { record: scene({ note: '' }), missing: { kind: 'document', what: 'document' } }
	}
});

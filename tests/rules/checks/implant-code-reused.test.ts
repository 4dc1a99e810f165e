import rule from '../../../rules/checks/fraud/implant-code-reused.ts';
import { testRule } from '../harness/rule-tester.ts';

const SERIAL = '(01)06901234567890(17)280501(21)SN000123';
const scene = ({ first = SERIAL, second = SERIAL, item = '药物洗脱支架', person = 'P2', more = '' } = {}) => ({
	visit: `mdtrt_id | psn_no | med_type | begntime\nA | P1 | 21 | 2026-05-04\nB | ${person} | 21 | 2026-06-04`,
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt | init_feedetl_sn
		F1|A|2026-05-05|药物洗脱支架|1|800|800|
		F2|B|2026-06-05|${item}|2|800|1600|
		${more}`,
	implant: `mdtrt_id | udi | name | cnt | used_time\nA | ${first} | 药物洗脱支架 | 1 | 2026-05-05\nB | ${second} | 药物洗脱支架 | 1 | 2026-06-05`
});

testRule(rule, {
	valid: {
		'two pieces': scene({ second: '(01)06901234567890(17)280501(21)SN000124' }),
		'a code of the lot': scene({ first: '(01)06901234567890(10)LOT7', second: '(01)06901234567890(10)LOT7' }),
		'a product code': scene({ first: '0106901234567890', second: '0106901234567890' }),
		'the same person: an old implant noted again': scene({ person: 'P1' }),
		'nothing of it charged': scene({ item: '一次性导管' }),
		'taken back': scene({ more: 'R1|B|2026-06-06|药物洗脱支架|-2|800|-1600|F2' })
	},
	invalid: {
		'one serial in two persons': {
			record: scene(),
			visit: 'B',
			grade: 'suspect',
			message: 'reused',
			data: { name: '药物洗脱支架' },
			lines: ['F2 offending 1 800.00'],
			clears: { 'scanned-wrongly': 'no-data' }
		},
		'without brackets': {
			record: scene({ first: '01069012345678901728050121SN000123', second: '01069012345678901728050121SN000123' }),
			visit: 'B',
			grade: 'suspect',
			message: 'reused',
			lines: ['F2 offending 1 800.00']
		}
	}
});

import rule from '../../../rules/checks/compliance/trace-code-missing.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	codes?: string;
	boxes?: number;
	unit?: string;
	kind?: string;
	/** Of five other boxes of the institution, how many carry a code. */
	coded?: number;
	more?: string;
	flag?: string;
}
const scene = ({ codes = '', boxes = 10, unit = '盒', kind = '09', coded = 4, more = '', flag = '1' }: Scene = {}) => ({
	visit: 'mdtrt_id | psn_no | med_type | fixmedins_code | begntime\nA|P1|41|S1|2026-04-02\nB|P2|41|S1|2026-04-02',
	fee: `
		feedetl_sn | init_feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | unt | cnt | pric | det_item_fee_sumamt | drug_trac_codg | vali_flag
		F1||A|2026-04-02|瑞舒伐他汀钙片|${kind}|${unit}|${boxes}|20|${(boxes * 20).toFixed(2)}|${codes}|${flag}
		${more}
		${Array.from({ length: 5 }, (_, i) => `G${i}||B|2026-04-02|药品${i}|09|盒|1|20|20.00|${i < coded ? `8123456000123456789${i}` : ''}|1`)
			.slice(0, Math.max(coded, 4))
			.join('\n')}`
});
const codes = (count: number): string => Array.from({ length: count }, (_, i) => `810000000000000000${10 + i}`).join(',');

testRule(rule, {
	valid: {
		'a code a box': scene({ codes: codes(10) }),
		herbs: scene({ kind: '10' }),
		'by the tablet': scene({ unit: '片' }),
		'the institution uploads none': scene({ coded: 0 }),
		'a void line': scene({ flag: '0' }),
		refunded: scene({ more: 'R1|F1|A|2026-04-03|瑞舒伐他汀钙片|09|盒|-10|20|-200.00||1' })
	},
	invalid: {
		'ten boxes, no code': {
			record: scene(),
			visit: 'A',
			grade: 'suspect',
			message: 'none',
			data: { boxes: 10 },
			lines: ['F1 offending 10 -'],
			fund: null,
			clears: { exempt: 'no-data' }
		},
		'ten boxes, one code': {
			record: scene({ codes: codes(1) }),
			visit: 'A',
			grade: 'suspect',
			message: 'fewer',
			data: { boxes: 10, codes: 1 },
			lines: ['F1 offending 9 -']
		}
	},
	undetermined: {
		'a refund that fits two lines': {
			record: scene({
				more: 'F2||A|2026-04-02|瑞舒伐他汀钙片|09|盒|10|20|200.00||1\nR2||A|2026-04-03|瑞舒伐他汀钙片|09|盒|-4|20|-80.00||1',
				coded: 5
			}),
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

import rule from '../../../rules/checks/fraud/anaesthesia-drug-over-record.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = 'mdtrt_id | med_type | begntime | endtime\nA | 21 | 2026-05-04 | 2026-05-10';
interface Scene {
	readonly units?: number;
	readonly unit?: string;
	readonly spec?: string;
	readonly day?: string;
	readonly used?: string;
	readonly more?: string;
	readonly others?: object;
}
const scene = ({ units = 10, unit = '支', spec = '20ml:0.2g', day = '2026-05-06', used = '400|mg', more = '', others = {} }: Scene = {}) => ({
	visit,
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | spec | unt | cnt | pric | det_item_fee_sumamt | init_feedetl_sn
		F1|A|${day}|丙泊酚注射液|09|${spec}|${unit}|${units}|30|${units * 30}|
		${more}`,
	anesthesiaDrug: `mdtrt_id | name | cnt | unit | used_time\nA | 丙泊酚注射液 | ${used} | 2026-05-06 09:10`,
	...others
});

testRule(rule, {
	valid: {
		'what was used': scene({ units: 2 }),
		'one more for the rest': scene({ units: 3 }),
		'counted in ampoules': scene({ units: 3, used: '3|支' }),
		'another day is the ward’s': scene({ day: '2026-05-09' }),
		'an order of the ward': scene({
			others: { order: 'mdtrt_id | drord_no | drord_begn_time | drord_detl_name\nA | L1 | 2026-05-06 14:00 | 丙泊酚注射液' }
		}),
		'taken back': scene({ units: 10, more: 'R1|A|2026-05-06|丙泊酚注射液|09|20ml:0.2g|支|-8|30|-240|F1' })
	},
	invalid: {
		'ten charged, two used': {
			record: scene(),
			grade: 'suspect',
			message: 'over',
			data: { billed: 10, used: 2 },
			lines: ['F1 offending 8 240.00'],
			clears: { discarded: 'no-data' }
		},
		'the rest of a third was thrown away': {
			record: scene({
				used: '0.5|g',
				others: { document: 'mdtrt_id | doc_type | rec_time | text\nA | 麻醉记录 | 2026-05-06 12:00 | 丙泊酚余液双人签名弃去。' }
			}),
			grade: 'suspect',
			message: 'over',
			data: { billed: 10, used: 3 },
			lines: ['F1 offending 7 210.00'],
			clears: { discarded: 'found' }
		}
	},
	undetermined: {
		'a specification without a mass': { record: scene({ spec: '20ml' }), missing: { kind: 'value', what: 'fee.spec' } },
		'boxes of five': { record: scene({ unit: '盒' }), missing: { kind: 'value', what: 'fee.unt' } },
		'used at no time': {
			record: { ...scene(), anesthesiaDrug: 'mdtrt_id | name | cnt | unit | used_time\nA | 丙泊酚注射液 | 400 | mg | ' },
			missing: { kind: 'value', what: 'anesthesiaDrug.used_time' }
		}
	}
});

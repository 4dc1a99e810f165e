import rule from '../../../rules/checks/fraud/report-missing.ts';
import { testRule } from '../harness/rule-tester.ts';

/** Reports as the hospital form 4.4 hands them over: no number and no name of the report, but the method (检验方法). */
const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-03-13 09:20 | 2026-03-20 10:00`;
const fee = `
	feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | cnt | unt | pric | det_item_fee_sumamt
	F1         | M1       | 2026-03-13    | 肌钙蛋白测定     | 04               | 2   | 次  | 25   | 50.00
	F2         | M1       | 2026-03-13    | 血常规           | 04               | 1   | 次  | 25   | 25.00`;
const lab = (first: string, second: string) => `
	mdtrt_id | rpt_time         | exam_mtd  | item_name
	M1       | 2026-03-14 07:30 | ${first}  | 肌钙蛋白测定
	M1       | 2026-03-14 07:30 | ${second} | 肌钙蛋白测定
	M1       | 2026-03-14 07:30 | 流式      | 血常规`;

testRule(rule, {
	valid: { 'two methods at one time are two reports': { visit, fee, lab: lab('化学发光法', '荧光免疫法') } },
	invalid: {
		'one method at one time is one report': {
			record: { visit, fee, lab: lab('化学发光法', '化学发光法') },
			grade: 'suspect',
			message: 'more',
			lines: ['F1 offending 1 25.00']
		}
	}
});

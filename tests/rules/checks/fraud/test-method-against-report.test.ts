import rule from '../../../../rules/checks/fraud/test-method-against-report.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = (id: string, name: string, needs: string[], against: string[]): PointOf<'methodWords'> => ({
	table: 'methodWords',
	family: 'lab',
	id,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	places: ['lab.exam_mtd'],
	needs,
	against,
	got: { needs: { by: 'human', verified: false } }
});
const knowledge = [
	point('potassium', '钾测定(干化学法)', ['干化学法'], ['离子选择电极法', '火焰光度法']),
	point('troponin', '血清肌钙蛋白Ⅰ测定(化学发光法)', ['化学发光法'], ['荧光免疫法'])
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (name: string, day = '06') => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt
	F1|M1|2026-05-${day}|${name}|1|20|20.00`;
const lab = (...lines: string[]) => `
	mdtrt_id|rpt_no|sapl_time|rpt_time|item_name|exam_mtd|result
	${lines.map((line, i) => `M1|L${i + 1}|2026-05-06 07:00|2026-05-06 09:00|${line}`).join('\n')}`;
const POTASSIUM = '钾测定(干化学法)';

testRule(rule, {
	knowledge,
	valid: {
		'the method charged': { visit, fee: fee(POTASSIUM), lab: lab('钾|干化学法|4.1') },
		'the method of another test': { visit, fee: fee(POTASSIUM), lab: lab('血清钾|干化学法|4.1', '钠|离子选择电极法|140') },
		'repeated by the method charged': { visit, fee: fee(POTASSIUM), lab: lab('钾|离子选择电极法|4.1', '钾|干化学法|4.2') },
		'a method of no point': { visit, fee: fee(POTASSIUM), lab: lab('钾|酶法|4.1') },
		'a test of no point': { visit, fee: fee('血常规'), lab: lab('钾|离子选择电极法|4.1') }
	},
	invalid: {
		'by an electrode': {
			record: { visit, fee: fee(POTASSIUM), lab: lab('钾|离子选择电极法|4.1') },
			grade: 'suspect',
			message: 'otherwise',
			data: { told: '离子选择电极法', needs: '干化学法' },
			lines: ['F1 offending 1 20.00']
		},
		'by fluorescence, named in part': {
			record: { visit, fee: fee('血清肌钙蛋白Ⅰ测定(化学发光法)'), lab: lab('肌钙蛋白I|荧光免疫法|0.01', '肌钙蛋白Ⅰ|荧光免疫法|0.02') },
			grade: 'suspect',
			message: 'otherwise',
			lines: ['F1 offending 1 20.00']
		}
	},
	undetermined: {
		'no report of that test': {
			record: { visit, fee: fee(POTASSIUM), lab: lab('钠|离子选择电极法|140') },
			missing: { kind: 'document', what: 'lab' }
		},
		'no method in the report': { record: { visit, fee: fee(POTASSIUM), lab: lab('钾||4.1') }, missing: { kind: 'document', what: 'lab' } }
	}
});

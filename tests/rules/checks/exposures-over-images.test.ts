import rule from '../../../rules/checks/compliance/exposures-over-images.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = 'mdtrt_id | med_type | begntime | endtime\nA | 21 | 2026-05-04 | 2026-05-10';
const DR = 'E1|2026-05-06|DR|数字化摄影(DR)|胸部|2|1';
const scene = (count: number, exams: readonly string[] = [DR], unit = '曝光次数', more = '') => ({
	visit,
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | unt | cnt | pric | det_item_fee_sumamt | init_feedetl_sn\nF1|A|2026-05-06|数字化摄影(DR)|${unit}|${count}|65|${count * 65}|\n${more}`,
	exam: `mdtrt_id | rpt_no | exam_time | exam_type | item_name | exam_part | film_cnt | image_cnt\n${exams.map((row) => `A|${row}`).join('\n')}`
});

testRule(rule, {
	valid: {
		'as many as images': scene(1),
		'two reports': scene(2, [DR, 'E2|2026-05-06|DR|数字化摄影(DR)|腹部|1|1']),
		'one report told in two rows': scene(2, ['E1|2026-05-06|DR|数字化摄影(DR)|胸部|2|2', 'E1|2026-05-06|DR|数字化摄影(DR)|胸部|2|2']),
		'charged by the part': scene(3, [DR], '部位'),
		'taken back': scene(3, [DR], '曝光次数', 'R1|A|2026-05-06|数字化摄影(DR)|曝光次数|-2|65|-130|F1')
	},
	invalid: {
		'three exposures, one image': {
			record: scene(3),
			grade: 'suspect',
			message: 'over',
			data: { billed: 3, images: 1 },
			lines: ['F1 offending 2 130.00'],
			clears: { films: 'found' }
		}
	},
	undetermined: {
		'images not told': { record: scene(3, ['E1|2026-05-06|DR|数字化摄影(DR)|胸部|2|']), missing: { kind: 'value', what: 'exam.image_cnt' } },
		'no report that day': { record: scene(3, ['E1|2026-05-08|DR|数字化摄影(DR)|胸部|2|1']), missing: { kind: 'document', what: 'exam' } }
	}
});

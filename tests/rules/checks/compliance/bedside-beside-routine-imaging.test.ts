import rule from '../../../../rules/checks/compliance/bedside-beside-routine-imaging.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|memo|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, name: string, at = '2026-05-05', cnt = 1, memo = '', of = '') =>
	`${sn}|M1|${at}|${name}|${cnt}|60|${cnt * 60}.00|${memo}|${of}`;
const exam = (...rows: string[]) => `
	mdtrt_id|rpt_no|exam_time|exam_type|exam_part|item_name
	${rows.join('\n')}`;
const bedside = line('A', '床旁X线摄影(胸片)');
const routine = line('B', '胸部X线摄影');
const chest = (no: string, at = '2026-05-05') => `M1|${no}|${at}|DR|胸部|胸部正位片`;

testRule(rule, {
	valid: {
		'two reports': {
			visit,
			fee: fee(line('A', '床旁X线摄影', '2026-05-05 03:00'), line('B', '胸部X线摄影', '2026-05-05 16:00')),
			exam: exam(chest('R1', '2026-05-05 03:10'), chest('R2', '2026-05-05 16:20'))
		},
		'the second report on the next day': { visit, fee: fee(bedside, routine), exam: exam(chest('R1'), chest('R2', '2026-05-06')) },
		'another day': { visit, fee: fee(bedside, line('B', '胸部X线摄影', '2026-05-06')), exam: exam(chest('R1')) },
		'another part': { visit, fee: fee(bedside, line('B', '膝关节X线摄影')), exam: exam(chest('R1')) },
		'fluoroscopy in the theatre and a radiograph': { visit, fee: fee(line('A', '床旁透视与术中透视'), routine), exam: exam(chest('R1')) },
		'a CT beside it': { visit, fee: fee(bedside, line('B', '胸部CT平扫')), exam: exam(chest('R1')) },
		'an addition for the bedside': { visit, fee: fee(line('A', '床旁X线摄影加收'), routine), exam: exam(chest('R1')) },
		refunded: { visit, fee: fee(bedside, routine, line('R', '胸部X线摄影', '2026-05-06', -1, '', 'B')), exam: exam(chest('R1')) },
		'the bedside one alone, no report': { visit, fee: fee(bedside), exam: exam() }
	},
	invalid: {
		'one report for both': {
			record: { visit, fee: fee(bedside, routine), exam: exam(chest('R1')) },
			grade: 'suspect',
			message: 'both',
			data: { reports: 1, quantity: 1 },
			lines: ['A related 1 60.00', 'B offending 1 60.00'],
			clears: { repeated: 'not-found' }
		},
		'a report of the next day belongs to the next day': {
			record: { visit, fee: fee(bedside, routine, line('C', '胸部X线摄影', '2026-05-06')), exam: exam(chest('R1'), chest('R2', '2026-05-06')) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 60.00', 'B offending 1 60.00']
		},
		'ultrasound under colour and grey scale': {
			record: {
				visit,
				fee: fee(line('A', '床旁彩色多普勒超声'), line('B', 'B超常规检查', '2026-05-05', 2, '复查')),
				exam: exam('M1|R1|2026-05-05|超声|腹部|床旁超声')
			},
			grade: 'suspect',
			message: 'both',
			data: { quantity: 1 },
			lines: ['A related 1 60.00', 'B offending 1 60.00'],
			clears: { repeated: 'found' }
		},
		'only reports of another kind': {
			record: { visit, fee: fee(bedside, routine), exam: exam('M1|R1|2026-05-05|CT|胸部|胸部CT') },
			grade: 'suspect',
			message: 'both',
			data: { reports: 0 },
			lines: ['A related 1 60.00', 'B offending 1 60.00']
		}
	},
	undetermined: {
		'no record of any examination': { record: { visit, fee: fee(bedside, routine), exam: exam() }, missing: { kind: 'document', what: 'exam' } },
		'no date': {
			record: { visit, fee: fee(line('A', '床旁X线摄影', ''), routine), exam: exam(chest('R1')) },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		},
		'a refund that fits two lines': {
			record: { visit, fee: fee(bedside, routine, line('C', '胸部X线摄影'), line('R', '胸部X线摄影', '2026-05-06', -1)), exam: exam(chest('R1')) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

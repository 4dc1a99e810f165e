import rule from '../../../../rules/checks/compliance/guidance-with-examination.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, name: string, at = '2026-05-05', cnt = 1, of = '') => `${sn}|M1|${at}|${name}|03|${cnt}|200|${cnt * 200}.00|${of}`;
const exam = (...rows: string[]) => `
	mdtrt_id|rpt_no|exam_time|exam_type|exam_part|item_name|finding
	${rows.join('\n')}`;
const operation = (name: string) => `
	mdtrt_id|oprn_oprt_name|oprn_oprt_date
	M1|${name}|2026-05-05`;
const guidance = line('A', '临床操作的CT引导');
const examination = line('B', 'X线计算机体层(CT)平扫');
const report = (no: string, part = '胸部', at = '2026-05-05', finding = 'CT引导下右肺穿刺，进针顺利') => `M1|${no}|${at}|CT|${part}|CT|${finding}`;

testRule(rule, {
	valid: {
		'a second report': { visit, fee: fee(guidance, examination), exam: exam(report('R1'), report('R2', '胸部', '2026-05-05', '气胸复查')) },
		'the examination on the day before': { visit, fee: fee(guidance, line('B', '胸部CT平扫', '2026-05-04')), exam: exam(report('R1')) },
		'another machine': { visit, fee: fee(guidance, line('B', 'B超常规检查')), exam: exam(report('R1')) },
		'an examination of another part by its name': {
			visit,
			operation: operation('经皮肺穿刺活检术'),
			fee: fee(guidance, line('B', '头颅CT平扫')),
			exam: exam(report('R1', '头颅'))
		},
		'an examination of another part by its record': {
			visit,
			operation: operation('经皮肝穿刺活检术'),
			fee: fee(guidance, examination),
			exam: exam(report('R1', '头颅'))
		},
		refunded: { visit, fee: fee(guidance, examination, line('R', 'X线计算机体层(CT)平扫', '2026-05-06', -1, 'B')), exam: exam(report('R1')) },
		'guidance alone': { visit, fee: fee(guidance), exam: exam() },
		'a needle named after its guidance': {
			visit,
			fee: fee(line('A', '超声引导穿刺针').replace('|03|', '|08|'), line('B', 'B超常规检查')),
			exam: exam(report('R1'))
		}
	},
	invalid: {
		'one report of the puncture': {
			record: { visit, operation: operation('经皮肺穿刺活检术'), fee: fee(guidance, examination), exam: exam(report('R1')) },
			grade: 'suspect',
			message: 'both',
			data: { guidance: '临床操作的CT引导', reports: 1, quantity: 1 },
			lines: ['A related 1 200.00', 'B offending 1 200.00'],
			clears: { 'diagnostic-report': 'not-found' }
		},
		'two modes of one examination': {
			record: {
				visit,
				fee: fee(line('A', '临床操作的磁共振引导'), line('B', '磁共振平扫'), line('C', '磁共振增强扫描')),
				exam: exam('M1|R1|2026-05-05|MR|肝脏|MR|')
			},
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 200.00', 'B offending 1 200.00']
		},
		'a report that does not speak of guidance': {
			record: {
				visit,
				fee: fee(line('A', '临床操作的彩色多普勒超声引导'), line('B', '浅表器官彩色多普勒超声检查')),
				exam: exam('M1|R1|2026-05-05|超声|甲状腺|甲状腺彩超|甲状腺右叶低回声结节')
			},
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 200.00', 'B offending 1 200.00'],
			clears: { 'diagnostic-report': 'found' }
		},
		'a procedure whose name tells no part': {
			record: { visit, operation: operation('置管引流术'), fee: fee(guidance, line('B', '胸部CT平扫')), exam: exam(report('R1')) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 200.00', 'B offending 1 200.00']
		}
	},
	undetermined: {
		'no record of any examination': { record: { visit, fee: fee(guidance, examination), exam: exam() }, missing: { kind: 'document', what: 'exam' } },
		'no date': {
			record: { visit, fee: fee(line('A', '临床操作的CT引导', ''), examination), exam: exam(report('R1')) },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		},
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(guidance, examination, line('C', 'X线计算机体层(CT)平扫'), line('R', 'X线计算机体层(CT)平扫', '2026-05-06', -1)),
				exam: exam(report('R1'))
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
